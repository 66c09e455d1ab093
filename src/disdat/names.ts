/** A parsed `module.submodule.PipeClass`. */
export interface PipeClass {
  /** The whole dotted name, as in Disdat's `code_method`. */
  readonly name: string
  /** The parts before the class: `['module', 'submodule']`. */
  readonly module: readonly string[]
}

/** https://docs.python.org/3/reference/lexical_analysis.html#identifiers */
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u

/** Whether a text is a Python identifier. A pipe's parameters are, because they are attributes of its class. */
export function isIdentifier(text: string): boolean {
  return identifier.test(text)
}

/** Parses a dotted Python name; undefined where it is not one, or has no module. */
export function parsePipeClass(text: string): PipeClass | undefined {
  const parts = text.split('.')
  if (parts.length < 2 || !parts.every(isIdentifier)) return undefined
  return { name: text, module: parts.slice(0, -1) }
}

/**
 * The repository name of a pipe's image, as `dsdt dockerize` of Disdat 0.7.1 to 0.8.0 names it:
 * `disdat-module-submodule`, in lower case (https://disdat.gitbook.io/disdat-documentation). Later versions use the
 * name in setup.py. Docker may still reject a name made of unusual identifiers.
 */
export function deriveImageName(pipeClass: PipeClass): string {
  return ['disdat', ...pipeClass.module].join('-').toLowerCase()
}

/** The longest bundle name that the action accepts, in UTF-16 units. Disdat stores names as tags and table rows. */
export const bundleNameLimit = 255

/**
 * Why a text cannot be a bundle's name, as a predicate such as `is empty`; undefined where it can. A name may be in any
 * script. It never becomes a path.
 */
export function findBundleNameProblem(name: string): string | undefined {
  if (name === '') return 'is empty'
  if (name.length > bundleNameLimit) return `is ${name.length} characters long, the limit is ${bundleNameLimit}`
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) return 'contains a line break or another control character'
  if (/[/\\]/.test(name)) return 'contains a slash'
  if (name.includes('..')) return 'contains `..`'
  if (name.includes('::')) return 'contains `::`'
  if (name !== name.trim()) return 'starts or ends with a space'
  if (name.startsWith('-')) return 'starts with `-`, which Disdat reads as an option'
  return undefined
}

/** Whether a text can be a context's name: one path segment, because it is a folder on disk and a part of every key. */
export function isContextName(name: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,127}$/u.test(name) && !name.includes('..')
}

/** A context: its name on the remote and its name on this machine. */
export interface ContextNames {
  readonly remote: string
  readonly local: string
}

/** Parses `remote-context/local-context`, or one name for both; undefined where the text is neither. */
export function parseContext(text: string): ContextNames | undefined {
  const [remote = '', local = remote, ...rest] = text.split('/')
  return rest.length === 0 && isContextName(remote) && isContextName(local) ? { remote, local } : undefined
}

/** The location of a remote: the part of its URLs before `/context`. */
export interface RemoteUrl {
  readonly bucket: string
  /** Without leading or trailing slash; empty for the bucket itself. */
  readonly prefix: string
  /** `s3://bucket/prefix` without a trailing slash. */
  readonly url: string
}

const bucketName = /^(?!\d+(?:\.\d+){3}$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/

/**
 * Parses `s3://bucket/prefix`; undefined where the text is not such a URL. The bucket follows S3's naming rules
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). The prefix has no empty part, `.` or
 * `..`.
 */
export function parseRemoteUrl(text: string): RemoteUrl | undefined {
  const match = /^s3:\/\/([^/]+)(?:\/(.*?))?\/?$/su.exec(text)
  const bucket = match?.[1] ?? ''
  const prefix = match?.[2] ?? ''
  if (!bucketName.test(bucket) || bucket.includes('..')) return undefined
  const plain = /^[\p{L}\p{N}!_.*'() @=+-]+$/u
  const parts = prefix === '' ? [] : prefix.split('/')
  if (!parts.every((part) => plain.test(part) && part !== '.' && part !== '..')) return undefined
  return { bucket, prefix, url: ['s3:/', bucket, ...parts].join('/') }
}
