import type { Cancellable } from '../lib/cancellable.ts'
import type { Remote } from './remote.ts'

/** Whose sandbox a remote context is. */
export type SandboxOwner = {
  /** `owner/name` */
  readonly repository: string
  readonly pullRequest: number
}

/** The mark of a sandbox, which stands beside its bundles. */
export type SandboxMarker = SandboxOwner & { readonly created: Date }

/** The format of the mark; a context with another one is nobody's. */
const version = 1
/** A mark has a tenth of this. */
const maxMarkerBytes = 4096

/** What the keys of a remote context begin with, a slash at the end. */
export const contextKeyPrefix = ({ objects }: Remote) => objects.slice(0, -'objects/'.length)

/** The key of a context's mark. */
export const markerKey = (remote: Remote) => `${contextKeyPrefix(remote)}run-action/sandbox`

/** Whether a context's name says that it is this pull request's: it ends in `pr-<number>`, with nothing or a mark of punctuation before. */
export function isNamedAfter(context: string, pullRequest: number): boolean {
  return new RegExp(`(?:^|[._-])pr-${pullRequest}$`).test(context)
}

/** Whose sandbox a context is; undefined where it has no mark, or one that nobody can read. */
export async function readSandboxMarker(remote: Remote, options: Cancellable): Promise<SandboxMarker | undefined> {
  const bytes = (await remote.store.getVersion(markerKey(remote), { ...options, maxBytes: maxMarkerBytes }))?.bytes
  return bytes && parseSandboxMarker(Buffer.from(bytes).toString())
}

function parseSandboxMarker(text: string): SandboxMarker | undefined {
  try {
    const said: unknown = JSON.parse(text)
    if (typeof said !== 'object' || said === null) return undefined
    const { version: format, repository, pullRequest, created }: Readonly<Record<string, unknown>> = { ...said }
    if (format !== version || typeof repository !== 'string' || typeof pullRequest !== 'number') return undefined
    return { repository, pullRequest, created: new Date(typeof created === 'string' ? created : Number.NaN) }
  } catch {
    return undefined
  }
}

/**
 * Makes a context somebody's sandbox, if it holds no bundle yet; `taken` where it holds some that were not made in a sandbox of his. Decided once: a mark
 * is never replaced. Throws Failure as a store does.
 */
export async function markSandbox(
  remote: Remote,
  owner: SandboxOwner,
  options: Cancellable,
): Promise<'marked' | 'taken'> {
  const isHis = (marker: SandboxMarker | undefined) =>
    marker?.repository === owner.repository && marker.pullRequest === owner.pullRequest
  if (isHis(await readSandboxMarker(remote, options))) return 'marked'
  if (await holdsBundles(remote, options)) return 'taken'
  const text = JSON.stringify({ version, ...owner, created: new Date().toISOString() })
  const outcome = await remote.store.putVersion(markerKey(remote), Buffer.from(text), undefined, options)
  // Another step of the same pull request may have been first.
  return outcome === 'stored' || isHis(await readSandboxMarker(remote, options)) ? 'marked' : 'taken'
}

async function holdsBundles(remote: Remote, options: Cancellable): Promise<boolean> {
  for await (const _ of remote.store.list(remote.objects, { ...options, delimiter: '/' })) return true
  return false
}
