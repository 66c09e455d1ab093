import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The Python program of `unpack_seed.py`. In `dist/`, the build puts the text into this module. */
export const unpackerText: string = readFileSync(join(import.meta.dirname, 'unpack_seed.py'), 'utf8')
