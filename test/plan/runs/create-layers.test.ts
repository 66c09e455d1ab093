import { describe, expect, test } from 'vitest'
import { formatRunLabel } from '../../../src/lib/run-label.ts'
import { readInputs } from '../../../src/plan/inputs.ts'
import type { ManyRuns } from '../../../src/plan/plan.ts'
import { createLayers } from '../../../src/plan/runs/create-layers.ts'
import { maxRunsLength } from '../../../src/plan/runs/runs-source.ts'
import { runEnv } from '../fixtures.ts'
import { describeRuns, planRuns } from './fixtures.ts'

const chain = `
clean:
  pipe-class: pipelines.orders.CleanOrders
  input-bundle: raw.orders
  output-bundle: clean.\${day}
  each: { day: [a, b] }
daily:
  pipe-class: pipelines.orders.DailyOrders
  input-bundle: clean
  input-param: orders
  each: { day: clean }
  runs-on: [self-hosted, gpu]
report:
  pipe-class: pipelines.orders.Report
  needs: daily
  when: always
`

/** The matrices of runs, of which those with these names are there already. */
function layersOf(many: ManyRuns, env: Readonly<Record<string, string>> = {}, there: readonly string[] = []) {
  const made = new Set(many.runs.filter(({ label }) => !there.includes(formatRunLabel(label))))
  const all = { ...runEnv, ...env }
  return createLayers(many, made, { inputs: readInputs(all, []), env: all })
}

const legNames = (layers: ReturnType<typeof layersOf>) =>
  layers.map((layer) => layer?.include.map(({ name }) => name) ?? null)

/** The runs of a leg, as the action plans them. */
const planLeg = (runs: string | undefined) => planRuns(runs ?? '', { 'INPUT_PIPE-CLASS': '' })

const failure = (message: string, advice: string) =>
  expect.objectContaining({ verdict: 'invalid-input', message, advice })

describe('createLayers', () => {
  test('has a matrix for each level, and null for a level without a run to make', () => {
    const many = planRuns(chain)
    expect(legNames(layersOf(many))).toEqual([
      ['clean [day=a]', 'clean [day=b]'],
      ['daily [day=a]', 'daily [day=b]'],
      ['report'],
    ])
    const there = ['clean [day=a]', 'clean [day=b]', 'daily [day=a]']
    expect(legNames(layersOf(many, {}, there))).toEqual([null, ['daily [day=b]'], ['report']])
  })

  test('gives each leg its name, values, runner, and whether its output can be there', () => {
    const [, daily, report] = layersOf(planRuns(chain))
    expect(daily?.include[0]).toMatchObject({
      ...{ name: 'daily [day=a]', run: 'daily', values: { day: 'a' }, rerun: 'missing' },
      'runs-on': ['self-hosted', 'gpu'],
    })
    // Another run that it needs is made, as in a step with all runs.
    expect(report?.include).toMatchObject([{ run: 'report', values: {}, rerun: 'all' }])
    expect(report?.include[0]).not.toHaveProperty('runs-on')
    const all = ['a', 'b'].flatMap((day) => [`clean [day=${day}]`, `daily [day=${day}]`])
    expect(layersOf(planRuns(chain), {}, all)[2]?.include[0]?.rerun).toBe('missing')
  })

  test('writes a leg whose needs are looked up, and never made, for its own values', () => {
    const [clean, daily, report] = layersOf(planRuns(chain))
    expect(describeRuns(planLeg(clean?.include[1]?.runs))).toEqual(['clean [day=b]'])
    const leg = planLeg(daily?.include[1]?.runs)
    expect(describeRuns(leg)).toEqual(['clean [day=b]', 'daily [day=b] ← clean [day=b]'])
    expect(leg.runs.map(({ when }) => when)).toEqual(['never', 'succeeded'])
    expect(leg.runs[1]?.inputFrom).toBe(leg.runs[0])
    expect(leg.runs[0]?.run.outputName).toBe('clean.b')
    expect(describeRuns(planLeg(report?.include[0]?.runs))).toEqual([
      ...['clean [day=a]', 'clean [day=b]'],
      ...['daily [day=a] ← clean [day=a]', 'daily [day=b] ← clean [day=b]'],
      'report ← daily [day=a], daily [day=b]',
    ])
  })

  test('writes the inputs of the step into each leg, with their own line breaks', () => {
    const env = { INPUT_IMAGE: 'orders:1', INPUT_PARAMS: '  a: 1\n  b: 2', 'INPUT_OUTPUT-TAGS': 'k:v\nl:w' }
    const [layer] = layersOf(planRuns('n: [1]', env, 'each'), env)
    const [run] = planRuns(layer?.include[0]?.runs ?? '').runs
    expect(run?.run).toMatchObject({
      ...{
        params: new Map(Object.entries({ a: '1', b: '2', n: '1' })),
        outputTags: new Map([
          ['k', 'v'],
          ['l', 'w'],
        ]),
      },
      image: { reference: 'orders:1' },
    })
  })

  test('makes only what is asked for with `force`, and looks the others up', () => {
    const [, daily] = layersOf(planRuns(chain, { INPUT_FORCE: 'true' }), { INPUT_FORCE: 'true' })
    expect(planLeg(daily?.include[0]?.runs).runs.map(({ run }) => run.force)).toEqual([false, true])
  })

  test('looks up a run whose input is another run with the run that made that input', () => {
    const yaml = 'raw: {}\nclean: { input-bundle: raw, input-param: x }\ndaily: { needs: clean }'
    const [, , daily] = layersOf(planRuns(yaml))
    expect(Object.keys(JSON.parse(daily?.include[0]?.runs ?? ''))).toEqual(['clean', 'raw', 'daily'])
  })

  test('puts a run one level above the highest run that it needs', () => {
    const yaml = 'a: {}\nb: { needs: a }\nc: { needs: [a, b] }\nd: {}\ne: { needs: [d, a] }'
    expect(legNames(layersOf(planRuns(yaml)))).toEqual([['a', 'd'], ['b', 'e'], ['c']])
  })

  test('makes an output again when another run that it needs is made, and not for its input, whose uuid decides', () => {
    const yaml = 'raw: {}\nother: {}\ndaily: { input-bundle: raw, input-param: x, needs: other }'
    const rerunOf = (there: readonly string[]) => layersOf(planRuns(yaml), {}, there)[1]?.include[0]?.rerun
    expect([rerunOf(['other']), rerunOf(['raw']), rerunOf(['raw', 'other'])]).toEqual(['missing', 'all', 'missing'])
  })

  const given = (text: string) => ({
    inputs: { given: new Map([['output-tags', text.trim()] as const, ['remote', 's3://x'] as const]) },
    env: { 'INPUT_OUTPUT-TAGS': text },
  })

  /** The texts of the runs of all legs, where all runs are made. */
  const textsOf = (many: ManyRuns, step: Parameters<typeof createLayers>[2]) =>
    createLayers(many, new Set(many.runs), step).flatMap((layer) => layer?.include.map(({ runs }) => runs) ?? [])

  test('writes inputs of runs only, and an input without a variable as it was read', () => {
    const many = planRuns('a: {}')
    const run = (tags: string) => JSON.stringify({ a: { 'output-tags': tags, needs: [], when: 'succeeded' } })
    expect(textsOf(many, given(' k:v'))).toEqual([run(' k:v')])
    expect(textsOf(many, { ...given(' k:v'), env: {} })).toEqual([run('k:v')])
  })

  test('accepts 256 jobs in a matrix', () => {
    const env = { 'INPUT_MAX-RUNS': '1000' }
    expect(layersOf(planRuns('a: { each: { n: 1..256 } }', env))[0]?.include).toHaveLength(256)
  })

  test('accepts the longest text of a leg', () => {
    const many = planRuns('a: {}')
    const room = maxRunsLength - textsOf(many, given('')).join().length
    expect(textsOf(many, given('x'.repeat(room)))[0]).toHaveLength(maxRunsLength)
    expect(() => textsOf(many, given('x'.repeat(room + 1)))).toThrow(
      failure(
        `The text of a and of the runs that it needs has ${maxRunsLength + 1} characters, and \`runs\` has at most ${maxRunsLength}.`,
        'Write less into these runs.',
      ),
    )
  })

  test('accepts the longest matrices', () => {
    const plan = (pipe: string) => planRuns(`a: { each: { n: 1..4 } }\nb: { pipe-class: ${pipe} }`)
    const layersFor = (pipe: string, text: string) => {
      const many = plan(pipe)
      return JSON.stringify(createLayers(many, new Set(many.runs), given(text)))
    }
    const room = 500_000 - layersFor('x.y.Z', '').length
    const pipe = `x.y.Z${'z'.repeat(room % 5)}`
    const text = 'x'.repeat(Math.floor(room / 5))
    expect(layersFor(pipe, text)).toHaveLength(500_000)
    expect(() => layersFor(`${pipe}z`, text)).toThrow(
      failure(
        'The matrices have 500001 characters, and an output has at most 500000.',
        'Plan fewer runs, or write less into each.',
      ),
    )
  })

  test.each([
    ['a: { each: { n: 1..257 } }', 0, 257, 'a'],
    [
      `z: {}\n${[...'abcdef'].map((name) => `${name}: { needs: z, each: { n: 1..50 } }`).join('\n')}`,
      ...([1, 300, 'a, b, c, d, e'] as const),
    ],
  ])('refuses more than 256 jobs in a matrix: %j', (yaml, level, count, names) => {
    const many = planRuns(yaml, { 'INPUT_MAX-RUNS': '1000' })
    expect(() => layersOf(many)).toThrow(
      failure(
        `Layer ${level} has ${count} runs (${names}), and GitHub allows 256 jobs in a matrix.`,
        'Shorten a range, or give these runs to one step of `disdat/run-action`, which has at most 1,000.',
      ),
    )
  })
})
