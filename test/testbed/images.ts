import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'
import { docker, images } from './docker.ts'
import { inherited, run } from './process.ts'

/** An image of a test's own. Disposing of it takes its name away, and with it the image where no other name holds it. */
export interface OwnImage extends AsyncDisposable {
  readonly name: string
}

/** What an image's configuration says about running it, in the registry's own words. */
export interface ImageConfiguration {
  readonly Cmd?: readonly string[]
  readonly Entrypoint?: readonly string[]
  readonly Env?: readonly string[]
}

/** By these `dialect: auto` knows the two dialects. */
export const configuration = {
  luigi: { Cmd: ['dsdt_docker', '--help'] },
  classic: { Entrypoint: ['/opt/bin/entrypoint.py'] },
} as const

/**
 * An image with no file in it, whose configuration says what it says: enough for everything before a container's command starts, and for
 * registries, in which the real ones would be half a gigabyte to push.
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

/** The test-bed's luigi image with a few instructions more. */
export async function deriveImage(instructions: readonly string[]): Promise<OwnImage> {
  const name = ownName('derived')
  const dockerfile = [`FROM ${images.faults}`, ...instructions, ''].join('\n')
  await succeed(['build', '--network', 'none', '--tag', name, '-'], dockerfile)
  return own(name)
}

/** Where the test-bed's images have their pipelines. */
export const sitePackages = '/opt/python-virtualenv/lib/python3.11/site-packages'

/** The test-bed's luigi image with one more module of pipes, `pipelines.<module>`. */
export async function imageWithPipes(module: string, source: string): Promise<OwnImage> {
  const text = Buffer.from(source).toString('base64')
  return await deriveImage([`RUN echo ${text} | base64 -d > ${sitePackages}/pipelines/${module}.py`])
}

/** Another name for an image. */
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
      await docker(['rmi', name])
    },
  }
}

async function succeed(args: readonly string[], input = ''): Promise<void> {
  const env = { ...inherited('PATH', 'HOME', 'DOCKER_HOST', 'DOCKER_CONFIG'), DOCKER_BUILDKIT: '0' }
  const ran = await run('docker', args, { env, input, timeoutMs: 120_000 })
  if (ran.code !== 0) throw new Error(`docker ${args.join(' ')} failed: ${ran.stdout}${ran.stderr}`)
}
