/**
 * The Python 3 that runs a program of the image, by its first line; undefined for another program, and for a Python
 * that another program finds (`/usr/bin/env python3`).
 */
export function findInterpreter(program: string): string | undefined {
  return /^#!(\/[^\s]*\/python(?:3(?:\.\d{1,2})?)?)\s*(?:\n|$)/.exec(program)?.[1]
}
