import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { runGit } from '../../script/release/git.ts'
import type { GitHubFault } from './github.ts'

interface AssetRecord {
  readonly id: number
  readonly name: string
  state: 'uploaded' | 'starter'
  digest: string | null
}

/** A release in the double. */
export interface ReleaseRecord {
  readonly id: number
  tag_name: string
  target_commitish: string
  readonly body: string
  draft: boolean
  immutable: boolean
  readonly assets: AssetRecord[]
}

export interface ReleasesOptions {
  /** The bare repository whose branches and tags GitHub shows. */
  readonly remote: string
}

/**
 * A double of GitHub's API at the wire, for the releases of one repository: https://docs.github.com/en/rest/releases
 * Tags and branches are those of a real bare repository.
 */
export interface ReleasesDouble extends AsyncDisposable {
  /** The value of GITHUB_API_URL. */
  readonly apiUrl: string
  readonly releases: ReleaseRecord[]
  /** The requests that change something, as `METHOD path`. */
  readonly writes: string[]
  /** The result of ci.yml; undefined when it has not run. */
  ci: string | undefined
  /** The protection rules of the environment. */
  rules: readonly string[]
  hasImmutableReleases: boolean
  /** The tags of immutable releases that were deleted. GitHub accepts them in a draft, and refuses its publication. */
  burntTags: readonly string[]
  /** What happens to a write; it applies until it is removed. */
  selectFault: ((write: string) => GitHubFault | undefined) | undefined
}

export const releasesRepository = 'disdat/run-action'

interface Answer {
  readonly status: number
  readonly body?: unknown
}

const notFound: Answer = { status: 404, body: { message: 'Not Found' } }
const refuse = (message: string): Answer => ({ status: 422, body: { message } })

/** Starts the double on a free port of 127.0.0.1. */
export async function startReleases({ remote }: ReleasesOptions): Promise<ReleasesDouble> {
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const double: ReleasesDouble = {
    apiUrl: `http://127.0.0.1:${address.port}`,
    releases: [],
    writes: [],
    ci: 'success',
    rules: ['required_reviewers', 'branch_policy'],
    hasImmutableReleases: true,
    burntTags: [],
    selectFault: undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '' } = incoming
    const content = await buffer(incoming)
    const fault = method === 'GET' ? undefined : double.selectFault?.(`${method} ${url}`)
    if (method !== 'GET') double.writes.push(`${method} ${url}`)
    if (fault?.kind === 'break') return void incoming.socket.resetAndDestroy()
    const answer: Answer =
      fault?.kind === 'refuse'
        ? { status: fault.status, body: { message: fault.message ?? 'on purpose' } }
        : await handle({ method, url: new URL(url, double.apiUrl), content }, double, remote)
    if (fault?.kind === 'lose') return void incoming.socket.resetAndDestroy()
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body))
  }
  return double
}

interface Request {
  readonly method: string
  readonly url: URL
  readonly content: Buffer
}

async function handle(request: Request, double: ReleasesDouble, remote: string): Promise<Answer> {
  const { method, url, content } = request
  const [, upload] = /^\/upload\/(\d+)$/.exec(url.pathname) ?? []
  if (upload !== undefined) return attach(double, Number(upload), url.searchParams.get('name') ?? '', content)
  const path = decodeURIComponent(url.pathname.split(`/repos/${releasesRepository}/`)[1] ?? '')
  const body: unknown = content.length === 0 ? undefined : JSON.parse(content.toString())
  if (path.startsWith('releases')) return await handleRelease({ method, path, body }, double, remote)
  if (path.startsWith('git/')) return await handleRef({ method, path, body }, remote)
  if (path.startsWith('actions/workflows/ci.yml/runs')) {
    const isAsked = url.searchParams.get('head_sha') === (await resolve(remote, 'refs/heads/main'))
    return { status: 200, body: { workflow_runs: double.ci && isAsked ? [{ conclusion: double.ci }] : [] } }
  }
  if (path === 'environments/release')
    return { status: 200, body: { protection_rules: double.rules.map((type) => ({ type })) } }
  const [, file] = /^contents\/(.+)$/.exec(path) ?? []
  if (file !== undefined) return await readContents(remote, `${url.searchParams.get('ref')}:${file}`)
  const [, base = '', head = ''] = /^compare\/(.+)\.\.\.(.+)$/.exec(path) ?? []
  if (base === '') return notFound
  const isAncestor = await runGit(remote, 'merge-base', '--is-ancestor', base, head).then(
    () => true,
    () => false,
  )
  return { status: 200, body: { status: isAncestor ? 'ahead' : 'diverged' } }
}

async function readContents(remote: string, object: string): Promise<Answer> {
  const text = await runGit(remote, 'show', object).catch(() => undefined)
  if (text === undefined) return notFound
  return { status: 200, body: { encoding: 'base64', content: Buffer.from(`${text}\n`).toString('base64') } }
}

interface Call {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

async function handleRelease({ method, path, body }: Call, double: ReleasesDouble, remote: string): Promise<Answer> {
  const { releases } = double
  const show = (release: ReleaseRecord): Answer => ({
    status: 200,
    body: { ...release, html_url: `https://github.com/x/${release.id}`, upload_url: uploadUrl(double, release) },
  })
  const given = Object(body)
  if (path === 'releases' && method === 'POST') {
    const release = { id: 1 + releases.length, immutable: false, assets: [], ...given }
    releases.push(release)
    return show(release)
  }
  if (path === 'releases') return { status: 200, body: releases.map((release) => show(release).body) }
  const [, tag] = /^releases\/tags\/(.+)$/.exec(path) ?? []
  const [, asset] = /^releases\/assets\/(\d+)$/.exec(path) ?? []
  const [, id] = /^releases\/(\d+)$/.exec(path) ?? []
  const found = releases.find((each) =>
    tag !== undefined
      ? !each.draft && each.tag_name === tag
      : each.id === Number(id) || each.assets.some((one) => one.id === Number(asset)),
  )
  if (found === undefined) return notFound
  if (method === 'GET') return show(found)
  if (found.immutable) return refuse('the release is immutable')
  if (method === 'DELETE' && asset !== undefined) remove(found.assets, Number(asset))
  else if (method === 'DELETE') remove(releases, found.id)
  else return (await change(found, given, double, remote)) ?? show(found)
  return show(found)
}

function remove(list: { readonly id: number }[], id: number): void {
  list.splice(
    list.findIndex((each) => each.id === id),
    1,
  )
}

interface Change {
  readonly tag_name?: string
  readonly target_commitish?: string
  readonly draft?: boolean
}

/** Changes a release, or says why not. A draft loses the tag that a change omits, as on GitHub. */
async function change(
  release: ReleaseRecord,
  { tag_name, target_commitish = release.target_commitish, draft }: Change,
  double: ReleasesDouble,
  remote: string,
): Promise<Answer | undefined> {
  release.tag_name = tag_name ?? (release.draft ? `untagged-${release.id}` : release.tag_name)
  release.target_commitish = target_commitish
  if (draft !== false) return undefined
  if (double.burntTags.includes(release.tag_name)) {
    const message = 'tag_name was used by an immutable release'
    const errors = [{ resource: 'Release', code: 'custom', field: 'tag_name', message }]
    return { status: 422, body: { message: 'Validation Failed', errors } }
  }
  await publish(release, double, remote)
  return undefined
}

async function publish(release: ReleaseRecord, double: ReleasesDouble, remote: string): Promise<void> {
  await runGit(remote, 'update-ref', `refs/tags/${release.tag_name}`, release.target_commitish)
  release.draft = false
  release.immutable = double.hasImmutableReleases
}

const uploadUrl = ({ apiUrl }: ReleasesDouble, { id }: ReleaseRecord) => `${apiUrl}/upload/${id}{?name,label}`

function attach(double: ReleasesDouble, id: number, name: string, content: Buffer): Answer {
  const release = double.releases.find((each) => each.id === id)
  if (release === undefined) return notFound
  if (release.immutable) return refuse('the release is immutable')
  if (release.assets.some((asset) => asset.name === name)) return refuse('already_exists')
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`
  release.assets.push({ id: 100 * id + release.assets.length, name, state: 'uploaded', digest })
  return { status: 201, body: {} }
}

async function handleRef({ method, path, body }: Call, remote: string): Promise<Answer> {
  const given = Object(body)
  const [, name = ''] = /^git\/refs?\/(.+)$/.exec(path) ?? []
  if (method === 'POST') {
    if ((await resolve(remote, given.ref)) !== undefined) return refuse('Reference already exists')
    await runGit(remote, 'update-ref', given.ref, given.sha)
    return { status: 201, body: {} }
  }
  if (method === 'PATCH') {
    if (given.force !== true) return refuse('Update is not a fast forward')
    await runGit(remote, 'update-ref', `refs/${name}`, given.sha)
    return { status: 200, body: {} }
  }
  if (path.startsWith('git/matching-refs/')) {
    const lines = await runGit(remote, 'for-each-ref', '--format=%(refname) %(objectname)', 'refs/tags')
    const refs = lines.split('\n').map((line) => line.split(' '))
    return { status: 200, body: refs.map(([ref, sha]) => ({ ref, object: { sha } })) }
  }
  const sha = await resolve(remote, `refs/${name}`)
  return sha === undefined ? notFound : { status: 200, body: { ref: `refs/${name}`, object: { sha, type: 'commit' } } }
}

/** The commit of a reference of a repository; undefined when it does not exist. */
export async function resolve(repository: string, ref: string): Promise<string | undefined> {
  return await runGit(repository, 'rev-parse', '--verify', '--quiet', ref).catch(() => undefined)
}
