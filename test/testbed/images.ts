import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, mkdtempDisposable, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'
import { images, runDocker } from './docker.ts'
import { inheritEnv, runCommand } from './process.ts'

/** An image of one test. Its disposal removes the name, and the image when it has no other name. */
export interface OwnImage extends AsyncDisposable {
  readonly name: string
}

/** The part of an image configuration that describes how to run it. */
export interface ImageConfiguration {
  readonly Cmd?: readonly string[]
  readonly Entrypoint?: readonly string[]
  readonly Env?: readonly string[]
}

/** The configurations by which `dialect: auto` recognizes the two dialects. */
export const configuration = {
  luigi: { Cmd: ['dsdt_docker', '--help'] },
  classic: { Entrypoint: ['/opt/bin/entrypoint.py'], Env: ['PIPELINE_CLASS=acme.daily.Sales'] },
} as const

/**
 * Creates an image without files and with this configuration. It serves for everything before the command of a
 * container starts, and for registries, where pushing a real image would take half a gigabyte.
 */
export async function makeEmptyImage(config: ImageConfiguration, architecture = engineArchitecture): Promise<OwnImage> {
  const name = ownName('empty')
  // Two blocks of zeros: the end of an archive.
  const layer = Buffer.alloc(1024)
  const diffId = `sha256:${createHash('sha256').update(layer).digest('hex')}`
  const image = { architecture, os: 'linux', config, rootfs: { type: 'layers', diff_ids: [diffId] } }
  const archive = pack()
  archive.entry({ name: 'layer.tar' }, layer)
  archive.entry({ name: 'config.json' }, JSON.stringify(image))
  const manifest = [{ Config: 'config.json', RepoTags: [name], Layers: ['layer.tar'] }]
  archive.entry({ name: 'manifest.json' }, JSON.stringify(manifest))
  archive.finalize()

  const folder = await mkdtemp(join(tmpdir(), 'image-'))
  try {
    await writeFile(join(folder, 'image.tar'), await buffer(Readable.from(archive)))
    await succeed(['load', '--quiet', '--input', join(folder, 'image.tar')])
  } finally {
    await rm(folder, { recursive: true })
  }
  return own(name)
}

/** Builds an image from the Dockerfile of a folder, without a network. */
export async function buildImage(folder: string, buildArguments: Readonly<Record<string, string>>): Promise<OwnImage> {
  const name = ownName('built')
  const given = Object.entries(buildArguments).flatMap(([key, value]) => ['--build-arg', `${key}=${value}`])
  await succeed(['build', '--network', 'none', '--tag', name, ...given, folder])
  return own(name)
}

/** Builds an image from the test-bed's luigi image, with these files by their paths, and these instructions. */
export async function deriveImage(
  instructions: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<OwnImage> {
  const name = ownName('derived')
  await using folder = await mkdtempDisposable(join(tmpdir(), 'image-'))
  // Docker copies files without a container, which each RUN needs.
  const copying = Object.keys(files).length > 0 ? ['COPY files /'] : []
  await writeFile(
    join(folder.path, 'Dockerfile'),
    [`FROM ${images.faults}`, ...copying, ...instructions, ''].join('\n'),
  )
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder.path, 'files', path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, text)
  }
  await succeed(['build', '--network', 'none', '--tag', name, folder.path])
  return own(name)
}

/** The folder of the pipelines in the test-bed's images. */
export const sitePackages = '/opt/python-virtualenv/lib/python3.11/site-packages'

/** Builds the test-bed's luigi image with an additional module of pipes, `pipelines.<module>`, and `instructions`. */
export async function makeImageWithPipes(
  module: string,
  source: string,
  instructions: readonly string[] = [],
): Promise<OwnImage> {
  return await deriveImage(instructions, { [`${sitePackages}/pipelines/${module}.py`]: source })
}

/** Gives an image another name. */
export async function tagImage(source: string, name: string): Promise<OwnImage> {
  await succeed(['tag', source, name])
  return own(name)
}

const engineArchitecture = process.arch === 'arm64' ? 'arm64' : 'amd64'

const ownName = (kind: string) => `disdat-run-action-test/${kind}:${randomBytes(6).toString('hex')}`

function own(name: string): OwnImage {
  return {
    name,
    async [Symbol.asyncDispose]() {
      await runDocker(['rmi', name])
    },
  }
}

async function succeed(args: readonly string[]): Promise<void> {
  const env = { ...inheritEnv('PATH', 'HOME', 'DOCKER_HOST', 'DOCKER_CONFIG'), DOCKER_BUILDKIT: '0' }
  const ran = await runCommand('docker', args, { env, timeoutMs: 120_000 })
  if (ran.code !== 0) throw new Error(`docker ${args.join(' ')} failed: ${ran.stdout}${ran.stderr}`)
}
