import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../src/errors.ts'
import type { Report } from '../../src/report/report.ts'
import { renderSummary, summaryLimitBytes } from '../../src/report/summary.ts'

const markdown = new MarkdownIt({ html: true, linkify: true })

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'
const uri = `s3://bucket/prefix/context/prod/objects/${uuid}`

const started: Report = {
  runId: 'run-1',
  pipeClass: 'shop.orders.DailyOrders',
  backend: 'Local',
  remote: 's3://bucket/prefix',
  context: 'prod/mine',
  startedAt: new Date('2026-01-05T09:30:00Z'),
  params: new Map(),
  phases: [],
  durationMs: 400,
  log: { lines: 0, tail: [] },
}

const succeeded: Report = {
  ...started,
  status: 'succeeded',
  params: new Map([
    ['day', '2026-01-05'],
    ['sep', '|'],
  ]),
  phases: [
    { name: 'image', ms: 300 },
    { name: 'run', ms: 62_000 },
  ],
  durationMs: 75_400,
  image: { reference: 'orders', pinned: `orders@sha256:${'0'.repeat(64)}`, dialect: 'luigi' },
  job: { id: 'c0ffee', name: 'disdat-orders-1' },
  exitCode: 0,
  input: { name: 'raw', uuid, uri, pushed: true },
  output: {
    name: 'daily',
    uuid: uuid.replace('47aa363c', '00000001'),
    uri,
    createdAt: new Date('2026-01-05T09:31:15.999Z'),
    files: 1,
    bytes: 3480,
    tags: new Map([
      ['env', 'prod'],
      ['__param.day', '2026-01-05'],
      ['committed', 'True'],
      ['root_task', 'True'],
    ]),
  },
  outputPath: '/home/runner/.disdat/context/mine/objects/x',
  reuse: { possible: false, why: 'Not possible: the image was built from commit 1234567.' },
  log: { lines: 1234, tail: ['one', '```', '##[error]two'] },
}

/** So many bundles upstream of which there is a newer one. */
function newer(count: number, name: string): NonNullable<Report['newerUpstream']> {
  const used = { uuid, createdAt: new Date('2026-01-05T09:30:59.999Z') }
  return Array.from({ length: count }, () => ({ name, uuid, createdAt: new Date('2026-01-06T07:00:00.000Z'), used }))
}

const summary = (report: Report) => renderSummary([report])

describe('the summary', () => {
  test('of a success', () => {
    expect(summary(succeeded)).toBe(`### ✅ \`DailyOrders\` made \`daily\` · 1 min 15 s

| bundle | name | uuid | made | holds | where |
|---|---|---|---|---|---|
| input, pushed | \`raw\` | \`47aa363c\` |  |  | \`${uri}\` |
| output | \`daily\` | \`00000001\` | 2026-01-05 09:31 UTC | 1 file, 3.4 KiB | \`${uri}\` |

**Reuse:** Not possible\\: the image was built from commit 1234567\\.

<details><summary>Run</summary>

|  |  |
|---|---|
| pipe | \`shop.orders.DailyOrders\` |
| parameters | \`day=2026-01-05\` \`sep=\\|\` |
| remote | \`s3://bucket/prefix\` |
| context | \`prod/mine\` |
| output tags | \`env:prod\` |
| image | \`orders\` as \`orders@sha256:${'0'.repeat(64)}\` |
| dialect | luigi |
| container | \`disdat-orders-1\` |
| exit code | 0 |
| local copy | \`/home/runner/.disdat/context/mine/objects/x\` |
| time | image 0.3 s · run 1 min 2 s |

</details>

<details><summary>Log: the last 3 of 1,234 lines</summary>

\`\`\`\`text
one
\`\`\`
## [error]two
\`\`\`\`

</details>

`)
  })

  test('of a failure that was nobody’s fault says that a retry may help', () => {
    const of = (verdict: Verdict) => summary({ ...started, failure: { verdict, evidence: 'Lost.', advice: 'Look.' } })
    expect(of('host-lost')).toContain('> **What to do:** Look\\. A retry may help. [More]')
    expect(of('invalid-input')).not.toContain('retry')
  })

  test('of a job on Batch leads to its pages', () => {
    const pages = {
      url: 'https://a.example/job',
      definitionUrl: 'https://a.example/d',
      queueUrl: 'https://a.example/q',
    }
    const job = { id: 'job-1', name: 'orders', definition: 'orders:7', queue: 'nightly', ...pages }
    const text = summary({ ...started, backend: 'AWSBatch', job })
    for (const page of [
      '[`job-1`](https://a.example/job)',
      '[`orders:7`](https://a.example/d)',
      '[`nightly`](https://a.example/q)',
    ])
      expect(text).toContain(page)
    const { definitionUrl: _, queueUrl: __, ...without } = job
    expect(summary({ ...started, job: without })).toContain('| queue | `nightly` |')
  })

  test('of a failure', () => {
    const failure = {
      verdict: 'pipe-error',
      evidence: "Task Raises() failed with KeyError: '<b>'.\n\nSecond line.",
      advice: 'Fix the pipe.',
      where: { file: 'pipelines/faults.py', line: 21 },
    } as const
    const report: Report = { ...started, status: 'failed', failure, log: { lines: 1, tail: ['one'] } }
    expect(summary(report)).toBe(`### ❌ \`DailyOrders\` failed: \`pipe-error\` · 0.4 s

> Task Raises\\(\\) failed with KeyError\\: '&lt;b&gt;'\\.  
>  
> Second line\\.  
> At \`pipelines/faults.py:21\`  
>  
> **What to do:** Fix the pipe\\. [More](https://github.com/disdat/run-action/blob/main/docs/troubleshooting.md#pipe-error)

<details><summary>Run</summary>

|  |  |
|---|---|
| pipe | \`shop.orders.DailyOrders\` |
| remote | \`s3://bucket/prefix\` |
| context | \`prod/mine\` |

</details>

<details open><summary>Log: 1 line</summary>

\`\`\`text
one
\`\`\`

</details>

`)
  })

  test.each<[string, Partial<Report>, string]>([
    [
      'reuse',
      { status: 'reused', output: { name: 'daily', uuid, uri } },
      '♻️ `DailyOrders` had nothing new to make: `daily` is up to date · 0.4 s',
    ],
    ['cancel', { status: 'cancelled' }, '🚫 `DailyOrders` was cancelled after 0.4 s'],
    ['run that never got a status', {}, '❌ `DailyOrders` failed: `internal-error` · 0.4 s'],
  ])('of a %s begins with its verdict', (_, news, headline) => {
    expect(summary({ ...started, ...news }).split('\n')[0]).toBe(`### ${headline}`)
  })

  test('of a run without a log has none', () => {
    expect(summary({ ...started, status: 'cancelled' })).not.toContain('Log')
  })

  test('names the output bundle only where it is proved', () => {
    const rows = (status: Report['status'] & string) =>
      summary({ ...started, status, output: { name: 'daily', uuid, uri } })
        .split('\n')
        .filter((line) => line.startsWith('| output'))
    expect(rows('failed')).toStrictEqual([])
    expect(rows('cancelled')).toStrictEqual([])
    expect(rows('reused')).toStrictEqual([`| output, reused | \`daily\` | \`47aa363c\` |  |  | \`${uri}\` |`])
  })

  test('names what is newer upstream, below the bundles', () => {
    const line = '`raw` of 2026-01-06 07:00 UTC (used: 2026-01-05 09:30 UTC)'
    const paragraphs = (count: number) => summary({ ...succeeded, newerUpstream: newer(count, 'raw') }).split('\n\n')
    expect(paragraphs(1)[2]).toBe(`**Newer upstream:** ${line}`)
    expect(paragraphs(7)[2]).toBe(`**Newer upstream:** ${[...Array(5).fill(line), 'and 2 more'].join(', ')}`)
    expect(paragraphs(0)[2]).toMatch(/^\*\*Reuse/)
  })

  test('cuts what is long, and counts what it leaves out', () => {
    const many = new Map(Array.from({ length: 52 }, (_, n) => [`p${n}`, 'x'.repeat(400)]))
    const text = summary({ ...started, params: many, log: { lines: 1, tail: ['y'.repeat(600)] } })
    const parameters = text.split('\n').find((line) => line.startsWith('| parameters'))
    expect(parameters?.match(/`p\d+=x{296,297} …`/g)).toHaveLength(50)
    expect(parameters).toMatch(/ and 2 more \|$/)
    expect(text).toContain(`\n${'y'.repeat(500)} …\n`)
    const evidence = `${'z'.repeat(1001)}\n`.repeat(70)
    const failed = summary({ ...started, failure: { verdict: 'invalid-input', evidence, advice: 'Mend it.' } })
    expect(failed.match(/^> z{1000} … {2}$/gm)).toHaveLength(60)
  })

  test('is never larger than GitHub takes', () => {
    const tail = Array.from({ length: 1000 }, () => '🎉'.repeat(400))
    const text = summary({ ...started, log: { lines: 1000, tail } })
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(summaryLimitBytes)
    expect(text).toContain('Log: the last 500 of 1,000 lines')
  })

  test('is never larger than GitHub takes, whatever is too large', () => {
    const long = '&`|注'.repeat(40_000)
    const pairs = new Map(Array.from({ length: 20_000 }, (_, n) => [`${n}${long.slice(0, 400)}`, long.slice(0, 400)]))
    const bundle = { name: long, uuid: long, uri: long, tags: pairs }
    const failure = {
      verdict: 'invalid-input',
      evidence: `${long}\n`.repeat(80),
      advice: long,
      where: { file: long, line: 1 },
    } as const
    const report: Report = {
      ...{ ...succeeded, pipeClass: long, remote: long, context: long, params: pairs, failure, outputPath: long },
      ...{ input: { ...bundle, pushed: false }, output: bundle, reuse: { possible: true, why: long } },
      newerUpstream: newer(10_000, long),
      ...{ job: { id: long, name: long }, image: { reference: long, pinned: long, dialect: 'classic' } },
      log: { lines: 1000, tail: Array.from({ length: 1000 }, () => long) },
    }
    expect(Buffer.byteLength(summary(report))).toBeLessThanOrEqual(summaryLimitBytes)
  })

  test('has the same structure whatever the names, values and lines are', () => {
    const structure = (report: Report) => markdown.parse(summary(report), {}).map(({ type, tag }) => `${type} ${tag}`)
    const failure = { verdict: 'pipe-error', evidence: 'x', advice: 'x', where: { file: 'x', line: 1 } } as const
    const report = (text: string): Report => ({
      ...{
        ...succeeded,
        pipeClass: text,
        remote: text,
        context: text,
        params: new Map([[text, text]]),
        outputPath: text,
      },
      ...{ failure: { ...failure, evidence: text, advice: text, where: { file: text, line: 1 } } },
      ...{ input: { name: text, uuid, uri: text, pushed: true } },
      ...{
        output: { name: text, uuid, uri: text, tags: new Map([['x', text]]) },
        reuse: { possible: true, why: text },
        newerUpstream: newer(1, text),
      },
      ...{ job: { id: text, name: text }, image: { reference: text, pinned: text, dialect: 'luigi' } },
      log: { lines: 2, tail: [text, 'x'] },
    })
    const piece = fc.constantFrom(
      ...[
        '`',
        '```',
        '|',
        '\\',
        '<b>',
        '</details>',
        '<!--',
        '@team',
        'www.x.io',
        '[x](y)',
        '**',
        '# ',
        '- ',
        '> ',
        '~~~',
      ],
    )
    const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 8 })
    const expected = structure(report('x'))
    fc.assert(
      fc.property(
        text.map((pieces) => `a${pieces.join('').replaceAll('\n', ' ')}z`),
        (hostile) => {
          expect(structure(report(hostile))).toStrictEqual(expected)
        },
      ),
    )
  })
})

describe('a Batch job', () => {
  const batch: Report = {
    ...succeeded,
    backend: 'AWSBatch',
    job: { id: 'j-1', name: 'disdat-orders-1', definition: 'disdat-orders:3', url: 'https://console/j-1' },
    logUrl: 'https://console/log',
  }

  test('is linked to its page and log', () => {
    const text = summary(batch)
    expect(text).toContain('| job | `disdat-orders-1` [`j-1`](https://console/j-1) |')
    expect(text).toContain('| job definition | `disdat-orders:3` |')
    expect(text).toContain('| log | [CloudWatch Logs](https://console/log) |')
  })

  test.each([
    ['submitted', /^### 📨 `DailyOrders` is submitted; /],
    ['detached', /^### ⏳ `DailyOrders` goes on without this step; /],
  ] as const)('that is %s says how to go on', (status, heading) => {
    const text = summary({
      ...batch,
      status,
      left: { why: 'GitHub ends this job soon.', snippet: '- uses: x\n  with:' },
    })
    expect(text).toMatch(heading)
    expect(text).toContain('```text\n- uses: x\n  with:\n```')
    expect(text).toContain('is paid for until it ends')
    expect(text).not.toContain('| output |')
  })

  test('that was tried more than once shows each attempt, and AWS’s words are only words', () => {
    const attempt = {
      startedAt: new Date(0),
      stoppedAt: new Date(61_000),
      exitCode: undefined,
      reason: 'Host EC2 | <b>',
      logUrl: 'https://console/a',
    }
    const text = summary({
      ...batch,
      attempts: [attempt, { ...attempt, exitCode: 0, reason: undefined, logUrl: undefined }],
    })
    expect(text).toContain('<summary>2 attempts</summary>')
    expect(text).toMatch(
      /\| 1 \| 1970-01-01 00:00 UTC \| 1 min 1 s \| {2}\| Host EC2 \S+ \S+ \| \[log\]\(https:\/\/console\/a\) \|/,
    )
    expect(text).toContain('| 2 | 1970-01-01 00:00 UTC | 1 min 1 s | 0 |  |  |')
    expect(markdown.render(text)).not.toContain('<b>')
    expect(summary({ ...batch, attempts: [attempt] })).not.toContain('attempt')
  })

  test('that would run says that nothing was started', () => {
    expect(summary({ ...batch, status: 'skipped' })).toMatch(/^### 📝 `DailyOrders` would run: nothing was started/)
  })
})
