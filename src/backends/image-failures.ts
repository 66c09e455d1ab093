import type { Dialect, Generation } from '../disdat/generations.ts'
import { Failure } from '../errors.ts'

/** The failure for an image whose dialect is unknown. `reason` completes "the image X …". */
export function createUnknownDialectFailure(reference: string, reason: string): Failure {
  return new Failure(
    'invalid-input',
    `dialect: the image ${reference} ${reason}.`,
    'If it is a Disdat pipeline image, set `dialect` to the version of Disdat that it contains, such as `disdat-0.8.25`.',
  )
}

/** The failure for an image that can be of several generations, when nothing shows which. */
export function createAmbiguousDialectFailure(reference: string, candidates: readonly Generation[]): Failure {
  const versions = joinAlternatives(candidates.map((generation) => generation.versions))
  return new Failure(
    'invalid-input',
    `dialect: the configuration of the image ${reference} fits images of ${versions}, whose command lines differ.`,
    `Set \`dialect\` to ${listNames(candidates)}, or to the exact version.`,
  )
}

/** The failure for a `dialect` whose command line a container of the image cannot start. */
export function createWrongDialectFailure(
  reference: string,
  dialect: Dialect,
  detected: readonly Generation[],
): Failure {
  return new Failure(
    'invalid-input',
    `dialect: the image ${reference} cannot start the command line of ${dialect}: its configuration is that of an image of ${joinAlternatives(detected.map(({ versions }) => versions))}.`,
    `Leave out \`dialect\`, set it to ${listNames(detected)}, or name another image in \`image\`.`,
  )
}

const listNames = (generations: readonly Generation[]) =>
  joinAlternatives(generations.map(({ dialect }) => `\`${dialect}\``))

function joinAlternatives(words: readonly string[]): string {
  return [...(words.length > 1 ? [words.slice(0, -1).join(', ')] : []), ...words.slice(-1)].join(' or ')
}

/** The reason when an image's configuration matches no generation. */
export const noDialectReason =
  'has neither the entry point of a pipeline image (/opt/bin/entrypoint.py) nor its command (dsdt_docker)'
