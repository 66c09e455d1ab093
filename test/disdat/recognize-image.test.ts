import { describe, expect, test } from 'vitest'
import { getGeneration } from '../../src/disdat/generations.ts'
import { canStart, detectGenerations, isInitProgram, recognizeHelp } from '../../src/disdat/recognize-image.ts'

const entrypointFile = '/opt/bin/entrypoint.py'
const pipelineClass = new Map([['PIPELINE_CLASS', 'pipelines.orders.DailyOrders']])
const none = new Map<string, string>()
const classic = ['disdat-0.7.1', 'disdat-0.7.2', 'disdat-0.8.0']
const entrypoint = ['disdat-0.8.1', 'disdat-0.8.3', 'disdat-0.8.13']

describe('detectGenerations', () => {
  test.each([
    ['an image with PIPELINE_CLASS', [entrypointFile], ['--help'], pipelineClass, classic],
    ['an interpreter with the entry point', ['python', entrypointFile], ['--help'], pipelineClass, classic],
    ['a shell with the entry point', ['sh', '-c', `exec ${entrypointFile}`], [], pipelineClass, classic],
    ['an image without PIPELINE_CLASS', [entrypointFile], ['--help'], none, entrypoint],
    ['the entry point as command', [], [entrypointFile, '--help'], none, ['disdat-0.9.6']],
    ['dsdt_docker', [], ['dsdt_docker', '--help'], none, ['luigi']],
    ['the path of dsdt_docker', [], ['/opt/venv/bin/dsdt_docker', '--help'], none, ['luigi']],
    ['an image without Disdat', ['/docker-entrypoint.sh'], ['nginx'], none, []],
    ['dsdt_docker through a shell', [], ['sh', '-c', 'dsdt_docker --help'], none, []],
    ['an image with neither', [], [], none, []],
  ])('of %s', (_, first, command, env, expected) => {
    expect(detectGenerations({ entrypoint: first, command, env }).map(({ dialect }) => dialect)).toStrictEqual(expected)
  })
})

describe('canStart', () => {
  test.each([
    ['disdat-0.8.13', [entrypointFile], true],
    ['classic', ['/wrapper.sh'], true],
    ['classic', [], false],
    ['luigi', [], true],
    ['luigi', ['/wrapper.sh'], true],
    ['luigi', [entrypointFile], false],
    ['disdat-0.9.6', [entrypointFile], false],
  ] as const)('of %s with the entry point %j is %s', (dialect, first, expected) => {
    expect(canStart({ entrypoint: first, command: [], env: none }, getGeneration(dialect))).toBe(expected)
  })
})

test.each([
  ['tini', true],
  ['/usr/bin/dumb-init', true],
  ['/sbin/docker-init', true],
  ['catatonit', true],
  ['tini/sh', false],
  ['sh', false],
  ['', false],
])('isInitProgram of %j is %s', (program, expected) => {
  expect(isInitProgram(program)).toBe(expected)
})

/** The options of each generation, in the words of argparse. */
const help = {
  'disdat-0.7.1':
    '[--remote R] [--pipeline P] [--branch B] [--input-tags T] [--output-tags T] input_bundle output_bundle ...',
  'disdat-0.7.2':
    '[--remote R] [--pipeline P] [--branch B] [-it T] --input-tag T [-ot T] --output-tag T input_bundle output_bundle',
  'disdat-0.8.0': '[--pipeline P] [--branch B] [--workers W] [-it T] --input-tag T input_bundle output_bundle ...',
  'disdat-0.8.1': '[--pipeline P] [--branch B] [--workers W] [-it T] --input-tag T [-o O] --output-bundle O ...',
  'disdat-0.8.3': '[--branch B] [--workers W] [-it T] --input-tag T [-o O] [--force] pipe_cls ...',
  'disdat-0.8.13': '[--branch B] [--workers W] [-it T] --input-tag T [-o O] [--force] [--force-all] pipe_cls ...',
} as const

describe('recognizeHelp', () => {
  test.each(Object.entries(help))('recognizes %s', (dialect, text) => {
    expect(recognizeHelp(`usage: entrypoint.py ${text}`, undefined)?.dialect).toBe(dialect)
  })

  test('distinguishes images with the same options by their program', () => {
    const text = help['disdat-0.8.13']
    expect(recognizeHelp(text, entrypointFile)?.dialect).toBe('disdat-0.9.6')
    expect(recognizeHelp(text, 'dsdt_docker')?.dialect).toBe('luigi')
  })

  test.each([
    '',
    '[--pipeline P] [--branch B] input_bundle',
    'Traceback (most recent call last):',
    'usage: nginx [-?hvVtTq] [--workers N] [--force-all]',
  ])('returns undefined for %j', (text) => {
    expect(recognizeHelp(text, undefined)).toBeUndefined()
  })
})
