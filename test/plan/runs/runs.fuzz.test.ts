import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatRunLabel } from '../../../src/lib/run-label.ts'
import { readInputs } from '../../../src/plan/inputs.ts'
import type { PlannedRun } from '../../../src/plan/plan.ts'
import { createLayers } from '../../../src/plan/runs/create-layers.ts'
import { runEnv } from '../fixtures.ts'
import { createSource, planRuns, planSource } from './fixtures.ts'

/** Far more than a plan of 100 runs takes, so that only an endless or exploding search is slower. */
const maxMs = 10_000

/** A plan or problems, and never both. */
function expectPlanOrRefusal(text: string, kind: 'runs' | 'each'): boolean {
  const before = performance.now()
  const { plan, problems } = planSource(createSource(text, kind))
  expect(performance.now() - before).toBeLessThan(maxMs)
  expect(plan === undefined).toBe(problems.length > 0)
  if (plan === undefined) return false
  if (plan.kind !== 'many') throw new Error('the plan is of one run')
  const { runs } = plan.many
  expect(runs.length).toBeGreaterThan(0)
  expect(runs.length).toBeLessThanOrEqual(100)
  for (const [at, { needs, inputFrom, label }] of runs.entries()) {
    for (const need of needs) expect(runs.indexOf(need)).toBeLessThan(at)
    expect(inputFrom === undefined || needs.includes(inputFrom)).toBe(true)
    expect([...label.values].every(([name, value]) => runs[at]?.run.params.get(name) === value)).toBe(true)
  }
  return true
}

const name = fc.constantFrom('a', 'b', 'c', 'd')
const values = fc.constantFrom(
  ...[
    '[1, 2]',
    '1..3',
    '0..99999999999',
    '3..1',
    '2026-07-01..yesterday',
    '-3..today',
    'yesterday',
    'a',
    'b',
    '[]',
    '""',
  ],
  ...[
    '{ range: -9..today, every: 3d }',
    '{ range: today }',
    '{}',
    '&x [1]',
    '*x',
    '!!set {a}',
    '[[1]]',
    '2026-02-30..today',
  ],
)
const texts = fc.constantFrom(
  'x',
  'a',
  'b',
  '"x.${n}"',
  '"${m}"',
  '"$${n}"',
  '""',
  '[x]',
  '{x: y}',
  'a.B',
  '1',
  '"\\0"',
)
const entry = fc.oneof(
  fc.tuple(fc.constantFrom('n', 'm', 'a-b'), values).map(([parameter, value]) => `each: { ${parameter}: ${value} }`),
  name.map((need) => `needs: ${need}`),
  fc.array(name).map((needs) => `needs: [${needs}]`),
  fc.constantFrom('when: always', 'when: later', 'runs-on: large', 'nonsense: 1', '<<: {}'),
  fc
    .tuple(fc.constantFrom('input-bundle', 'output-bundle', 'params', 'image', 'env', 'output-tags', 'vcpus'), texts)
    .map(([key, text]) => `${key}: ${text}`),
)
const run = fc.tuple(name, fc.uniqueArray(entry, { selector: (text) => text.split(':')[0], maxLength: 4 }))
const runs = fc
  .uniqueArray(run, { selector: ([each]) => each, maxLength: 4 })
  .map((each) =>
    each
      .map(([key, entries]) => `${key}: {}`.replace('{}', entries.length === 0 ? '{}' : `\n  ${entries.join('\n  ')}`))
      .join('\n'),
  )

/** Runs that mostly make a plan: each needs earlier ones, and their parameters are shared in part. */
const plausibleRuns = fc
  .array(
    fc.record({
      each: fc.uniqueArray(fc.constantFrom('x: [1, 2]', 'y: [1]', 'y: ["a: b", "ü\\u2028"]', 'z: [1, 2, 3]'), {
        selector: (text) => text[0],
        maxLength: 3,
      }),
      needs: fc.uniqueArray(fc.nat(3), { maxLength: 2 }),
      input: fc.option(fc.nat(3)),
      texts: fc.uniqueArray(
        fc.constantFrom(
          'output-bundle: "o.${x}"',
          'image: a:1',
          'params: { p: [1, "${x}"] }',
          'params: "--p 1"',
          'env: [A=1, B=]',
          'output-tags: { k: "a: #b" }',
          'when: always',
        ),
        { selector: (text) => text.split(':')[0], maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) =>
    all
      .map(({ each, needs, input, texts }, at) => {
        const earlier = needs.filter((need) => need < at).map((need) => `r${need}`)
        const keys = [
          ...(each.length > 0 ? [`each: { ${each.join(', ')} }`] : []),
          ...(earlier.length > 0 ? [`needs: [${earlier}]`] : []),
          ...(input !== null && input < at ? [`input-bundle: r${input}`] : []),
          ...texts,
        ]
        return `r${at}: {}`.replace('{}', keys.length === 0 ? '{}' : `\n  ${keys.join('\n  ')}`)
      })
      .join('\n'),
  )

/** Each leg of the matrices must plan its run as the whole plan does, and the runs that it needs as runs to look up. */
function expectSameLegs(text: string): number {
  const { plan } = planSource(createSource(text))
  if (plan?.kind !== 'many') return 0
  const { many } = plan
  const layers = createLayers(many, new Set(many.runs), { inputs: readInputs(runEnv, []), env: runEnv })
  const legs = layers.flatMap((layer) => layer?.include ?? [])
  expect(legs.map(({ name }) => name).toSorted()).toEqual(
    many.runs.map(({ label }) => formatRunLabel(label)).toSorted(),
  )
  for (const { name, runs } of legs) {
    const leg = planRuns(runs, { 'INPUT_MAX-RUNS': '1' })
    const [made, ...others] = leg.runs.filter(({ when }) => when !== 'never')
    const planned = many.runs.find(({ label }) => formatRunLabel(label) === name)
    expect(others).toEqual([])
    expect(describeTree(made)).toEqual(describeTree(planned))
    const needed = new Set(planned?.needs)
    for (const { inputFrom } of needed) if (inputFrom !== undefined) needed.add(inputFrom)
    expect(leg.runs.length).toBe(needed.size + 1)
  }
  return legs.length
}

/** What the action makes of a run, and of those that it needs. Their backends are not of data alone. */
function describeTree(planned: PlannedRun | undefined): unknown {
  if (planned === undefined) return undefined
  const { label, needs, inputFrom } = planned
  return {
    ...describeRun(planned),
    needs: needs.map(describeRun).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    inputFrom: inputFrom?.label,
    label,
  }
}

const describeRun = ({ label, run: { backend: _, force: _1, forceAll: _2, ...run } }: PlannedRun) => ({
  name: formatRunLabel(label),
  run,
})

describe('createPlan has for', () => {
  test('any runs a plan or a clear refusal', () => {
    let planned = 0
    fc.assert(
      fc.property(runs, (text) => {
        if (expectPlanOrRefusal(text, 'runs')) planned += 1
      }),
      { numRuns: 400 },
    )
    expect(planned).toBeGreaterThan(10)
  })

  test('any runs matrices whose legs plan the same runs', () => {
    let legs = 0
    fc.assert(
      fc.property(plausibleRuns, (text) => {
        legs += expectSameLegs(text)
      }),
      { numRuns: 300 },
    )
    expect(legs).toBeGreaterThan(100)
  })

  test.each(['runs', 'each'] as const)('any text as `%s` a plan or a clear refusal', (kind) => {
    const piece = fc.constantFrom(
      'a:',
      'each:',
      '\n',
      '  ',
      '{',
      '}',
      '[',
      ']',
      '..',
      '-',
      '"',
      "'",
      '&a',
      '*a',
      '!',
      '|',
      '>',
      '? ',
      '#',
      '%',
      ',',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.oneof(piece, fc.string())).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, (given) => void expectPlanOrRefusal(given, kind)),
      { numRuns: 300 },
    )
  })

  test.each([
    ['20,000 runs', Array.from({ length: 20_000 }, (_, at) => `r${at}:`).join('\n')],
    ['unknown needs', `a: { needs: [${Array.from({ length: 30_000 }, (_, at) => `x${at}`)}] }\nb: {}`],
    ['unknown keys', `a: { ${Array.from({ length: 15_000 }, (_, at) => `k${at}: x`)} }`],
    ['many parameters', `a: { each: { ${Array.from({ length: 10_000 }, (_, at) => `k${at}: [x]`)} } }`],
    ['a large product', `a: { each: { ${Array.from({ length: 20 }, (_, at) => `k${at}: 1..99999999`)} } }`],
    ['a list of many values', `a: { each: { n: [${Array.from({ length: 20_000 }, (_, at) => at)}] } }`],
    [
      'values through many runs',
      Array.from({ length: 99 }, (_, at) => `r${at}: { each: { n: r${at + 1} } }`).join('\n'),
    ],
  ])('%s a clear refusal, in time', (_, text) => {
    expect(expectPlanOrRefusal(text, 'runs')).toBe(false)
  })

  test.each(['[', '{a: ', '- ', 'a:\n ', '"', '${'])('deep nesting of %j a clear refusal', (piece) => {
    expect(expectPlanOrRefusal(`a:\n  params: ${piece.repeat(5000)}`, 'runs')).toBe(false)
  })
})
