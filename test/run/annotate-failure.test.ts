import { describe, expect, test } from 'vitest'
import type { AnnotationCandidate } from '../../src/action/annotations.ts'
import { LogAnalyzer } from '../../src/disdat/log-analyzer.ts'
import { Failure, type Verdict } from '../../src/errors.ts'
import { annotateFailure } from '../../src/run/annotate-failure.ts'
import { createContext } from './fixtures.ts'

const failedTask = [
  'ERROR: [pid 7] Worker Worker(salt=1) failed    Clean(day=monday)',
  'Traceback (most recent call last):',
  '  File "/code/pipes/orders.py", line 12, in pipe_run',
  '    price = prices[fruit]',
  "KeyError: 'pear'",
]
const frames = {
  kind: 'frames',
  frames: [{ file: '/code/pipes/orders.py', line: 12, code: 'price = prices[fruit]' }],
} as const
const pipeClass = { kind: 'class', module: ['pipes', 'orders'], name: 'Daily' } as const

const createFailure = (verdict: Verdict, where?: { file: string; line: number }) =>
  new Failure(verdict, 'It failed.', 'Fix it.', { ...(where && { where }) })

/** The candidates for a failure after this log. */
async function findCandidates(error: unknown, lines: readonly string[] = failedTask, breaches: readonly string[] = []) {
  const candidates: AnnotationCandidate[] = []
  const { context } = createContext({
    dependencies: {
      async annotate(given) {
        candidates.push(...given)
        return []
      },
    },
  })
  const analyzer = new LogAnalyzer('pipes.orders.Daily')
  for (const line of lines) analyzer.readLine(line)
  const rules = {
    checked: breaches,
    breaches: breaches.map((rule) => ({ rule, evidence: `It breaks ${rule}.` })),
    undecided: [],
  }
  await annotateFailure(context, analyzer, error, rules)
  return candidates
}

describe('annotateFailure', () => {
  test('returns the lines of the checkout', async () => {
    const annotation = { level: 'error', file: 'a.py', line: 1, title: 't', message: 'm' } as const
    const { context } = createContext({ dependencies: { annotate: async () => [annotation] } })
    const analyzer = new LogAnalyzer('pipes.orders.Daily')
    const annotations = await annotateFailure(context, analyzer, createFailure('pipe-error'), undefined)
    expect(annotations).toStrictEqual([annotation])
  })

  test('names the task and the frames of a failure of the code', async () => {
    expect(await findCandidates(createFailure('pipe-error'))).toStrictEqual([
      { level: 'error', title: 'Clean(day=monday) failed', message: "KeyError: 'pear'", at: frames },
    ])
  })

  test('leaves out tracebacks that do not explain the failure', async () => {
    expect(await findCandidates(createFailure('timeout'))).toStrictEqual([])
    expect(await findCandidates(createFailure('out-of-memory', { file: 'x', line: 1 }))).toHaveLength(1)
  })

  test("names the pipe's class for a wrong parameter", async () => {
    expect(await findCandidates(createFailure('unknown-parameter'), [])).toStrictEqual([
      { level: 'error', title: 'unknown-parameter', message: 'It failed. Fix it.', at: pipeClass },
    ])
  })

  test("names the pipe's class for each broken rule", async () => {
    const candidates = await findCandidates(createFailure('rule-broken'), failedTask, ['empty', 'rows < 10'])
    expect(candidates).toStrictEqual([
      { level: 'error', title: 'Daily breaks empty', message: 'It breaks empty.', at: pipeClass },
      { level: 'error', title: 'Daily breaks rows < 10', message: 'It breaks rows < 10.', at: pipeClass },
    ])
  })

  test('is empty for an error that is not a Failure, or when annotating fails', async () => {
    expect(await findCandidates(new Error('bug'), failedTask, ['empty'])).toStrictEqual([])
    const annotate = () => Promise.reject(new Error('git is missing'))
    const { context, lines } = createContext({ dependencies: { annotate } })
    const analyzer = new LogAnalyzer('pipes.orders.Daily')
    expect(await annotateFailure(context, analyzer, createFailure('pipe-error'), undefined)).toStrictEqual([])
    expect(lines).toStrictEqual(['debug: The lines of the failure could not be annotated: git is missing'])
  })
})
