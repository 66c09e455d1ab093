import { deflateSync } from 'node:zlib'
import { getGeneration } from '../../../disdat/generations.ts'
import { isInitProgram } from '../../../disdat/recognize-image.ts'
import type { JobSeed, Task } from '../../backend.ts'
import { launcherText } from './launcher-text.ts'

/**
 * Starts the launcher with the Python of the image, or the command itself without Python 3.6 or later. `$0` is the
 * program of `python -c`, `$1` its settings, and then the command follows.
 */
const shellScript = 'p=$(command -v python3 || command -v python) && exec "$p" -c "$0" "$@"; shift; exec "$@"'

/** The working directory is not searched for modules: it has those of the pipeline. */
const createProgram = (packed: string) =>
  [
    'import sys',
    'sys.path=[p for p in sys.path if p]',
    'import base64,os,zlib',
    'sys.version_info<(3,6)and os.execvp(sys.argv[2],sys.argv[2:])',
    `exec(zlib.decompress(base64.b64decode("${packed}")))`,
  ].join(';')

/**
 * The command of a job that fills its local context first, as `launcher.py` describes, and then becomes the command of
 * the task. The program is compressed: ECS limits the overrides of a job to 8,192 characters.
 */
export function wrapCommand(argv: readonly string[], seed: JobSeed): readonly string[] {
  const packed = deflateSync(minifyPython(launcherText), { level: 9 }).toString('base64')
  const settings = JSON.stringify([seed.remote, seed.remoteContext, seed.localContext, seed.maxBytes])
  return ['sh', '-c', shellScript, createProgram(packed), settings, ...argv]
}

/**
 * A Python program without docstrings and comments, and with the least indentation: an eighth shorter when compressed.
 * Its strings must contain neither three quotes nor a `#`.
 */
export function minifyPython(text: string): string {
  const code = text.replace(/^ *"""[\s\S]*?"""\n/gm, '').replace(/ *#.*$/gm, '')
  return code.replace(/^ +/gm, (spaces) => ' '.repeat(spaces.length / 4)).replace(/\n{2,}/g, '\n')
}

/**
 * The seed of a job whose command can be wrapped; undefined for others: the image has to start the command as it is,
 * and to pull its context. The command of a user's job definition changes only on request.
 */
export function selectJobSeed(
  { jobSeed: seed, image }: Pick<Task, 'jobSeed' | 'image'>,
  { isFixed }: { readonly isFixed: boolean },
) {
  const { program } = getGeneration(image.dialect)
  const startsCommand = image.entrypoint?.every((word) => isInitProgram(word) || word === '--') ?? false
  return program !== undefined && startsCommand && (!isFixed || seed?.isRequested) ? seed : undefined
}
