import { spawn } from 'node:child_process'
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runDocker } from './docker.ts'
import { type OwnImage, tagImage } from './images.ts'
import { endProcess, inheritEnv, root, runCommand } from './process.ts'

/** The user of a private registry. */
export const registryUser = { name: 'ci', password: 'open-sesame-3141' } as const
/** The line that `htpasswd -nB` prints for this user. */
const htpasswd = 'ci:$2y$05$abcdefghijklmnopqrstuu4jVPGFMFBmkWzBhRqGS5guOk1PXHlWq'

/** An image registry on this machine. The engine connects to 127.0.0.1 without TLS. */
export interface Registry extends AsyncDisposable {
  /** `127.0.0.1:port` */
  readonly host: string
  /** Pushes an image of the engine under a name of this registry, and returns its digest. */
  push(image: string, name: string): Promise<string>
  /** Moves a tag to the image of another tag, like a later push, without changing the engine. */
  retag(name: string, from: string, to: string): Promise<void>
  /** Writes a manifest list for images (`digests`) that were pushed under this name, and returns its digest. */
  putIndex(name: string, tag: string, digests: Readonly<Record<string, string>>): Promise<string>
}

const startMs = 20_000
const basic = `Basic ${Buffer.from(`${registryUser.name}:${registryUser.password}`).toString('base64')}`
/** Creates the Docker configuration that `docker login` writes for this host. */
export const createDockerConfig = (host: string) => ({ auths: { [host]: { auth: basic.slice('Basic '.length) } } })

/**
 * Starts a registry on a free port. A private registry accepts only `registryUser`; with `auth`, lines of its
 * configuration, those whom that part accepts.
 */
export async function startRegistry(options: {
  readonly isPrivate: boolean
  readonly auth?: readonly string[]
}): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'))
  await writeFile(join(folder, 'htpasswd'), `${htpasswd}\n`)
  const htpasswdAuth = ['auth:', '  htpasswd:', '    realm: test', `    path: ${folder}/htpasswd`]
  const auth = options.auth ?? (options.isPrivate ? htpasswdAuth : [])
  const storage = ['storage:', '  filesystem:', `    rootdirectory: ${folder}/data`]
  const config = ['version: 0.1', 'log:', '  level: info', ...storage, ...auth, 'http:', '  addr: 127.0.0.1:0', '']
  await writeFile(join(folder, 'config.yml'), config.join('\n'))

  // A killed test must not leave a registry.
  const args = ['--pdeathsig', 'TERM', await findProgram(), 'serve', join(folder, 'config.yml')]
  const server = spawn('setpriv', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: inheritEnv('PATH'),
  })
  let host = ''
  const dispose = async () => {
    await endProcess(server)
    if (host !== '') await removeImages(`${host}/*/*`)
    await rm(folder, { recursive: true, force: true })
  }
  let printed = ''
  host = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`docker-registry ${why}:\n${printed}`))
    const deadline = setTimeout(fail, startMs, `was not ready within ${startMs / 1000} s`)
    const listen = (chunk: string) => {
      printed += chunk
      const address = /listening on (127\.0\.0\.1:\d+)/.exec(printed)?.[1]
      if (address === undefined) return
      clearTimeout(deadline)
      resolve(address)
    }
    for (const stream of [server.stdout, server.stderr]) stream.setEncoding('utf8').on('data', listen)
    server.on('error', (error) => fail(`could not be started: ${error.message}`))
    server.on('exit', (code) => fail(`ended with ${code}, has script/bootstrap been run?`))
  }).catch(async (error) => {
    await dispose()
    throw error
  })
  await writeFile(join(folder, 'config.json'), JSON.stringify(createDockerConfig(host)))

  const ask = async (path: string, init: RequestInit) => {
    const answer = await fetch(`http://${host}/v2/${path}`, {
      ...init,
      headers: { ...init.headers, authorization: basic },
    })
    if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const put = async (path: string, type: string, body: string) => {
    const answer = await ask(path, { method: 'PUT', body, headers: { 'content-type': type } })
    return answer.headers.get('docker-content-digest') ?? ''
  }
  return {
    host,
    async push(image, name) {
      await using tagged: OwnImage = await tagImage(image, `${host}/${name}`)
      const env = { ...inheritEnv('PATH', 'HOME', 'DOCKER_HOST'), DOCKER_CONFIG: folder }
      const pushed = await runCommand('docker', ['push', tagged.name], { env })
      const digest = /digest: (sha256:[0-9a-f]{64})/.exec(pushed.stdout)?.[1]
      if (digest === undefined) throw new Error(`${name} was not pushed: ${pushed.stdout}${pushed.stderr}`)
      return digest
    },
    async retag(name, from, to) {
      const manifest = await ask(`${name}/manifests/${from}`, { headers: { accept: manifestType } })
      await put(`${name}/manifests/${to}`, manifestType, await manifest.text())
    },
    async putIndex(name, tag, digests) {
      const manifests = []
      for (const [platform, digest] of Object.entries(digests)) {
        const [os, architecture] = platform.split('/')
        const manifest = await ask(`${name}/manifests/${digest}`, { headers: { accept: manifestType } })
        const size = (await manifest.arrayBuffer()).byteLength
        manifests.push({ mediaType: manifestType, digest, size, platform: { os, architecture } })
      }
      const index = JSON.stringify({ schemaVersion: 2, mediaType: listType, manifests })
      return await put(`${name}/manifests/${tag}`, listType, index)
    },
    [Symbol.asyncDispose]: dispose,
  }
}

/** Removes the pulled images from the engine. */
async function removeImages(pattern: string): Promise<void> {
  const format = '{{.Repository}}:{{.Tag}} {{.Repository}}@{{.Digest}}'
  const { stdout } = await runDocker(['images', '--digests', '--filter', `reference=${pattern}`, '--format', format])
  const names = stdout.split(/\s+/).filter((name) => name !== '' && !name.includes('<none>'))
  if (names.length > 0) await runDocker(['rmi', ...names])
}

const manifestType = 'application/vnd.docker.distribution.manifest.v2+json'
const listType = 'application/vnd.docker.distribution.manifest.list.v2+json'

/** Finds the registry program of the machine, or the program that script/bootstrap unpacked. */
async function findProgram(): Promise<string> {
  const unpacked = `${root}.testbed/registry/usr/bin/docker-registry`
  return await access(unpacked).then(
    () => unpacked,
    () => 'docker-registry',
  )
}
