import type { ColumnChange, ColumnFacts, Comparison, FileFacts, ValueFacts } from '../../src/compare/comparison.ts'
import type { BaseReport, ComparisonReport, LineageReport, Report } from '../../src/report/report.ts'

/** A run of every state, as the report of it would be filled, for golden files, pictures and properties. */

const uuid = '96abb085-8d95-4b4c-be97-48bb9aea9204'
const baseUuid = 'bef67232-1f0e-4b57-9a51-6d0e4c1f7a10'
const remote = 's3://acme-data/disdat'
const uri = (context: string, id: string) => `${remote}/context/${context}/objects/${id}`

export const started: Report = {
  runId: 'run-1',
  pipeClass: 'pipelines.orders.DailyOrders',
  backend: 'Local',
  remote,
  context: 'pr-57',
  startedAt: new Date('2026-08-02T13:55:30Z'),
  params: new Map([['day', '2026-08-01']]),
  phases: [
    { name: 'image', ms: 3200 },
    { name: 'launch', ms: 800 },
  ],
  durationMs: 4200,
  image: {
    reference: 'acme/orders:pr',
    pinned: `acme/orders@sha256:${'ab12'.repeat(16)}`,
    dialect: 'luigi',
  },
  log: { lines: 0, tail: [] },
}

const ran: Report = {
  ...started,
  phases: [
    { name: 'image', ms: 3200 },
    { name: 'input', ms: 700 },
    { name: 'launch', ms: 800 },
    { name: 'run', ms: 313_000 },
    { name: 'prove', ms: 1900 },
    { name: 'compare', ms: 2400 },
  ],
  durationMs: 372_000,
  job: { id: 'c0ffee', name: 'disdat-orders-1' },
  exitCode: 0,
  input: {
    name: 'raw_orders',
    uuid: '1c20aa11-0000-4000-8000-000000000001',
    uri: uri('pr-57', '1c20aa11-0000-4000-8000-000000000001'),
    pushed: false,
  },
  log: {
    lines: 8412,
    tail: [
      'INFO: Informed scheduler that task   DailyOrders_2026_08_01_96abb085   has status   DONE',
      '===== Luigi Execution Summary =====',
      'Scheduled 3 tasks of which:',
      '* 1 complete ones were encountered:',
      '    - 1 RawOrders()',
      '* 2 ran successfully:',
      '    - 1 CleanOrders()',
      '    - 1 DailyOrders(day=2026-08-01)',
      'This progress looks :) because there were no failed tasks or missing dependencies',
      '===== Luigi Execution Summary =====',
    ],
  },
  cost: { vcpuHours: 0.232, gibHours: 0.928 },
}

const made: Report = {
  ...ran,
  status: 'succeeded',
  output: {
    name: 'daily_orders',
    uuid,
    uri: uri('pr-57', uuid),
    createdAt: new Date('2026-08-02T14:01:12Z'),
    files: 8,
    bytes: 219_152_384,
    tags: new Map([
      ['tier', 'gold'],
      ['pr', '57'],
      ['__param.day', '2026-08-01'],
    ]),
  },
  outputPath: '/home/runner/.disdat/context/pr-57/objects/96abb085',
  reuse: { possible: false, why: 'Not possible: `force` is set.' },
}

const base: BaseReport = {
  name: 'daily_orders',
  uuid: baseUuid,
  uri: uri('prod', baseUuid),
  createdAt: new Date('2026-08-01T04:19:44Z'),
  context: 'prod',
  choice: 'ancestor',
  commit: '9be0d1180f1c6fd5a1d3c0b7a3c9ab52b7be1a6e',
}

const values = (facts: Partial<ValueFacts>): ValueFacts => ({
  nulls: 0,
  distinct: undefined,
  min: undefined,
  max: undefined,
  mean: undefined,
  sample: undefined,
  ...facts,
})

function column(type: ColumnFacts['type'], rows: number, facts?: Partial<ValueFacts>): ColumnFacts {
  return { type, shape: [rows], rows, bytes: rows * 8, values: facts && values(facts) }
}

function changed(name: string, news: Partial<ColumnChange>): ColumnChange {
  return {
    name,
    status: 'changed',
    base: undefined,
    now: undefined,
    differs: ['shape', 'values'],
    histogram: undefined,
    ...news,
  }
}

const [before, after] = [1_204_311, 1_187_002]

const same = (name: string, type: ColumnFacts['type'], distinct: number): ColumnChange => {
  const facts = column(type, after, { distinct: { count: distinct, isExact: distinct < 10_000 } })
  return { name, status: 'same', base: facts, now: facts, differs: [], histogram: undefined }
}

const amount = changed('amount', {
  base: column('FLOAT64', before, {
    distinct: { count: 10_000, isExact: false },
    min: 0.5,
    max: 999,
    mean: 41.2,
  }),
  now: column('FLOAT64', after, {
    nulls: 1204,
    distinct: { count: 10_000, isExact: false },
    min: 0.5,
    max: 1250,
    mean: 41.19,
  }),
  histogram: {
    from: 0.5,
    to: 1250,
    base: [420_000, 390_000, 210_000, 110_000, 50_000, 20_000, 4311, 0, 0, 0],
    now: [400_000, 380_000, 220_000, 105_000, 51_000, 22_000, 6002, 1500, 900, 600],
  },
})

const orderId = changed('order_id', {
  base: column('INT64', before, { distinct: { count: 10_000, isExact: false }, min: 1n, max: 90_071_992_547_409_931n }),
  now: column('INT64', after, { distinct: { count: 10_000, isExact: false }, min: 1n, max: 90_071_992_547_409_933n }),
  histogram: { from: 1, to: 9e16, base: [8, 8, 8, 8, 8, 8, 8, 8], now: [8, 8, 8, 8, 8, 8, 8, 7] },
})

const country = changed('country', {
  base: column('STRING', before, { distinct: { count: 27, isExact: true } }),
  now: column('STRING', after, { nulls: 3, distinct: { count: 26, isExact: true } }),
})

const comment = changed('comment', { base: column('STRING', before), now: column('STRING', after) })

const dataColumns: readonly ColumnChange[] = [orderId, amount, country, comment]

const schemaColumns: readonly ColumnChange[] = [
  orderId,
  changed('amount', {
    ...amount,
    now: column('FLOAT32', after, { ...amount.now?.values, mean: 41.1875 }),
    differs: ['type', 'shape'],
  }),
  country,
  comment,
  changed('discount_code', {
    status: 'removed',
    base: column('STRING', before, { nulls: 900_000, distinct: { count: 41, isExact: true } }),
    differs: [],
  }),
  changed('promo_id', {
    status: 'added',
    now: column('INT64', after, { distinct: { count: 12, isExact: true }, min: 1n, max: 12n, mean: 4.25 }),
    differs: [],
  }),
  changed('embedding', {
    base: { ...column('FLOAT32', before), shape: [before, 64] },
    now: { ...column('FLOAT32', after), shape: [after, 128] },
  }),
  changed('region', {
    base: column('STRING', before, { distinct: { count: 5, isExact: true } }),
    now: column('STRING', after, { distinct: { count: 5, isExact: true } }),
    differs: ['shape', 'place', 'values'],
  }),
]

const parquet = (
  bytes: number,
  rows: number | undefined,
  columns: readonly (readonly [string, string])[],
): FileFacts => ({
  bytes,
  table: { format: 'parquet', rows, columns: columns.map(([name, type]) => ({ name, type })) },
})
const plain = (bytes: number): FileFacts => ({ bytes, table: undefined })

const comparison: Comparison = {
  isSame: false,
  presentation: { base: 'DF', now: 'DF' },
  rows: { base: before, now: after },
  bytes: { base: 222_298_112, now: 219_152_384 },
  columns: dataColumns,
  files: [
    { path: 'part-0.bin', status: 'same', base: plain(27_000_000), now: plain(27_000_000) },
    { path: 'part-1.bin', status: 'changed', base: plain(27_787_264), now: plain(24_641_536) },
    { path: 'readme.txt', status: 'added', base: undefined, now: plain(512) },
    { path: 'old.txt', status: 'removed', base: plain(2048), now: undefined },
  ],
  nested: [
    { frame: 'rates', name: 'fx_rates', status: 'changed', uuids: { base: baseUuid.replace('bef', '77f'), now: uuid } },
  ],
  tags: [
    { key: 'tier', status: 'same', values: { base: 'gold', now: 'gold' } },
    { key: 'pr', status: 'added', values: { base: undefined, now: '57' } },
  ],
  durationMs: { base: 340_000, now: 313_000 },
  notes: ['The values were not looked at, they are more than `diff-max-bytes`: comment.'],
}

const identical: Comparison = {
  ...comparison,
  isSame: true,
  rows: { base: after, now: after },
  bytes: { base: 219_152_384, now: 219_152_384 },
  columns: [same('order_id', 'INT64', 10_000), same('amount', 'FLOAT64', 10_000), same('country', 'STRING', 26)],
  files: [{ path: 'part-0.bin', status: 'same', base: plain(27_000_000), now: plain(27_000_000) }],
  nested: [],
  tags: comparison.tags.slice(0, 1),
  notes: [],
}

const lineage: LineageReport = {
  nodes: [
    {
      id: uuid,
      name: 'daily_orders',
      state: 'produced',
      createdAt: new Date('2026-08-02T14:01:12Z'),
      codeMethod: 'pipelines.orders.DailyOrders',
      commit: '4f1c2ab1c6fd5a1d3c0b7a3c9ab52b7be1a6e001',
      repo: 'https://github.com/acme/pipelines.git',
    },
    {
      id: '5d0e77aa-0000-4000-8000-000000000002',
      name: 'clean_orders',
      state: 'produced',
      createdAt: new Date('2026-08-02T13:58:40Z'),
      codeMethod: 'pipelines.orders.CleanOrders',
      commit: '4f1c2ab1c6fd5a1d3c0b7a3c9ab52b7be1a6e001',
      repo: 'git@github.com:acme/pipelines.git',
    },
    {
      id: '77fe32aa-0000-4000-8000-000000000003',
      name: 'fx_rates',
      state: 'reused',
      createdAt: new Date('2026-08-01T00:10:00Z'),
      codeMethod: 'pipelines.rates.FxRates',
      commit: '9be0d1180f1c6fd5a1d3c0b7a3c9ab52b7be1a6e',
      repo: 'https://git.acme.example/pipelines.git',
    },
    { id: '1c20aa11-0000-4000-8000-000000000001', name: 'raw_orders', state: 'external' },
    { id: '9e9e9e9e-0000-4000-8000-000000000004', name: '', state: 'missing' },
  ],
  edges: [
    { from: '5d0e77aa-0000-4000-8000-000000000002', to: uuid },
    { from: '77fe32aa-0000-4000-8000-000000000003', to: uuid },
    { from: '1c20aa11-0000-4000-8000-000000000001', to: '5d0e77aa-0000-4000-8000-000000000002' },
    { from: '9e9e9e9e-0000-4000-8000-000000000004', to: '77fe32aa-0000-4000-8000-000000000003' },
  ],
  isCut: false,
}

const compared = (kind: ComparisonReport['kind'], changes: Comparison, than: BaseReport = base): Report => ({
  ...made,
  comparison: { base: kind === 'first-version' ? undefined : than, kind, changes },
  lineage,
  rules: { checked: ['error', 'empty', 'rows<-20%'], breaches: [], undecided: [] },
})

const schemaChanged = compared('schema', { ...comparison, columns: schemaColumns })

const batch: Report = {
  ...made,
  backend: 'AWSBatch',
  outputPath: '/home/runner/.disdat/context/pr-57/objects/96abb085',
  job: {
    id: '0d3f6a52-1c2d-4e5f-8a9b-0c1d2e3f4a5b',
    name: 'disdat-orders-812-1',
    definition: 'disdat-pipelines-orders-job-definition:7',
    url: 'https://us-east-1.console.aws.amazon.com/batch/home?region=us-east-1#jobs/detail/0d3f6a52-1c2d-4e5f-8a9b-0c1d2e3f4a5b',
  },
  logUrl:
    'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Faws$252Fbatch$252Fjob/log-events/disdat$252Fdefault$252F0d3f',
}

const traceback = [
  'ERROR: [pid 1] Worker Worker(salt=1, workers=1, host=x, username=root, pid=1) failed    CleanOrders()',
  'Traceback (most recent call last):',
  '  File "/opt/pipeline/pipelines/orders.py", line 88, in pipe_run',
  "    total = frame['amount'].sum()",
  "KeyError: 'amount'",
]

const failed = (failure: NonNullable<Report['failure']>, news: Partial<Report> = {}): Report => ({
  ...ran,
  status: 'failed',
  failure,
  ...news,
})

/** What a pipe could call things to be seen on a pull request in a way that it should not. */
export function hostile(
  text = '<b>@team</b> #12 | `x` ```\u202eevil [a](https://x.io) **b** $1$ https://x.io',
): Report {
  const columns = [
    changed(text, {
      base: column('FLOAT64', 2, { max: 1 }),
      now: column('INT8', 2, { max: 2 }),
      differs: ['type', 'values'],
    }),
    changed(`${text} 2`, { status: 'removed', base: column('STRING', 2), differs: [] }),
  ]
  const nodes = lineage.nodes.map((node) => ({ ...node, name: `${text} end"]; click n0 %% ${node.name}` }))
  return {
    ...compared('schema', { ...comparison, columns, files: [], nested: [], notes: [text] }),
    ...{ pipeClass: `a.${text}`, params: new Map([[text, text]]), lineage: { ...lineage, nodes } },
    output: { name: text, uuid, uri: text, tags: new Map([[text, text]]) },
    rules: { checked: [text], breaches: [], undecided: [{ rule: text, why: text }] },
    log: { lines: 2, tail: [text, '</details>'] },
  }
}

/** A report as a whole run has it, and so the result file: with both contexts, and an output that has its place. */
export function whole(report: Report): Report {
  const output = { name: 'daily_orders', uuid, ...report.output, uri: uri('pr-57', report.output?.uuid ?? uuid) }
  return { ...report, context: 'pr-57/local', output }
}

/** Each state, and the reports of the step that is in it. */
export const states: Readonly<Record<string, readonly Report[]>> = {
  succeeded: [made],
  same: [compared('none', identical)],
  'data-changed': [
    {
      ...compared('data', comparison),
      newerUpstream: [
        {
          name: 'fx_rates',
          uuid,
          createdAt: new Date('2026-08-02T00:10:00Z'),
          used: { uuid: baseUuid, createdAt: new Date('2026-08-01T00:10:00Z') },
        },
      ],
    },
  ],
  'schema-changed': [schemaChanged],
  emptied: [
    {
      ...compared('schema', {
        ...comparison,
        rows: { base: before, now: 0 },
        columns: [],
        files: [
          {
            path: 'orders.parquet',
            status: 'changed',
            base: parquet(27_787_264, before, [
              ['order_id', 'INT64'],
              ['discount_code', 'BYTE_ARRAY'],
              ['amount', 'DOUBLE'],
            ]),
            now: parquet(900, 0, [
              ['order_id', 'INT32'],
              ['amount', 'DOUBLE'],
              ['promo_id', 'INT64'],
            ]),
          },
        ],
      }),
      rules: {
        checked: ['error', 'stale>26h', 'bytes>+100%'],
        breaches: [],
        undecided: [{ rule: 'stale>26h', why: 'Its time of making is not known.' }],
      },
    },
  ],
  reused: [
    {
      ...made,
      status: 'reused',
      reuse: { possible: true, why: 'Possible: the image was built from commit 4f1c2ab.' },
      comparison: { base, kind: 'none', changes: identical },
    },
  ],
  skipped: [{ ...started, status: 'skipped', durationMs: 900 }],
  'first-version': [
    compared('first-version', {
      ...comparison,
      isSame: undefined,
      rows: { base: undefined, now: after },
      bytes: { base: undefined, now: 219_152_384 },
      durationMs: { base: undefined, now: 313_000 },
      columns: [amount, orderId, country].map((one) => ({
        ...one,
        status: 'added' as const,
        base: undefined,
        histogram: one.histogram && { ...one.histogram, base: undefined },
      })),
      files: [{ path: 'part-0.bin', status: 'added', base: undefined, now: plain(27_000_000) }],
      nested: [],
      tags: [{ key: 'tier', status: 'added', values: { base: undefined, now: 'gold' } }],
      notes: [],
    }),
  ],
  samples: [
    compared('data', {
      ...comparison,
      presentation: { base: 'SCALAR', now: 'SCALAR' },
      rows: { base: 1, now: 1 },
      columns: [
        changed('total', {
          base: column('FLOAT64', 1, { min: 2, max: 2, mean: 2, sample: '2.0' }),
          now: column('FLOAT64', 1, { min: 3, max: 3, mean: 3, sample: '3.0' }),
        }),
      ],
      files: [],
      nested: [],
      notes: [],
    }),
  ],
  breach: [
    {
      ...schemaChanged,
      status: 'failed',
      failure: {
        verdict: 'rule-broken',
        evidence:
          'The output breaks 2 rules of `fail-on`:\n- column-removed: Gone: discount_code.\n- type-changed: Of another type: amount (FLOAT64 before, FLOAT32 now).',
        advice:
          'The bundle is on the remote, whole. Mend the pipe; or, if the change is meant, loosen the rule or name another base in `compare-with`.',
      },
      rules: {
        checked: ['error', 'column-removed', 'type-changed', 'rows<-20%', 'nulls(comment)>1%'],
        breaches: [
          { rule: 'column-removed', evidence: 'Gone: discount_code.' },
          { rule: 'type-changed', evidence: 'Of another type: amount (FLOAT64 before, FLOAT32 now).' },
        ],
        undecided: [
          {
            rule: 'nulls(comment)>1%',
            why: 'How many nulls of comment the output has is not known: its values were not looked at, see `diff-max-bytes`.',
          },
        ],
      },
      annotations: [],
    },
  ],
  'pipe-error': [
    failed(
      {
        verdict: 'pipe-error',
        evidence: "Task CleanOrders() failed with KeyError: 'amount' (exit code 74).",
        advice: 'Fix the pipe. Bundles from tasks that finished are on the remote and can be reused.',
        where: { file: 'pipelines/orders.py', line: 88 },
      },
      {
        exitCode: 74,
        log: { lines: 412, tail: traceback },
        lineage: {
          ...lineage,
          nodes: [
            { id: 'DailyOrders_2026_08_01', name: 'DailyOrders', state: 'missing' },
            { id: 'CleanOrders__99914b932b', name: 'CleanOrders', state: 'failed' },
            { id: '1c20aa11-0000-4000-8000-000000000001', name: 'raw_orders', state: 'external' },
          ],
          edges: [
            { from: 'CleanOrders__99914b932b', to: 'DailyOrders_2026_08_01' },
            { from: '1c20aa11-0000-4000-8000-000000000001', to: 'CleanOrders__99914b932b' },
          ],
        },
      },
    ),
  ],
  'out-of-memory': [
    failed(
      {
        verdict: 'out-of-memory',
        evidence: 'The container was killed because it ran out of memory (the limit is 2048 MiB; exit code 137).',
        advice: 'Raise `memory-mib`, use a larger runner, or let the pipe work on less data at a time.',
      },
      { exitCode: 137, log: { lines: 1, tail: ['Killed'] } },
    ),
  ],
  timeout: [
    failed({
      verdict: 'timeout',
      evidence: 'The pipe ran for longer than 360 minutes and was stopped.',
      advice: 'Raise `run-timeout-minutes`, or find out what it waits for.',
    }),
  ],
  cancelled: [
    {
      ...started,
      status: 'cancelled',
      durationMs: 65_000,
      failure: {
        verdict: 'cancelled',
        evidence: 'Cancelled during run.',
        advice: 'Nothing is left of it. Run the workflow again.',
      },
      log: { lines: 2, tail: ['one', 'two'] },
    },
  ],
  detached: [
    {
      ...batch,
      status: 'detached',
      left: {
        why: 'GitHub ends this job soon.',
        snippet:
          '- uses: disdat/run-action@main\n  with:\n    backend: AWSBatch\n    attach-job-ids: 0d3f6a52-1c2d-4e5f-8a9b-0c1d2e3f4a5b',
      },
    },
  ],
  submitted: [
    {
      ...batch,
      status: 'submitted',
      durationMs: 8000,
      left: {
        why: '`wait` is `false`.',
        snippet:
          '- uses: disdat/run-action@main\n  with:\n    backend: AWSBatch\n    attach-job-ids: 0d3f6a52-1c2d-4e5f-8a9b-0c1d2e3f4a5b',
      },
      log: { lines: 0, tail: [] },
    },
  ],
  'no-output': [
    failed({
      verdict: 'no-output',
      evidence: 'The pipe ended with exit code 0, but its output bundle is not on the remote.',
      advice: 'Check in the log whether the last task finished.',
    }),
  ],
  'not-compared': [{ ...made, notCompared: 'The base bundle’s HyperFrame could not be read: it is no protobuf.' }],
  unknown: [
    compared(
      'unknown',
      {
        ...comparison,
        isSame: undefined,
        rows: { base: undefined, now: after },
        columns: [
          {
            ...same('comment', 'STRING', 1),
            status: 'unknown',
            base: column('STRING', after),
            now: column('STRING', after),
          },
        ],
        files: [{ path: 'part-0.bin', status: 'unknown', base: undefined, now: plain(27_000_000) }],
        nested: [],
        notes: [...comparison.notes, 'The base does not have the file any more: part-0.bin.'],
      },
      {
        ...base,
        choice: 'newest',
        note: 'Its commit is not in the history of the base branch as far as that is known.',
      },
    ),
  ],
  several: [
    { ...compared('none', identical), backend: 'AWSBatch', job: { id: 'j-1', name: 'disdat-orders-1' } },
    failed(
      {
        verdict: 'out-of-memory',
        evidence: 'The container was killed because it ran out of memory (the limit is 2048 MiB; exit code 137).',
        advice: 'Raise `memory-mib`, use a larger runner, or let the pipe work on less data at a time.',
      },
      { backend: 'AWSBatch', params: new Map([['day', '2026-08-02']]), log: { lines: 1, tail: ['Killed'] } },
    ),
  ],
  'sandbox-deleted': [
    {
      ...{ runId: 'run-1', pipeClass: '', backend: 'Local', remote, context: 'pr-57', startedAt: started.startedAt },
      ...{ params: new Map(), phases: [{ name: 'cleanup', ms: 2300 }], durationMs: 2900, log: { lines: 0, tail: [] } },
      ...{ status: 'succeeded', cleanup: { bundles: 3, objects: 41, bytes: 219_160_000, isVersioned: true } },
    },
  ],
  'batch-attempts': [
    {
      ...batch,
      ...{ comparison: { base, kind: 'data', changes: comparison }, lineage, cost: { vcpuHours: 0.93, gibHours: 3.7 } },
      attempts: [
        {
          startedAt: new Date('2026-08-02T13:30:00Z'),
          stoppedAt: new Date('2026-08-02T13:42:10Z'),
          exitCode: undefined,
          reason: 'Host EC2 (instance i-0abc) terminated.',
          logUrl: 'https://us-east-1.console.aws.amazon.com/cloudwatch/home#a',
        },
        {
          startedAt: new Date('2026-08-02T13:50:00Z'),
          stoppedAt: new Date('2026-08-02T14:01:20Z'),
          exitCode: 0,
          reason: undefined,
          logUrl: 'https://us-east-1.console.aws.amazon.com/cloudwatch/home#b',
        },
      ],
    },
  ],
}
