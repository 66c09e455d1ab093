import { Failure } from '../errors.ts'

/** The failure for an image whose dialect is unknown. `reason` completes "the image X …". */
export function createUnknownDialectFailure(reference: string, reason: string): Failure {
  return new Failure(
    'invalid-input',
    `dialect: the image ${reference} ${reason}.`,
    'If it is a Disdat pipeline image, set `dialect: classic` or `dialect: luigi`.',
  )
}

/** The reason when an image's configuration matches no dialect. */
export const noDialectReason =
  'has neither the entry point of a classic pipeline image (/opt/bin/entrypoint.py) nor the command of a luigi one (dsdt_docker)'
