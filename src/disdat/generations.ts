/**
 * The generations of pipeline images: every version of Disdat since 0.7.1, by its command line. Read in the parsers of
 * the packages on PyPI, which have 0.7.1, 0.7.2 and 0.8.0 only as release candidates
 * (https://pypi.org/project/disdat/#history, https://pypi.org/project/disdat-luigi/#history). `docs/dialects.md`
 * describes them.
 */
export const dialects = [
  'classic',
  'luigi',
  'disdat-0.7.1',
  'disdat-0.7.2',
  'disdat-0.8.0',
  'disdat-0.8.1',
  'disdat-0.8.3',
  'disdat-0.8.13',
  'disdat-0.9.6',
] as const

/**
 * The name of a generation: its first version. `classic` is an image of 0.7.1 to 0.8.0 whose version does not matter to
 * the run, `luigi` is 0.9.15 and later.
 */
export type Dialect = (typeof dialects)[number]

/** What the images of a generation accept on their command line, and what they need. */
export interface Generation {
  readonly dialect: Dialect
  /** The versions, as a text that follows "images of". */
  readonly versions: string
  /** The first word of the command; undefined: the image's entry point, which is `entrypointFile`. */
  readonly program: string | undefined
  /** The input bundle is an argument. Otherwise a pipe receives the uuid of its input as a parameter. */
  readonly takesInput: boolean
  /** An output with the name `-` is pushed. Otherwise the image looks for a bundle of that name, and exits with 0. */
  readonly pushesUnnamedOutput: boolean
  /** How the pipe class is given: `default` may be left out, because the image has the variable PIPELINE_CLASS. */
  readonly pipeClass: 'default' | 'option' | 'argument'
  /** Tags are one JSON object, or one option for each `key:value`, where neither part can contain a colon. */
  readonly tags: 'json' | 'options'
  readonly hasWorkers: boolean
  readonly hasForceAll: boolean
  /** The word `--entrypoint`, wherever it stands, makes the image run the word after it as a program. */
  readonly runsEntrypointOption: boolean
  /** Binding a remote needs an object with the key `<prefix>/`. */
  readonly needsPrefixKey: boolean
  /**
   * A container first pulls the whole remote context, except for objects that its local context has. Others pull their
   * input only, with a request for each bundle in any case, and would reuse bundles that they do not pull today.
   */
  readonly pullsContext: boolean
  /** The `ctxt.db` has tables of bundles alone. Others have tables of frames too, and read every frame to fill them. */
  readonly indexesBundlesOnly: boolean
}

/** The entry point of images to 0.9.14. */
export const entrypointFile = '/opt/bin/entrypoint.py'

const version071: Generation = {
  dialect: 'disdat-0.7.1',
  versions: 'disdat 0.7.1',
  program: undefined,
  takesInput: true,
  pushesUnnamedOutput: false,
  pipeClass: 'default',
  tags: 'json',
  hasWorkers: false,
  hasForceAll: false,
  runsEntrypointOption: false,
  needsPrefixKey: true,
  pullsContext: false,
  indexesBundlesOnly: false,
}
const classic: Generation = {
  ...version071,
  dialect: 'classic',
  versions: 'disdat 0.7.1 to 0.8.0',
  // 0.8.0 does.
  pushesUnnamedOutput: true,
}
const version072: Generation = { ...version071, dialect: 'disdat-0.7.2', versions: 'disdat 0.7.2', tags: 'options' }
const version080: Generation = {
  ...version072,
  dialect: 'disdat-0.8.0',
  versions: 'disdat 0.8.0',
  pushesUnnamedOutput: true,
  hasWorkers: true,
  pullsContext: true,
}
const version081: Generation = {
  ...version080,
  dialect: 'disdat-0.8.1',
  versions: 'disdat 0.8.1 and 0.8.2',
  takesInput: false,
  pipeClass: 'option',
}
const version083: Generation = {
  ...version081,
  dialect: 'disdat-0.8.3',
  versions: 'disdat 0.8.3 to 0.8.12',
  pipeClass: 'argument',
  // Only 0.8.12 does.
  runsEntrypointOption: true,
}
const version0813: Generation = {
  ...version083,
  dialect: 'disdat-0.8.13',
  versions: 'disdat 0.8.13 to 0.9.5',
  hasForceAll: true,
}
const version096: Generation = {
  ...version0813,
  dialect: 'disdat-0.9.6',
  versions: 'disdat 0.9.6 to 0.9.14',
  program: entrypointFile,
  runsEntrypointOption: false,
}
const luigi: Generation = {
  ...version096,
  dialect: 'luigi',
  versions: 'disdat 0.9.15 to 0.10.1 and disdat-luigi',
  program: 'dsdt_docker',
  needsPrefixKey: false,
  indexesBundlesOnly: true,
}

/** The generations with PIPELINE_CLASS in the environment of their images. */
export const classicGenerations: readonly Generation[] = [version071, version072, version080]
/** The generations with the entry point, but without PIPELINE_CLASS. */
export const entrypointGenerations: readonly Generation[] = [version081, version083, version0813]

const generations = {
  classic,
  'disdat-0.7.1': version071,
  'disdat-0.7.2': version072,
  'disdat-0.8.0': version080,
  'disdat-0.8.1': version081,
  'disdat-0.8.3': version083,
  'disdat-0.8.13': version0813,
  'disdat-0.9.6': version096,
  luigi,
} as const satisfies Readonly<Record<Dialect, Generation>>

export const getGeneration = (dialect: Dialect): Generation => generations[dialect]

/** 0.10.1, the last version of the package `disdat` that makes images; later pipelines use `disdat-luigi`. */
const lastVersion: Version = [10, 1]

/**
 * The generation of a value of the input `dialect`: a name in any case, or any version, such as `disdat-0.8.20` or
 * `disdat-luigi-1.0.2`; undefined for other values.
 */
export function parseDialect(text: string): Dialect | undefined {
  const lower = text.toLowerCase()
  const named = dialects.find((name) => name === lower)
  if (named !== undefined) return named
  if (/^disdat-luigi-1\.\d+(\.\d+)?$/.test(lower)) return 'luigi'
  const version = parseVersion(lower)
  if (version === undefined || isBefore(lastVersion, version)) return undefined
  if (!isBefore(version, [9, 15])) return 'luigi'
  return dialects.findLast((name) => {
    const first = parseVersion(name)
    return first !== undefined && !isBefore(version, first)
  })
}

/** What follows `0.`, with which all versions of these images begin. */
type Version = readonly [minor: number, patch: number]

function parseVersion(dialect: string): Version | undefined {
  const found = /^disdat-0\.(\d+)\.(\d+)$/.exec(dialect)
  return found === null ? undefined : [Number(found[1]), Number(found[2])]
}

function isBefore([minor, patch]: Version, [otherMinor, otherPatch]: Version): boolean {
  return minor < otherMinor || (minor === otherMinor && patch < otherPatch)
}

/** The generations of a value of the input `dialect`: three for `classic`, one for others. */
export function listGenerations(dialect: Dialect): readonly Generation[] {
  return dialect === 'classic' ? classicGenerations : [generations[dialect]]
}
