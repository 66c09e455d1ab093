import { describe, expect, test } from 'vitest'
import { createCommandLine, detectDialect, type Invocation } from '../../src/disdat/command-line.ts'

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'

const minimal: Invocation = {
  pipeClass: 'pkg.mod.Class',
  outputUuid: uuid,
  outputName: '-',
  inputName: '-',
  inputTags: new Map(),
  outputTags: new Map(),
  params: new Map(),
  remote: 's3://bucket/prefix',
  context: { remote: 'prod', local: 'mine' },
  force: false,
  forceAll: false,
  workers: 1,
}

const full: Invocation = {
  ...minimal,
  outputName: 'daily orders',
  inputName: 'raw orders',
  inputTags: new Map([['env', 'prod']]),
  outputTags: new Map([
    ['day', '2026-01-05'],
    ['say', `it's "so"`],
    ['__proto__', 'x'],
  ]),
  params: new Map([
    ['day', '2026-01-05'],
    ['limit', '-5'],
    ['shell', '$(id); `id` && "x"'],
    ['lines', 'one\ntwo'],
  ]),
  force: true,
  forceAll: true,
  workers: 4,
}

const params = ['--day', '2026-01-05', '--limit', '-5', '--shell', '$(id); `id` && "x"', '--lines', 'one\ntwo']

describe('createCommandLine for classic', () => {
  test('leaves out options without a value', () => {
    expect(createCommandLine('classic', minimal)).toStrictEqual([
      ...['--output-bundle-uuid', uuid],
      ...['--remote', 's3://bucket/prefix'],
      ...['--branch', 'prod/mine'],
      ...['--pipeline', 'pkg.mod.Class'],
      ...['-', '-'],
    ])
  })

  test('passes every option, with tags as one JSON object without shell quotes', () => {
    expect(createCommandLine('classic', full)).toStrictEqual([
      ...['--output-bundle-uuid', uuid],
      ...['--remote', 's3://bucket/prefix'],
      ...['--branch', 'prod/mine'],
      ...['--pipeline', 'pkg.mod.Class'],
      ...['--input-tags', '{"env":"prod"}'],
      ...['--output-tags', `{"day":"2026-01-05","say":"it's \\"so\\"","__proto__":"x"}`],
      '--force',
      ...['raw orders', 'daily orders'],
      ...params,
    ])
  })
})

describe('createCommandLine for luigi', () => {
  test('leaves out options without a value', () => {
    expect(createCommandLine('luigi', minimal)).toStrictEqual([
      'dsdt_docker',
      ...['--output-bundle-uuid', uuid],
      ...['--output-bundle', '-'],
      ...['--branch', 'prod/mine'],
      ...['--workers', '1'],
      ...['--remote', 's3://bucket/prefix'],
      'pkg.mod.Class',
    ])
  })

  test('passes every option, with one option per tag, parameters last and no input bundle', () => {
    expect(createCommandLine('luigi', full)).toStrictEqual([
      'dsdt_docker',
      ...['--output-bundle-uuid', uuid],
      ...['--output-bundle', 'daily orders'],
      ...['--branch', 'prod/mine'],
      ...['--workers', '4'],
      ...['--remote', 's3://bucket/prefix'],
      ...['--force', '--force-all'],
      ...['--output-tag', 'day:2026-01-05'],
      ...['--output-tag', `say:it's "so"`],
      ...['--output-tag', '__proto__:x'],
      'pkg.mod.Class',
      ...params,
    ])
  })
})

test.each([
  ['a classic image', ['/opt/bin/entrypoint.py'], [], 'classic'],
  ['a classic image through an interpreter', ['python', '/opt/bin/entrypoint.py'], ['--help'], 'classic'],
  ['a luigi image', [], ['dsdt_docker', '--help'], 'luigi'],
  ['a luigi image that names the path', [], ['/opt/venv/bin/dsdt_docker', '--help'], 'luigi'],
  ['an image without Disdat', ['/docker-entrypoint.sh'], ['nginx'], undefined],
  ['an image that runs dsdt_docker through a shell', [], ['sh', '-c', 'dsdt_docker --help'], undefined],
  ['an image with neither', [], [], undefined],
])('detectDialect of %s', (_, entrypoint, command, dialect) => {
  expect(detectDialect(entrypoint, command)).toBe(dialect)
})
