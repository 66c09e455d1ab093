/**
 * The Python that runs a program of the image, by its first line; undefined for another program, for a Python 2 by
 * name, and for a Python that another program finds (`/usr/bin/env python3`). A `python` may still be a Python 2, which
 * refuses the program that unpacks a seed before that does anything.
 */
export function findInterpreter(program: string): string | undefined {
  return /^#!(\/[^\s]*\/python(?:3(?:\.\d{1,2})?)?)\s*(?:\n|$)/.exec(program)?.[1]
}
