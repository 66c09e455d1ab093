import { describe, expect, test } from 'vitest'
import { createCommandLine, findUnsupportedInputs, type Invocation } from '../../src/disdat/command-line.ts'
import { type Dialect, dialects } from '../../src/disdat/generations.ts'

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
const tagOptions = ['--output-tag=day:2026-01-05', `--output-tag=say:it's "so"`, '--output-tag=__proto__:x']

describe('createCommandLine', () => {
  test.each(['classic', 'disdat-0.7.1', 'disdat-0.7.2', 'disdat-0.8.0'] as const)(
    'passes the input and leaves out options without a value for %s',
    (dialect) => {
      expect(createCommandLine(dialect, minimal)).toStrictEqual([
        ...['--output-bundle-uuid', uuid],
        ...['--branch', 'prod/mine'],
        ...(dialect === 'disdat-0.8.0' ? ['--workers', '1'] : []),
        ...['--remote', 's3://bucket/prefix'],
        ...['--pipeline', 'pkg.mod.Class'],
        ...['--', '-', '-'],
      ])
    },
  )

  test('passes tags as one JSON object without shell quotes to 0.7.1', () => {
    expect(createCommandLine('disdat-0.7.1', full)).toStrictEqual([
      ...['--output-bundle-uuid', uuid],
      ...['--branch', 'prod/mine'],
      ...['--remote', 's3://bucket/prefix'],
      ...['--pipeline', 'pkg.mod.Class'],
      '--force',
      ...['--input-tags', '{"env":"prod"}'],
      ...['--output-tags', `{"day":"2026-01-05","say":"it's \\"so\\"","__proto__":"x"}`],
      ...['--', 'raw orders', 'daily orders'],
      ...params,
    ])
  })

  test('passes one option for each tag to 0.7.2, and workers to 0.8.0', () => {
    const end = ['--force', '--input-tag=env:prod', ...tagOptions, '--', 'raw orders', 'daily orders', ...params]
    expect(createCommandLine('disdat-0.7.2', full).slice(-end.length)).toStrictEqual(end)
    expect(createCommandLine('disdat-0.8.0', full).slice(-end.length)).toStrictEqual(end)
    expect(createCommandLine('disdat-0.7.2', full)).not.toContain('--workers')
    expect(createCommandLine('disdat-0.8.0', full)).toContain('--workers')
  })

  test('passes the class as an option and a first parameter that ends the options to 0.8.1', () => {
    expect(createCommandLine('disdat-0.8.1', full)).toStrictEqual([
      ...['--output-bundle-uuid', uuid],
      ...['--output-bundle', 'daily orders'],
      ...['--branch', 'prod/mine'],
      ...['--workers', '4'],
      ...['--remote', 's3://bucket/prefix'],
      ...['--pipeline', 'pkg.mod.Class'],
      '--force',
      ...tagOptions,
      ...['day', '--'],
      ...params,
    ])
    expect(createCommandLine('disdat-0.8.1', minimal).at(-1)).toBe('pkg.mod.Class')
  })

  test.each([
    ['disdat-0.8.3', [], false],
    ['disdat-0.8.13', [], true],
    ['disdat-0.9.6', ['/opt/bin/entrypoint.py'], true],
    ['luigi', ['dsdt_docker'], true],
  ] as const)('passes the class as an argument and no input to %s', (dialect, program, hasForceAll) => {
    expect(createCommandLine(dialect, full)).toStrictEqual([
      ...program,
      ...['--output-bundle-uuid', uuid],
      ...['--output-bundle', 'daily orders'],
      ...['--branch', 'prod/mine'],
      ...['--workers', '4'],
      ...['--remote', 's3://bucket/prefix'],
      ...['--force', ...(hasForceAll ? ['--force-all'] : [])],
      ...tagOptions,
      ...['--', 'pkg.mod.Class'],
      ...params,
    ])
  })

  test('passes `--no-pull` after the remote, on request', () => {
    const line = createCommandLine('disdat-0.8.0', { ...minimal, noPull: true })
    expect(line.slice(line.indexOf('--remote'))).toStrictEqual([
      ...['--remote', 's3://bucket/prefix', '--no-pull'],
      ...['--pipeline', 'pkg.mod.Class', '--', '-', '-'],
    ])
  })

  test('passes a parameter called `entrypoint` without dashes, because some images search for that word', () => {
    const call = { ...minimal, params: new Map([['entrypoint', 'x']]) }
    expect(createCommandLine('disdat-0.8.13', call).slice(-4)).toStrictEqual(['--', 'pkg.mod.Class', 'entrypoint', 'x'])
  })
})

describe('findUnsupportedInputs', () => {
  const inputs = {
    inputTags: new Map([['at', '09:30']]),
    outputName: '-',
    outputTags: new Map([['a:b', 'c']]),
    params: new Map([
      ['run', '--entrypoint'],
      ['day', '2026-01-05'],
    ]),
    forceAll: true,
  }
  const where = (dialect: Dialect) => findUnsupportedInputs(dialect, inputs).map((each) => each.where)

  test.each<[Dialect, readonly string[]]>([
    ['classic', ['force-all']],
    ['disdat-0.7.1', ['output-bundle', 'force-all']],
    ['disdat-0.7.2', ['output-bundle', 'force-all', 'output-tags', 'input-tags']],
    ['disdat-0.8.0', ['force-all', 'output-tags', 'input-tags']],
    ['disdat-0.8.1', ['force-all', 'output-tags']],
    ['disdat-0.8.3', ['force-all', 'output-tags', 'params']],
    ['disdat-0.8.13', ['output-tags', 'params']],
    ['disdat-0.9.6', ['output-tags']],
    ['luigi', ['output-tags']],
  ])('of %s', (dialect, expected) => {
    expect(where(dialect)).toStrictEqual(expected)
  })

  test('names the versions, the value and what to do', () => {
    expect(findUnsupportedInputs('disdat-0.8.3', inputs)).toStrictEqual([
      {
        where: 'force-all',
        given: 'true',
        expected:
          'Images of disdat 0.8.3 to 0.8.12 support `force` only. Use it, or build the image with disdat 0.8.13 or later.',
      },
      {
        where: 'output-tags',
        given: 'a:b:c',
        expected:
          'Images of disdat 0.8.3 to 0.8.12 split a tag at every colon. Use another character in key and value.',
      },
      {
        where: 'params',
        given: 'run: --entrypoint',
        expected:
          'This value collides with the option `--entrypoint` of images of disdat 0.8.3 to 0.8.12. Use another value.',
      },
    ])
  })

  test('asks for the name of an output that the images push by its name', () => {
    expect(findUnsupportedInputs('disdat-0.7.1', { ...inputs, forceAll: false })).toStrictEqual([
      {
        where: 'output-bundle',
        given: '-',
        expected: 'Images of disdat 0.7.1 push the output by its name. Set `output-bundle` to a name.',
      },
    ])
  })

  test('finds nothing in inputs that every image supports', () => {
    for (const dialect of dialects)
      expect(
        findUnsupportedInputs(dialect, { ...minimal, outputName: 'daily', outputTags: new Map([['k', 'v']]) }),
      ).toStrictEqual([])
  })
})
