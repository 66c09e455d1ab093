import { describe, expect, test } from 'vitest'
import { readRuns } from '../../../src/plan/runs/read-runs.ts'
import { runKeys } from '../../../src/plan/runs/run-keys.ts'
import { collectProblems, createSource } from './fixtures.ts'

function read(yaml: string, kind: 'runs' | 'each' = 'runs') {
  const { problems, addProblem } = collectProblems()
  const runs = readRuns(createSource(yaml, kind), addProblem)
  return { runs, problems: problems.map(({ where, given, nearest }) => [where, given, nearest]) }
}

describe('readRuns', () => {
  test('reads names, inputs, `each`, `needs`, `when` and `runs-on` with their lines', () => {
    const { runs, problems } = read(
      '\n  clean:\n\n  daily:\n    image: x:1.0\n    needs: clean\n    when: always\n    runs-on: [self-hosted, gpu]\n',
    )
    expect(problems).toStrictEqual([])
    expect(runs).toStrictEqual([
      { name: 'clean', line: 2, inputs: new Map(), each: new Map(), needs: [], when: 'succeeded', runsOn: undefined },
      {
        ...{ name: 'daily', line: 4, each: new Map(), when: 'always', runsOn: ['self-hosted', 'gpu'] },
        inputs: new Map([['image', { value: 'x:1.0', line: 5 }]]),
        needs: [{ value: 'clean', line: 6 }],
      },
    ])
  })

  test('keeps texts as they are written', () => {
    const { runs } = read(
      'a:\n  vcpus: 0.50\n  memory: "4GiB"\n  gpus: 0x10\n  workers: 010\n  pull-output: TRUE\n  network:\n',
    )
    expect([...(runs[0]?.inputs ?? [])].map(([name, { value }]) => [name, value])).toStrictEqual([
      ...[
        ['vcpus', '0.50'],
        ['memory', '4GiB'],
        ['gpus', '0x10'],
        ['workers', '010'],
      ],
      ...[
        ['pull-output', 'TRUE'],
        ['network', ''],
      ],
    ])
  })

  test('reads `each` alone as one run', () => {
    const each = new Map([['n', { value: { kind: 'list', values: ['1', '2'] }, line: 2 }]])
    expect(read('\nn: [1, 2]', 'each').runs).toStrictEqual([
      { name: 'run', line: 1, inputs: new Map(), each, needs: [], when: 'succeeded', runsOn: undefined },
    ])
  })

  test.each([
    ['text', 'clean', ['runs', 'clean', undefined]],
    ['a list', '- clean: {}', ['runs', '- clean: {}', undefined]],
    ['no run', '{}', ['runs', '{}', undefined]],
    ['nothing but a comment', '# later', ['runs', '# later', undefined]],
    ['YAML that is not valid', 'a: {', ['runs', 'a: {', undefined]],
    ['a name with a dot', '\na.b: {}', ['runs, line 2', 'a.b', undefined]],
    ['a name that JavaScript knows', '__proto__: {}', ['runs, line 1', '__proto__', undefined]],
    ['a long name', `${'a'.repeat(65)}: {}`, ['runs, line 1', 'a'.repeat(65), undefined]],
    ['a list as a name', '[a]: {}', ['runs, line 1', '', undefined]],
    ['a merge', 'a: {}\nb:\n  <<: {image: x}', ['runs, line 3, b', '<<', undefined]],
    ['a run that is a text', 'a: a.B', ['runs, line 1, a', 'a.B', undefined]],
    ['an unknown key', 'a:\n  pipe: a.B\n', ['runs, line 2, a', 'pipe', 'pipe-class']],
    ['a key in upper case', 'a:\n  Image: x\n', ['runs, line 2, a', 'Image', 'image']],
    ['an input of the step', 'a:\n  remote: s3://x\n', ['runs, line 2, a', 'remote', undefined]],
    ['a deprecated input', 'a:\n  memory-mib: 1\n', ['runs, line 2, a', 'memory-mib', undefined]],
    ['a run in a run', 'a:\n  runs: {}\n', ['runs, line 2, a', 'runs', undefined]],
    ['a map as a text', 'a:\n  image:\n    x: 1', ['runs, line 2, a.image', undefined, undefined]],
    ['a map in `needs`', 'a:\n  needs: {b: c}', ['runs, line 2, a.needs', undefined, undefined]],
    ['an empty name in `needs`', 'a:\n  needs: ["", b]', ['runs, line 2, a.needs', '', undefined]],
    ['an empty label of a runner', 'a:\n  runs-on:', ['runs, line 2, a.runs-on', undefined, undefined]],
    ['a map as a runner', 'a:\n  runs-on: { group: x }', ['runs, line 2, a.runs-on', undefined, undefined]],
    ['a label with a line break', 'a:\n  runs-on: [x, "y\\nz"]', ['runs, line 2, a.runs-on', 'y\nz', undefined]],
    ['`when` that is unknown', 'a:\n  when: succeded', ['runs, line 2, a.when', 'succeded', 'succeeded']],
    [
      'more than 20 parameters',
      `a:\n  each: { ${Array.from({ length: 21 }, (_, at) => `n${at}: [1]`)} }`,
      ['runs, line 2, a.each', undefined, undefined],
    ],
    ['an empty `each`', 'a:\n  each: {}', ['runs, line 2, a.each', undefined, undefined]],
  ])('refuses %s', (_, yaml, problem) => {
    expect(read(yaml).problems).toStrictEqual([problem])
  })

  test('refuses a text as `each` alone', () => {
    expect(read('-7..yesterday', 'each').problems).toStrictEqual([['runs, line 1', '-7..yesterday', undefined]])
  })

  test('reports all that is wrong', () => {
    expect(read('a: 1\nb: { x: 1, when: later }\nc: { each: { n: [] } }').problems).toHaveLength(4)
  })

  test('accepts no input of the step as a key', () => {
    for (const name of ['remote', 'context', 'backend', 'role-to-assume', 'wait', 'dry-run', 'comment', 'runs', 'each'])
      expect(runKeys.has(name)).toBe(false)
  })
})
