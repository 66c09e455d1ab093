import type { Cancellable } from '../lib/cancellable.ts'
import { getNumber, getString, parseJson } from '../lib/json.ts'
import type { Remote } from './remote.ts'

/** The pull request that a sandbox belongs to. */
export type SandboxOwner = {
  /** `owner/name` */
  readonly repository: string
  readonly pullRequest: number
}

/** The object that marks a remote context as a sandbox, beside its bundles. */
export type SandboxMarker = SandboxOwner & { readonly created: Date }

/** The format of the marker. A context whose marker has another format belongs to no pull request. */
const version = 1
/** The limit for a marker, in bytes: ten times its size. */
const maxMarkerBytes = 4096

/** The common prefix of the keys of a remote context, with a trailing slash. */
export function getContextPrefix({ objects }: Remote): string {
  return objects.slice(0, -'objects/'.length)
}

/** The key of the marker of a context. */
export function getMarkerKey(remote: Remote): string {
  return `${getContextPrefix(remote)}run-action/sandbox`
}

/** Whether a context has the name of this pull request: `pr-<number>`, alone or after `.`, `_` or `-`. */
export function isSandboxNameFor(context: string, pullRequest: number): boolean {
  return new RegExp(`(?:^|[._-])pr-${pullRequest}$`).test(context)
}

/** The marker of a context; undefined when there is no marker or it cannot be read. */
export async function readSandboxMarker(remote: Remote, options: Cancellable): Promise<SandboxMarker | undefined> {
  const object = await remote.store.getVersion(getMarkerKey(remote), { ...options, maxBytes: maxMarkerBytes })
  return object?.bytes && parseSandboxMarker(Buffer.from(object.bytes).toString())
}

function parseSandboxMarker(text: string): SandboxMarker | undefined {
  const marker = parseJson(text)
  const repository = getString(marker, 'repository')
  const pullRequest = getNumber(marker, 'pullRequest')
  if (getNumber(marker, 'version') !== version || repository === undefined || pullRequest === undefined) {
    return undefined
  }
  return { repository, pullRequest, created: new Date(getString(marker, 'created') ?? Number.NaN) }
}

/**
 * Marks a context as a sandbox of a pull request. `taken` when the context holds bundles but no marker, or belongs to
 * another pull request. A marker is never replaced. Throws Failure as a store does.
 */
export async function markSandbox(
  remote: Remote,
  owner: SandboxOwner,
  options: Cancellable,
): Promise<'marked' | 'taken'> {
  const isOwn = (marker: SandboxMarker | undefined) =>
    marker?.repository === owner.repository && marker.pullRequest === owner.pullRequest
  if (isOwn(await readSandboxMarker(remote, options))) return 'marked'
  if (await hasBundles(remote, options)) return 'taken'
  const { repository, pullRequest } = owner
  const text = JSON.stringify({ version, repository, pullRequest, created: new Date().toISOString() })
  const outcome = await remote.store.putVersion(getMarkerKey(remote), Buffer.from(text), undefined, options)
  // Another step of the same pull request may have been first.
  return outcome === 'stored' || isOwn(await readSandboxMarker(remote, options)) ? 'marked' : 'taken'
}

async function hasBundles(remote: Remote, options: Cancellable): Promise<boolean> {
  for await (const _ of remote.store.list(remote.objects, { ...options, delimiter: '/' })) return true
  return false
}
