import { describe, expect, test } from 'vitest'
import type { InputProblem } from '../../../src/action/input-problems.ts'
import type { Configuration } from '../../../src/disdat/configuration.ts'
import { createInstanceRun } from '../../../src/plan/runs/create-instance-run.ts'
import { readRuns } from '../../../src/plan/runs/read-runs.ts'
import { batchEnv, runEnv } from '../fixtures.ts'
import { collectProblems, createSource, findRunProblems, planRuns, planSource } from './fixtures.ts'

/** The reference to a parameter, without the syntax of a template. */
const named = (name: string) => `\${${name}}`

/** The only run of YAML. */
function planOnly(yaml: string, env: Readonly<Record<string, string>> = {}) {
  const [only, ...others] = planRuns(yaml, env).runs
  if (only === undefined || others.length > 0) throw new Error('the YAML has not one run')
  return only.run
}

describe('createInstanceRun', () => {
  test('reads each form of a value like the input', () => {
    const yaml = `
      a:
        pipe-class: x.y.Z
        params: { n: 010, list: [1, a] }
        output-tags: { owner: etl }
        input-bundle: raw
        input-tags: [day:1]
        env: { A: 1, B: }
        vcpus: 0.50
        memory: 2GiB
        run-timeout-minutes: 5
        force: true
        fail-on: [empty, rows<-20%]
        compare-with: "-"`
    expect(planOnly(yaml, { B: 'of the runner' })).toMatchObject({
      pipeClass: { name: 'x.y.Z' },
      params: new Map([
        ['n', '010'],
        ['list', '[1,"a"]'],
      ]),
      outputTags: new Map([['owner', 'etl']]),
      input: { kind: 'newest', name: 'raw', tags: new Map([['day', '1']]) },
      env: new Map([
        ['A', '1'],
        ['B', 'of the runner'],
      ]),
      ...{ vcpus: 0.5, memoryMib: 2048, timeoutMs: 300_000, force: true },
      comparison: { compareWith: { kind: 'nothing' }, failOn: [{ kind: 'empty' }, { kind: 'limit' }] },
    })
  })

  test("has the step's inputs as defaults, which an empty value takes away", () => {
    const env = { 'INPUT_PIPE-CLASS': 'x.y.Z', 'INPUT_OUTPUT-TAGS': 'owner:etl', INPUT_VCPUS: '2' }
    expect(planOnly('a: {}', env)).toMatchObject({ outputTags: new Map([['owner', 'etl']]), vcpus: 2 })
    expect(planOnly('a: { output-tags: , vcpus: 4 }', env)).toMatchObject({ outputTags: new Map(), vcpus: 4 })
  })

  test("replaces the step's deprecated input", () => {
    expect(planOnly('a: { memory: 1GiB }', { 'INPUT_MEMORY-MIB': '512' }).memoryMib).toBe(1024)
    expect(planOnly('a: {}', { 'INPUT_MEMORY-MIB': '512' }).memoryMib).toBe(512)
  })

  test('has the values as parameters, and in place of their names in other texts', () => {
    const yaml = `
      a:
        each: { day: ['2026-07-01"'] }
        params:
          note: of ${named('day')}
          list: ["${named('day')}", "$${named('day')}"]
        output-bundle: orders.${named('day')}
        env: ["DAY=${named(' day ')}"]
        image: "acme/orders:1"`
    expect(planOnly(yaml, { 'INPUT_OUTPUT-TAGS': `day:${named('day')}` })).toMatchObject({
      params: new Map([
        ['note', 'of 2026-07-01"'],
        ['list', `["2026-07-01\\"","${named('day')}"]`],
        ['day', '2026-07-01"'],
      ]),
      outputName: 'orders.2026-07-01"',
      env: new Map([['DAY', '2026-07-01"']]),
      outputTags: new Map([['day', '2026-07-01"']]),
    })
  })

  test('keeps a value that looks like YAML in its own parameter', () => {
    const yaml = `a: { each: { x: ["1, force: 2", "{y: 1}"] }, params: "note: ${named('x')}" }`
    expect(planRuns(yaml).runs.map(({ run }) => run.params.get('note'))).toStrictEqual(['1, force: 2', '{y: 1}'])
  })

  test('has the parameters of `each` in its order', () => {
    const [run] = planRuns('a: { each: { part: [1], day: ["2026-07-01"] } }').runs
    expect(run?.run.eachParams).toStrictEqual(['part', 'day'])
    expect(planOnly('a: {}').eachParams).toStrictEqual([])
  })

  test.each([
    ['an invalid text', 'a:\n  vcpus: many', 'runs, line 2, a.vcpus', 'many', 'Give a number from 0.01 to 1024.'],
    [
      ...(['a missing pipe', '\na: { pipe-class: }', 'runs, line 2, a.pipe-class', undefined] as const),
      'Name the pipe to run. Give `module.submodule.PipeClass`: Python names joined by dots, the class last.',
    ],
    [
      ...(['an input that does not fit', 'a:\n  input-param: x', 'runs, line 2, a.input-param', 'x'] as const),
      'It receives the uuid of the input bundle: set `input-bundle` too.',
    ],
    [
      ...(['a parameter with two values', 'a: { each: { n: [1] },\n  params: { n: 2 } }'] as const),
      ...(['runs, line 2, a.params', 'n', 'This parameter gets its values from `each`. Give it once.'] as const),
    ],
    [
      ...([
        'a parameter that gets the input',
        'a: { each: { n: [1] }, input-bundle: raw,\n  input-param: n }',
      ] as const),
      ...(['runs, line 2, a.input-param', 'n', 'This parameter gets its values from `each`. Give it once.'] as const),
    ],
    [
      ...(['an unknown name', `a: { each: { day: [1], n: [1] },\n  output-bundle: "x.${named('dya')}" }`] as const),
      ...(['runs, line 2, a.output-bundle', named('dya')] as const),
      `Allowed: ${named('day')}, ${named('n')}. For a literal \`\${\`, write \`$\${\`.`,
      named('day'),
    ],
    [
      ...(['a name without `each`', `a:\n  params: { n: "${named('day')}" }`] as const),
      ...(['runs, line 2, a.params', named('day')] as const),
      'This run has no `each`, whose parameters it could name. For a literal `${`, write `$${`.',
    ],
    [
      ...(['an input that tags and a run select', 'b: {}\na:\n  input-bundle: b\n  input-tags: [k:v]'] as const),
      ...(['runs, line 3, a.input-bundle', 'b'] as const),
      'Its input is the output of the run `b`: leave `input-path` and `input-tags` empty.',
    ],
    [
      ...(['an input of files and a run', 'b: {}\na:\n  input-bundle: b\n  input-path: x.csv'] as const),
      ...(['runs, line 3, a.input-bundle', 'b'] as const),
      'Its input is the output of the run `b`: leave `input-path` and `input-tags` empty.',
    ],
    [
      ...([
        'files of a run that is only looked up',
        'a:\n  when: never\n  input-bundle: raw\n  input-path: [x.csv, y.csv]',
      ] as const),
      ...(['runs, line 4, a.input-path', 'x.csv y.csv'] as const),
      'With `when: never`, the output is found by its input bundle. Create that bundle in an earlier step.',
    ],
    [
      ...(['a wrong text whose name is unknown once', `a:\n  output-bundle: "x/${named('n')}"`] as const),
      ...(['runs, line 2, a.output-bundle', named('n')] as const),
      'This run has no `each`, whose parameters it could name. For a literal `${`, write `$${`.',
    ],
  ])('refuses %s', (_, yaml, where, given, expected, nearest?: string) => {
    expect(findRunProblems(yaml, { GITHUB_WORKSPACE: '/w' })).toStrictEqual([
      { where, expected, ...(given !== undefined && { given }), ...(nearest !== undefined && { nearest }) },
    ])
  })

  test('reports a wrong text beside an unknown name', () => {
    const yaml = `a:\n  output-bundle: "${named('n')}"\n  vcpus: many`
    expect(findRunProblems(yaml).map(({ where }) => where)).toStrictEqual([
      ...['runs, line 2, a.output-bundle', 'runs, line 3, a.vcpus'],
    ])
  })

  test('suggests the nearest allowed word', () => {
    expect(findRunProblems('a: { pull-policy: alwys }')).toMatchObject([
      { where: 'runs, line 1, a.pull-policy', given: 'alwys', nearest: 'always' },
    ])
  })

  test("keeps the runner's text where the run has none", () => {
    const { runs } = planRuns('a: {}\nb: { output-bundle: mine }', { 'INPUT_OUTPUT-BUNDLE': 'all' })
    expect(runs.map(({ template }) => template.outputName)).toStrictEqual(['all', 'mine'])
    expect(planRuns('a: {}').runs.map(({ template }) => template.outputName)).toStrictEqual(['-'])
  })

  test('takes the output of a run as input, and no bundle of that name', () => {
    const { runs } = planRuns('a: {}\nb: { input-bundle: a }\nc: { input-bundle: raw }')
    expect(runs.map(({ run }) => run.input?.kind)).toStrictEqual([undefined, undefined, 'newest'])
  })

  test('collects the warnings of the run', () => {
    const plan = planSource(createSource('a: { env: [NOWHERE] }')).plan
    expect(plan?.warnings).toStrictEqual([
      '`env`: NOWHERE is not set on this runner, so the container does not get it.',
    ])
  })

  /** Creates the run `a` with defaults of the machine, and returns the problems of the step. */
  function createWith(configuration: () => Configuration) {
    const { addProblem } = collectProblems()
    const [definition] = readRuns(createSource('a: {}'), addProblem)
    if (definition === undefined) throw new Error('no run')
    const instance = { definition, label: { name: 'a', values: new Map() }, needs: [], inputFrom: undefined }
    const defaults = {
      ...{ context: undefined, remote: undefined },
      get configuration() {
        return configuration()
      },
    }
    const problems: InputProblem[] = []
    const step = { env: runEnv, defaults, problems: [], isShortForm: false, addProblem }
    const create = () => createInstanceRun(instance, step, problems)
    create()
    create()
    return problems
  }

  test('passes on what is not a problem of inputs', () => {
    const createBroken = () =>
      createWith(() => {
        throw new TypeError('broken')
      })
    expect(createBroken).toThrow(new TypeError('broken'))
  })

  test('reports each problem of the whole step once', () => {
    const invalid = 'https://r.io'
    const problems = createWith(() => ({ registry: invalid, repositoryPrefix: invalid }))
    expect(problems.map(({ where }) => where)).toStrictEqual([
      ...['config-file, [docker] registry', 'config-file, [docker] repository_prefix'],
    ])
  })

  test('requires the pipe of each run, although the step has `runs`', () => {
    const env = { 'INPUT_PIPE-CLASS': '', INPUT_RUNS: 'a: {}' }
    expect(findRunProblems('a: {}', env).map(({ where }) => where)).toStrictEqual(['runs, line 1, a.pipe-class'])
  })

  test('accepts settings of a backend without names', () => {
    expect(planOnly('a: { job-queue: mine }', batchEnv).backend.kind).toBe('AWSBatch')
  })

  test('quotes values in parameters only', () => {
    const text = `'["${named('n')}"]'`
    const { runs } = planRuns(`a: { each: { n: ['a"b'] }, output-bundle: ${text}, params: { x: ${text} } }`)
    expect(runs[0]?.run).toMatchObject({ outputName: '["a"b"]' })
    expect(runs[0]?.run.params.get('x')).toBe('["a\\"b"]')
  })

  test('reports each unknown name in the texts of the step, where there is only `each`', () => {
    const env = { INPUT_PARAMS: `x: "${named('somewhere')}"\ny: "${named('elsewhere')}"` }
    const expected = `Allowed: ${named('day')}. For a literal \`\${\`, write \`$\${\`.`
    expect(findRunProblems('day: [1]', env, 'each')).toStrictEqual([
      { where: 'params', given: named('somewhere'), expected },
      { where: 'params', given: named('elsewhere'), expected },
    ])
  })

  test('reports a wrong text of a run also where the step has the same text', () => {
    expect(findRunProblems('a: { vcpus: many }', { INPUT_VCPUS: 'many' }).map(({ where }) => where)).toStrictEqual([
      ...['vcpus', 'runs, line 1, a.vcpus'],
    ])
  })

  test('does not replace names in settings of a backend', () => {
    const yaml = `a:\n  each: { n: [1] }\n  job-queue: "q${named('n')}"`
    expect(findRunProblems(yaml, batchEnv)).toMatchObject([
      {
        where: 'runs, line 3, a.job-queue',
        expected: 'A setting of a backend has the same text for all values of `each`.',
      },
    ])
  })

  test("reports a name in the step's settings of a backend as a problem of the step", () => {
    const problems = findRunProblems('a: { each: { n: [1] } }', { ...batchEnv, 'INPUT_JOB-QUEUE': `q${named('n')}` })
    expect(problems.map(({ where }) => where)).toStrictEqual(['job-queue'])
    expect(problems[0]?.expected).not.toContain('A setting of a backend')
  })

  test("reports a problem of the step's inputs once, and without a line", () => {
    const env = { INPUT_VCPUS: 'many', INPUT_REMOTE: '' }
    const problems = findRunProblems('a: {}\nb: { each: { n: 1..3 } }', env)
    expect(problems.map(({ where }) => where)).toStrictEqual(['vcpus', 'remote'])
  })

  test('reports what the combination with an input of the step makes wrong at the run', () => {
    const problems = findRunProblems('a: {}\nb:\n  input-bundle: raw', { 'INPUT_INPUT-PARAM': 'x' })
    expect(problems.map(({ where }) => where)).toStrictEqual(['runs, line 1, a.input-param'])
  })

  test('reports the first of many runs that are wrong in the same way', () => {
    const yaml = `a: { each: { n: 1..50 }, output-bundle: "x/${named('n')}" }`
    expect(findRunProblems(yaml)).toMatchObject([{ where: 'runs, line 1, a.output-bundle', given: 'x/1' }])
  })
})
