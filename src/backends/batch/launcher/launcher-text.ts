import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The Python program of `launcher.py`. In `dist/`, the build puts the text into this module. */
export const launcherText: string = readFileSync(join(import.meta.dirname, 'launcher.py'), 'utf8')
