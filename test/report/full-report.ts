import type { ChangeStatus, ColumnChange, ColumnFacts, Comparison, FileFacts } from '../../src/compare/comparison.ts'
import type { Report } from '../../src/report/report.ts'

const uuid = '96abb085-8d95-4b4c-be97-48bb9aea9204'
const time = new Date('2026-08-02T14:01:12Z')
const fates = ['added', 'removed', 'changed', 'unknown', 'same'] as const

/** A report in which there is everything that a report can have, so many of each, and in which every text from outside is `text`. */
export function fullReport(text: string, n: number): Report {
  const bundle = { name: text, uuid: text, uri: text, createdAt: time, files: n, bytes: n, tags: map(text, n) }
  return {
    ...{ runId: 'x', pipeClass: text, backend: 'AWSBatch', remote: text, context: text, startedAt: time },
    ...{ params: map(text, n), phases: each(n, () => ({ name: text, ms: 1 })), durationMs: 1 },
    status: 'failed',
    failure: { verdict: 'rule-broken', evidence: text, advice: text, where: { file: text, line: 1 } },
    image: { reference: text, pinned: text, dialect: 'luigi' },
    job: { id: text, name: text, definition: text, url: `https://x.io/${text}` },
    logUrl: `https://x.io/${text}`,
    attempts: each(3, () => ({
      startedAt: time,
      stoppedAt: time,
      exitCode: 1,
      reason: text,
      logUrl: `https://x.io/${text}?${text}#${text}`,
    })),
    left: { why: text, snippet: `${text}\n${text}` },
    ...{ input: { ...bundle, pushed: true }, output: bundle, outputPath: text, reuse: { possible: true, why: text } },
    newerUpstream: each(n, () => ({ name: text, uuid, createdAt: time, used: { uuid, createdAt: time } })),
    comparison: {
      base: { ...bundle, context: text, choice: 'newest', note: text, commit: text },
      kind: 'schema',
      changes: fullComparison(text, n),
    },
    rules: {
      checked: each(n, () => text),
      breaches: each(n, () => ({ rule: text, evidence: text })),
      undecided: each(n, () => ({ rule: text, why: text })),
    },
    lineage: {
      nodes: each(n + 1, (at) => ({
        ...{ id: `${at}`, name: text, state: 'produced', createdAt: time, codeMethod: text, commit: text, repo: text },
      })),
      edges: each(n, (at) => ({ from: `${at + 1}`, to: `${at}` })),
      isCut: true,
    },
    cost: { vcpuHours: 1, gibHours: 1 },
    log: { lines: 3 * n, tail: each(n, () => text) },
  }
}

function fullComparison(text: string, n: number): Comparison {
  const status = (at: number): ChangeStatus => fates[at % fates.length] ?? 'same'
  return {
    isSame: false,
    presentation: { base: text, now: `${text}!` },
    rows: { base: n, now: n + 1 },
    bytes: { base: n, now: n + 1 },
    columns: each(n, (at) => fullColumn(text, status(at), at)),
    files: each(n, (at) => ({ path: text, status: status(at), base: table(text, 'x'), now: table(text, text) })),
    nested: each(n, (at) => ({ frame: text, status: status(at), uuids: { base: text, now: text }, name: text })),
    tags: each(n, (at) => ({ key: text, status: status(at), values: { base: text, now: text } })),
    durationMs: { base: 1, now: 2 },
    notes: each(n, () => text),
  }
}

function fullColumn(text: string, status: ChangeStatus, at: number): ColumnChange {
  const facts: ColumnFacts = {
    ...{ type: 'FLOAT64', shape: [2, at + 1], rows: 2, bytes: 16 },
    values: { nulls: at, distinct: { count: at, isExact: false }, min: -at, max: 2 ** at, mean: at / 7, sample: text },
  }
  const now: ColumnFacts = {
    ...facts,
    type: 'INT8',
    values: facts.values && { ...facts.values, mean: 1, sample: `${text}!` },
  }
  const differs = [...(at % 2 ? (['type'] as const) : []), ...(at % 3 ? (['values'] as const) : [])]
  const [from, to] = [0, 1]
  return { name: text, status, base: facts, now, differs, histogram: { from, to, base: [at, 1], now: [1, at] } }
}

const table = (name: string, type: string): FileFacts => ({
  bytes: 1,
  table: { format: 'csv', rows: 1, columns: [{ name, type }] },
})

const each = <T>(n: number, item: (at: number) => T): readonly T[] => Array.from({ length: n }, (_, at) => item(at))

const map = (text: string, n: number) => new Map(each(n, (at) => [`${at}${text}`, text]))
