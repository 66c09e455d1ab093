import type { Parsed } from './input-reader.ts'

type Faults = { given: string; expected: string }[]

/** The longest value of a parameter, tag or variable, in characters. A whole Batch request may have 30 KiB. */
export const valueLimit = 8192

/**
 * Why a text can be neither an argument of a command nor the value of a variable, as a predicate; undefined where it
 * can be both. A lone surrogate has no form in UTF-8.
 */
export function findArgumentProblem(text: string): string | undefined {
  if (text.includes('\0')) return 'contains a NUL character, which a command line cannot carry'
  return text.isWellFormed() ? undefined : 'contains half of a surrogate pair, which is not text'
}

/** Lines without blank ones and comments, with their numbers. */
function splitLines(text: string): readonly { readonly line: string; readonly number: number }[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
}

/**
 * Parses tags: one `key:value` a line; the value may contain `:`. Keys that match `reserved` belong to Disdat and are
 * refused.
 */
export function parseTags(text: string, reserved?: RegExp): Parsed<ReadonlyMap<string, string>> {
  const value = new Map<string, string>()
  const faults: Faults = []
  for (const { line } of splitLines(text)) {
    const [, key = '', tag = ''] = /^([^:]*):(.*)$/s.exec(line) ?? []
    const expected =
      findTagFault(key.trim(), tag.trim(), value) ?? (reserved?.test(key.trim()) ? reservedTag : undefined)
    if (expected !== undefined) faults.push({ given: line, expected })
    else value.set(key.trim(), tag.trim())
  }
  return { value, faults }
}

const reservedTag = 'Disdat or this action sets this tag. Choose another key.'

function findTagFault(key: string, value: string, taken: ReadonlyMap<string, unknown>): string | undefined {
  if (key === '' || value === '') return 'Write one `key:value` a line. Neither side may be empty.'
  if (control.test(key) || control.test(value)) return 'Tags must not contain control characters.'
  const problem = findArgumentProblem(key + value)
  if (problem !== undefined) return `The tag ${problem}.`
  if (/^-|\s/.test(key)) return 'A key must not contain spaces or begin with `-`, which Disdat reads as an option.'
  if (value.length > valueLimit) return `A value has at most ${valueLimit} characters.`
  if (taken.has(key)) return 'This key is given twice. Give it once.'
  return undefined
}

/**
 * Parses files, folders and patterns of the workspace, one a line. Whether a path leaves the workspace through a
 * symbolic link is checked when it is opened.
 */
export function parsePaths(text: string): Parsed<readonly string[]> {
  const value: string[] = []
  const faults: Faults = []
  if (text.length > valueLimit)
    return {
      value,
      faults: [{ given: text, expected: `The list has at most ${valueLimit} characters. Use a folder or a pattern.` }],
    }
  for (const { line } of splitLines(text)) {
    const expected = findPathFault(line)
    if (expected === undefined) value.push(line)
    else faults.push({ given: line, expected })
  }
  return { value, faults }
}

/** The message for a path that leaves the workspace. */
export const outsideWorkspace = 'Paths must stay inside the workspace and must not contain `..`.'

function findPathFault(line: string): string | undefined {
  if (control.test(line)) return 'Paths must not contain control characters.'
  if (line.startsWith('!') && !line.startsWith('!('))
    return '`!` exclusions are not supported: list what to include. For a file whose name begins with `!`, write `./!…`.'
  if (line.split('/').includes('..')) return outsideWorkspace
  return undefined
}

const control = /[\p{Cc}\p{Zl}\p{Zp}]/u

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/
/**
 * Variables from which SDKs get credentials or their source: profiles, roles and their tokens, and the services of
 * containers and instances (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html). `AWS_ACCESS_KEY`
 * and `AWS_SECRET_KEY` are Hadoop's and older SDKs', and `BOTO_CONFIG` and `AWS_CREDENTIAL_FILE` are boto's.
 */
const credential =
  /^(?:AWS_(?:ACCESS_KEY(?:_ID)?|SECRET_(?:ACCESS_)?KEY|SESSION_TOKEN|SECURITY_TOKEN|CREDENTIAL_\w+|CONFIG_FILE|SHARED_CREDENTIALS_FILE|(?:DEFAULT_)?PROFILE|ROLE_\w+|WEB_IDENTITY_\w+|CONTAINER_\w+|EC2_METADATA_\w+|BEARER_TOKEN_\w+|LOGIN_\w+)|BOTO_CONFIG)$/

/**
 * Parses variables of the container: `NAME` (the runner's value is passed on) or `NAME=value`, one a line. Credentials
 * are refused, because they reach the container as files.
 */
export function parseEnv(text: string): Parsed<ReadonlyMap<string, string | undefined>> {
  const value = new Map<string, string | undefined>()
  const faults: Faults = []
  for (const { line, number } of splitLines(text)) {
    const at = line.indexOf('=')
    const name = at < 0 ? line : line.slice(0, at)
    // The value is not shown, because it may be a secret. A line without a name may be the second line of a secret.
    const given = at < 0 ? line : `${name}=…`
    const problem = findArgumentProblem(line)
    if (!variableName.test(name))
      faults.push({
        given: '…',
        expected: `Line ${number} is not shown, because it may be a secret. Write \`NAME\` or \`NAME=value\`, one a line. A name has letters, digits and \`_\`.`,
      })
    else if (credential.test(name))
      faults.push({
        given,
        expected: 'Credentials are not passed as variables: the pipe gets them from a file. Remove the line.',
      })
    else if (problem !== undefined) faults.push({ given, expected: `The value ${problem}.` })
    else if (value.has(name)) faults.push({ given, expected: 'This variable is given twice. Give it once.' })
    else value.set(name, at < 0 ? undefined : line.slice(at + 1))
  }
  return { value, faults }
}

/** Parses ids separated by commas, spaces or line breaks. A repeated id counts once. */
export function parseIds(text: string, pattern: RegExp, expected: string): Parsed<readonly string[]> {
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  const faults = words.filter((word) => !pattern.test(word)).map((given) => ({ given, expected }))
  return { value: [...new Set(words.filter((word) => pattern.test(word)))], faults }
}

/** The id of a job; `:n` is a child of an array. */
const jobId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::\d{1,5})?$/

/** Parses ids of jobs, as `parseIds` does. */
export function parseJobIds(text: string): Parsed<readonly string[]> {
  return parseIds(text, jobId, 'Give job ids as the output `job-id` has them, separated by commas or line breaks.')
}
