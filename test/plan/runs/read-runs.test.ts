import { describe, expect, test } from 'vitest'
import { readRuns } from '../../../src/plan/runs/read-runs.ts'
import { runKeys } from '../../../src/plan/runs/run-keys.ts'
import { collectProblems, createSource } from './fixtures.ts'

function read(yaml: string, kind: 'runs' | 'each' = 'runs') {
  const { problems, addProblem } = collectProblems()
  const runs = readRuns(createSource(yaml, kind), addProblem)
  return { runs, problems: problems.map(({ where, expected, given, nearest }) => [where, expected, given, nearest]) }
}

const runsRule = 'Write a YAML map of names to runs, or the path of a `.yml` or `.yaml` file of the workspace.'
const nameRule = 'The name of a run has at most 64 letters, digits, `_` and `-`, the first a letter or digit.'
const keyRule =
  'A run has inputs of a pipe, its bundles, its image and its container, `each`, `needs`, `when` and `runs-on`.'
const stepRule = 'It is the same for all runs of a step: write it beside `runs`.'
const needsRule = 'Write the name of a run, or a list of names.'
const labelRule = 'Write the label of a runner, or a list of labels.'
const whenRule = 'Allowed: succeeded, always, never.'

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
    ['text', 'clean', ['runs', runsRule, 'clean', undefined]],
    ['a list', ' - clean: {} ', ['runs', runsRule, '- clean: {}', undefined]],
    ['no run', '{}', ['runs', runsRule, '{}', undefined]],
    ['nothing but a comment', '# later', ['runs', runsRule, '# later', undefined]],
    ['a name with a dot', '\na.b: {}', ['runs, line 2', nameRule, 'a.b', undefined]],
    ['a name that JavaScript knows', '__proto__: {}', ['runs, line 1', nameRule, '__proto__', undefined]],
    ['a long name', `${'a'.repeat(65)}: {}`, ['runs, line 1', nameRule, 'a'.repeat(65), undefined]],
    ['a list as a name', 'b: {}\n[a]: {}', ['runs, line 2', nameRule, '', undefined]],
    ['no name', 'b: {}\n: {}', ['runs, line 2', nameRule, '', undefined]],
    ['a merge', 'a: {}\nb:\n  <<: {image: x}', ['runs, line 3, b', keyRule, '<<', undefined]],
    ['no key', 'a:\n  image: x\n  : y', ['runs, line 3, a', keyRule, '', undefined]],
    ['a list as a key', 'a:\n  [b]: y', ['runs, line 2, a', keyRule, '', undefined]],
    ['a run that is a text', 'a: a.B', ['runs, line 1, a', 'Write a map of inputs.', 'a.B', undefined]],
    ['a run that is a list', '\na: [image]', ['runs, line 2, a', 'Write a map of inputs.', undefined, undefined]],
    ['an unknown key', 'a:\n  pipe: a.B\n', ['runs, line 2, a', keyRule, 'pipe', 'pipe-class']],
    ['a relation in upper case', 'a:\n  Needs: b\n', ['runs, line 2, a', keyRule, 'Needs', 'needs']],
    ['a key in upper case', 'a:\n  Image: x\n', ['runs, line 2, a', keyRule, 'Image', 'image']],
    ['an input of the step', 'a:\n  remote: s3://x\n', ['runs, line 2, a', stepRule, 'remote', undefined]],
    ['a deprecated input', 'a:\n  memory-mib: 1\n', ['runs, line 2, a', stepRule, 'memory-mib', undefined]],
    ['a run in a run', 'a:\n  runs: {}\n', ['runs, line 2, a', stepRule, 'runs', undefined]],
    ['a map as a text', 'a:\n  image:\n    x: 1', ['runs, line 2, a.image', 'Write a text.', undefined, undefined]],
    ['a map in `needs`', 'a:\n  needs: {b: c}', ['runs, line 2, a.needs', needsRule, undefined, undefined]],
    ['an empty name in `needs`', 'a:\n  needs: [b, "", "-"]', ['runs, line 2, a.needs', needsRule, '', undefined]],
    ['an empty label of a runner', 'a:\n  runs-on:', ['runs, line 2, a.runs-on', labelRule, '', undefined]],
    ['no labels of a runner', 'a:\n  runs-on: []', ['runs, line 2, a.runs-on', labelRule, undefined, undefined]],
    ['a map as a runner', 'a:\n  runs-on: { group: x }', ['runs, line 2, a.runs-on', labelRule, undefined, undefined]],
    [
      'a label with a line break',
      'a:\n  runs-on: [x, "y\\nz"]',
      ['runs, line 2, a.runs-on', labelRule, 'y\nz', undefined],
    ],
    [
      'a long label',
      `a:\n  runs-on: ${'x'.repeat(257)}`,
      ['runs, line 2, a.runs-on', labelRule, 'x'.repeat(257), undefined],
    ],
    ['`when` that is unknown', 'a:\n  when: succeded', ['runs, line 2, a.when', whenRule, 'succeded', 'succeeded']],
    ['`when` that is a list', 'a:\n  when: [always]', ['runs, line 2, a.when', whenRule, undefined, undefined]],
    [
      'more than 20 parameters',
      `a:\n  each: { ${Array.from({ length: 21 }, (_, at) => `n${at}: [1]`)} }`,
      ['runs, line 2, a.each', 'It has at most 20 parameters.', undefined, undefined],
    ],
    [
      'an empty `each`',
      'a:\n  each: {}',
      ['runs, line 2, a.each', 'Write a map of parameters to their values.', undefined, undefined],
    ],
    [
      'an invalid name in `each`',
      'a:\n  each: { n: [] }',
      ['runs, line 2, a.each.n', 'The list is empty. Write at least one value.', undefined, undefined],
    ],
  ])('refuses %s', (_, yaml, problem) => {
    expect(read(yaml).problems).toStrictEqual([problem])
  })

  test('refuses YAML that is not valid, and reads nothing else', () => {
    const { runs, problems } = read('a: {}\nb: {')
    expect(runs).toStrictEqual([])
    expect(problems).toStrictEqual([
      ['runs', expect.stringMatching(/^Not valid YAML at line 2, column 5: /), 'b: {', undefined],
    ])
  })

  test.each([
    ['all', '- a', []],
    ['a run', 'a.b: {}\nc: {}', ['c']],
    ['a run that is not a map', 'a: x\nc: {}', ['c']],
    ['what a run needs', 'a: { needs: [c, "-"] }\nc: {}', ['a', 'c']],
  ])('leaves out %s when it is wrong', (_, yaml, names) => {
    const { runs } = read(yaml)
    expect(runs.map(({ name }) => name)).toStrictEqual(names)
    expect(runs.flatMap(({ needs }) => needs)).toStrictEqual([])
  })

  test('leaves out wrong inputs, conditions and runners', () => {
    expect(read('a: { image: [x], when: later, runs-on: [], network: host }').runs).toStrictEqual([
      {
        ...{ name: 'a', line: 1, each: new Map(), needs: [], when: 'succeeded', runsOn: undefined },
        inputs: new Map([['network', { value: 'host', line: 1 }]]),
      },
    ])
  })

  test.each([
    [
      'a: { needs: [b, c, b] }',
      {
        needs: [
          { value: 'b', line: 1 },
          { value: 'c', line: 1 },
        ],
      },
    ],
    ['a: { runs-on: ubuntu-24.04 }', { runsOn: 'ubuntu-24.04' }],
    [`a: { runs-on: [${'x'.repeat(256)}] }`, { runsOn: ['x'.repeat(256)] }],
    ['a: { when: never }', { when: 'never' }],
    ['a: ""', { name: 'a', inputs: new Map() }],
  ])('reads %j', (yaml, run) => {
    const { runs, problems } = read(yaml)
    expect(problems).toStrictEqual([])
    expect(runs).toMatchObject([run])
  })

  test('refuses a text as `each` alone', () => {
    expect(read('-7..yesterday', 'each').problems).toStrictEqual([
      ['runs, line 1', 'Write a map of parameters to their values.', '-7..yesterday', undefined],
    ])
  })

  test('reports all that is wrong', () => {
    expect(read('a: 1\nb: { x: 1, when: later }\nc: { each: { n: [] } }').problems).toHaveLength(4)
  })

  test('accepts no input of the step as a key', () => {
    for (const name of ['remote', 'context', 'backend', 'role-to-assume', 'wait', 'dry-run', 'comment', 'runs', 'each'])
      expect(runKeys.has(name)).toBe(false)
  })
})
