import { describe, expect, test } from 'vitest'
import { formatRunLabel } from '../../../src/lib/run-label.ts'
import { readInputs } from '../../../src/plan/inputs.ts'
import type { ManyRuns } from '../../../src/plan/plan.ts'
import { createLayers } from '../../../src/plan/runs/create-layers.ts'
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

  const longTags = Array.from({ length: 9 }, (_, at) => `k${at}:${'x'.repeat(8000)}`).join('\n')

  test.each([
    ['257 jobs in a matrix', 'a: { each: { n: 1..257 } }', '', 'Layer 0 has 257 runs (a), and GitHub allows 256 jobs'],
    [
      'a leg that is too long for `runs`',
      'a: {}\nb: { needs: a }',
      longTags,
      'The text of b and of the runs that it needs has 144',
    ],
    [
      'matrices that are too long for an output',
      'a: { each: { n: 1..200 } }',
      'x'.repeat(3000).replace('x', 'k:'),
      'an output has at most 500000',
    ],
  ])('refuses %s', (_, yaml, tags, message) => {
    const env = { 'INPUT_MAX-RUNS': '1000', 'INPUT_OUTPUT-TAGS': tags }
    expect(() => layersOf(planRuns(yaml, env), env)).toThrow(message)
  })
})
