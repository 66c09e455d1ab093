import { spawn } from 'node:child_process'
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { docker } from './docker.ts'
import { type OwnImage, tagImage } from './images.ts'
import { end, inherited, root, run } from './process.ts'

/** Who may use a private registry. */
export const registryUser = { name: 'ci', password: 'open-sesame-3141' } as const
/** The line that `htpasswd -nB` prints for that user. */
const htpasswd = 'ci:$2y$05$abcdefghijklmnopqrstuu4jVPGFMFBmkWzBhRqGS5guOk1PXHlWq'

/** An image registry on this machine. The engine talks to 127.0.0.1 without TLS. */
export interface Registry extends AsyncDisposable {
  /** `127.0.0.1:port` */
  readonly host: string
  /** Pushes one of the engine's images under a name of this registry, and resolves with the digest that it got. */
  push(image: string, name: string): Promise<string>
  /** Puts one tag where another points to, as a later push would, but leaves the engine alone. */
  retag(name: string, from: string, to: string): Promise<void>
  /** Puts a manifest list of these platforms under a name, `digests` of images that were pushed under it, and resolves with its digest. */
  putIndex(name: string, tag: string, digests: Readonly<Record<string, string>>): Promise<string>
}

const startMs = 20_000
const basic = `Basic ${Buffer.from(`${registryUser.name}:${registryUser.password}`).toString('base64')}`
/** What `docker login` would have left in Docker's configuration for this host. */
export const dockerConfig = (host: string) => ({ auths: { [host]: { auth: basic.slice('Basic '.length) } } })

/** Starts a registry on a free port; a private one lets nobody in but `registryUser`. */
export async function startRegistry(options: { readonly isPrivate: boolean }): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'))
  await writeFile(join(folder, 'htpasswd'), `${htpasswd}\n`)
  const auth = options.isPrivate ? ['auth:', '  htpasswd:', '    realm: test', `    path: ${folder}/htpasswd`] : []
  const storage = ['storage:', '  filesystem:', `    rootdirectory: ${folder}/data`]
  const config = ['version: 0.1', 'log:', '  level: info', ...storage, ...auth, 'http:', '  addr: 127.0.0.1:0', '']
  await writeFile(join(folder, 'config.yml'), config.join('\n'))

  // A test that is killed must not leave a registry.
  const args = ['--pdeathsig', 'TERM', await program(), 'serve', join(folder, 'config.yml')]
  const server = spawn('setpriv', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: inherited('PATH'),
  })
  let host = ''
  const dispose = async () => {
    await end(server)
    if (host !== '') await removeImages(`${host}/*/*`)
    await rm(folder, { recursive: true, force: true })
  }
  let said = ''
  host = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`docker-registry ${why}:\n${said}`))
    const deadline = setTimeout(fail, startMs, `was not ready within ${startMs / 1000} s`)
    const listen = (chunk: string) => {
      said += chunk
      const address = /listening on (127\.0\.0\.1:\d+)/.exec(said)?.[1]
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
  await writeFile(join(folder, 'config.json'), JSON.stringify(dockerConfig(host)))

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
      const env = { ...inherited('PATH', 'HOME', 'DOCKER_HOST'), DOCKER_CONFIG: folder }
      const pushed = await run('docker', ['push', tagged.name], { env })
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

/** Takes what was pulled off the engine again. */
async function removeImages(pattern: string): Promise<void> {
  const format = '{{.Repository}}:{{.Tag}} {{.Repository}}@{{.Digest}}'
  const { stdout } = await docker(['images', '--digests', '--filter', `reference=${pattern}`, '--format', format])
  const names = stdout.split(/\s+/).filter((name) => name !== '' && !name.includes('<none>'))
  if (names.length > 0) await docker(['rmi', ...names])
}

const manifestType = 'application/vnd.docker.distribution.manifest.v2+json'
const listType = 'application/vnd.docker.distribution.manifest.list.v2+json'

/** Of the machine, or else as script/bootstrap unpacked it. */
async function program(): Promise<string> {
  const unpacked = `${root}.testbed/registry/usr/bin/docker-registry`
  return await access(unpacked).then(
    () => unpacked,
    () => 'docker-registry',
  )
}
