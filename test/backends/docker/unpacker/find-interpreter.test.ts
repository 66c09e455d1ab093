import { expect, test } from 'vitest'
import { findInterpreter } from '../../../../src/backends/docker/unpacker/find-interpreter.ts'

test.for([
  ['#!/opt/python-virtualenv/bin/python3\nimport sys\n', '/opt/python-virtualenv/bin/python3'],
  ['#!/usr/local/bin/python\n', '/usr/local/bin/python'],
  ['#!/usr/bin/python3.11 \nimport re\n', '/usr/bin/python3.11'],
])('findInterpreter finds the Python of %j', ([program = '', python]) => {
  expect(findInterpreter(program)).toBe(python)
})

test.for([
  '',
  '#!/bin/sh\nexec python3 "$0"\n',
  '#!/usr/bin/env python3\n',
  '#!/usr/bin/python2.7\n',
  '#!/usr/bin/python3 -I\n',
  '#!python3\n',
  'import sys\n#!/usr/bin/python3\n',
  '#!/usr/bin/python3x\n',
])('findInterpreter finds none in %j', (program) => {
  expect(findInterpreter(program)).toBeUndefined()
})
