import { type BundleDescription, createDescription, isUuid } from '../../disdat/bundle.ts'
import { BundleFormatError } from '../../disdat/format/hyperframe.ts'

/** The longest line of an index, in bytes: many times what a bundle says of itself. */
const maxLineBytes = 16 * 1024

/** Of the uuid that a line begins with, in characters and bytes. */
export const uuidLength = 36

/**
 * A bundle as a line of an index, without its line break: the uuid, and a JSON array of the rest. Undefined when that
 * would be more than `maxLineBytes`: such a bundle is not indexed.
 */
export function formatIndexLine(bundle: BundleDescription): string | undefined {
  const { createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn } = bundle
  const rest = [
    createdSeconds,
    name,
    processingName,
    owner,
    presentation,
    [code.method, code.repo, code.hash, code.branch],
    [...tags],
    dependsOn.map((upstream) => [upstream.uuid, upstream.processingName, upstream.argument]),
  ]
  const line = bundle.uuid + JSON.stringify(rest)
  return Buffer.byteLength(line) > maxLineBytes ? undefined : line
}

/** How a text stands in every line that holds it. */
export function escapeIndexText(text: string): string {
  return JSON.stringify(text)
}

/** The bundle of a line. Throws BundleFormatError for a line that `lineOf` did not write. */
export function parseIndexLine(line: string): BundleDescription {
  const uuid = line.slice(0, uuidLength)
  if (!isUuid(uuid)) throw new BundleFormatError('an index line without a uuid')
  const [createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn] = list(parsed(line))
  const [method, repo, hash, branch] = list(code)
  return createDescription({
    uuid,
    createdSeconds: number(createdSeconds),
    name: text(name),
    processingName: text(processingName),
    owner: text(owner),
    presentation: text(presentation),
    code: { method: text(method), repo: text(repo), hash: text(hash), branch: text(branch) },
    tags: new Map(
      list(tags).map((tag) => {
        const [key, value] = list(tag)
        return [text(key), text(value)]
      }),
    ),
    dependsOn: list(dependsOn).map((dependency) => {
      const [upstream, madeBy, argument] = list(dependency)
      return { uuid: text(upstream), processingName: text(madeBy), argument: text(argument) }
    }),
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line.slice(uuidLength))
  } catch (error) {
    throw new BundleFormatError('an index line that is no JSON', { cause: error })
  }
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new BundleFormatError('an index line without one of its lists')
  return value
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new BundleFormatError('an index line without one of its texts')
  return value
}

function number(value: unknown): number {
  if (typeof value !== 'number') throw new BundleFormatError('an index line without its time')
  return value
}
