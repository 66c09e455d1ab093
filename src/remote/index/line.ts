import { type BundleDescription, createDescription, isUuid } from '../../disdat/bundle.ts'
import { BundleFormatError } from '../../disdat/format/format-error.ts'
import { parseJson } from '../../lib/json.ts'

/** The longest line of an index, in bytes: many times the length of a usual line. */
const maxLineBytes = 16 * 1024

/** The length of the uuid that starts a line, in characters and bytes. */
export const uuidLength = 36

/**
 * A bundle as a line of an index, without its line break: the uuid, and a JSON array of the other fields. Undefined for
 * more than `maxLineBytes`: such a bundle is not indexed.
 */
export function formatIndexLine(bundle: BundleDescription): string | undefined {
  const { createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn } = bundle
  const fields = [
    createdSeconds,
    name,
    processingName,
    owner,
    presentation,
    [code.method, code.repo, code.hash, code.branch],
    [...tags],
    dependsOn.map((upstream) => [upstream.uuid, upstream.processingName, upstream.argument]),
  ]
  const line = bundle.uuid + JSON.stringify(fields)
  return Buffer.byteLength(line) > maxLineBytes ? undefined : line
}

/** A text as every line that contains it spells it. */
export function escapeIndexText(text: string): string {
  return JSON.stringify(text)
}

/** The bundle of a line. Throws BundleFormatError for a line that `formatIndexLine` did not write. */
export function parseIndexLine(line: string): BundleDescription {
  const uuid = line.slice(0, uuidLength)
  if (!isUuid(uuid)) throw new BundleFormatError('an index line without a uuid')
  const fields = parseJson(line.slice(uuidLength))
  if (fields === undefined) throw new BundleFormatError('an index line that is not JSON')
  const [createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn] = readList(fields)
  const [method, repo, hash, branch] = readList(code)
  return createDescription({
    uuid,
    createdSeconds: readNumber(createdSeconds),
    name: readText(name),
    processingName: readText(processingName),
    owner: readText(owner),
    presentation: readText(presentation),
    code: { method: readText(method), repo: readText(repo), hash: readText(hash), branch: readText(branch) },
    tags: new Map(
      readList(tags).map((tag) => {
        const [key, value] = readList(tag)
        return [readText(key), readText(value)]
      }),
    ),
    dependsOn: readList(dependsOn).map((dependency) => {
      const [upstream, upstreamName, argument] = readList(dependency)
      return { uuid: readText(upstream), processingName: readText(upstreamName), argument: readText(argument) }
    }),
  })
}

function readList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new BundleFormatError('an index line without one of its lists')
  return value
}

function readText(value: unknown): string {
  if (typeof value !== 'string') throw new BundleFormatError('an index line without one of its texts')
  return value
}

function readNumber(value: unknown): number {
  if (typeof value !== 'number') throw new BundleFormatError('an index line without its time')
  return value
}
