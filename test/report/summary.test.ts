import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { summaryLimitBytes } from '../../src/report/fit-sections.ts'
import type { Report } from '../../src/report/report.ts'
import { renderSummary } from '../../src/report/summary.ts'

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

/** Creates `count` upstream bundles of which newer ones exist. */
function createNewerUpstream(count: number, name: string): NonNullable<Report['newerUpstream']> {
  const used = { uuid, createdAt: new Date('2026-01-05T09:30:59.999Z') }
  return Array.from({ length: count }, () => ({ name, uuid, createdAt: new Date('2026-01-06T07:00:00.000Z'), used }))
}

const render = (report: Report) => renderSummary([report])

describe('renderSummary', () => {
  test('renders a successful run', () => {
    expect(render(succeeded)).toBe(`### ❓ Not compared: \`daily\` · \`DailyOrders\` · 1 min 15 s

| bundle | name | uuid | created | contents | URI |
|---|---|---|---|---|---|
| input, pushed | \`raw\` | \`47aa363c\` |  |  | \`${uri}\` |
| output | \`daily\` | \`00000001\` | 2026-01-05 09:31 UTC | 1 file, 3.4 KiB | \`${uri}\` |

**Reuse:** Not possible\\: the image was built from commit 1234567\\.

<details><summary>Run</summary>

| pipe | \`shop.orders.DailyOrders\` |
|---|---|
| parameters | \`day=2026-01-05\` \`sep=\\|\` |
| remote | \`s3://bucket/prefix\` |
| context | \`prod/mine\` |
| output tags | \`env:prod\` |
| image | \`orders\` as \`orders@sha256:${'0'.repeat(64)}\` |
| dialect | luigi |
| container | \`disdat-orders-1\` |
| exit code | 0 |
| local copy | \`/home/runner/.disdat/context/mine/objects/x\` |
| phases | image 0.3 s · run 1 min 2 s |

</details>

<details><summary>Log: last 3 of 1,234 lines</summary>

\`\`\`\`text
one
\`\`\`
## [error]two
\`\`\`\`

</details>

`)
  })

  test('renders a failed run', () => {
    const failure = {
      verdict: 'pipe-error',
      evidence: "Task Raises() failed with KeyError: '<b>'.\n\nSecond line.",
      advice: 'Fix the pipe.',
      where: { file: 'pipelines/faults.py', line: 21 },
    } as const
    const report: Report = { ...started, status: 'failed', failure, log: { lines: 1, tail: ['one'] } }
    expect(render(report)).toBe(`### ❌ Failed: \`pipe-error\` · \`DailyOrders\` · 0.4 s

> Task Raises\\(\\) failed with KeyError\\: '&lt;b&gt;'\\.  
>  
> Second line\\.  
> At \`pipelines/faults.py:21\`  
>  
> **What to do:** Fix the pipe\\. [More](https://github.com/disdat/run-action/blob/main/docs/troubleshooting.md#pipe-error)

<details><summary>Run</summary>

| pipe | \`shop.orders.DailyOrders\` |
|---|---|
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

  test('shortens long texts and lists, and counts the omitted items', () => {
    const many = new Map(Array.from({ length: 52 }, (_, n) => [`p${n}`, 'x'.repeat(400)]))
    const text = render({ ...started, params: many, log: { lines: 1, tail: ['y'.repeat(600)] } })
    const parameters = text.split('\n').find((line) => line.startsWith('| parameters'))
    expect(parameters?.match(/`p\d+=x{296,297} …`/g)).toHaveLength(50)
    expect(parameters).toMatch(/ and 2 more \|$/)
    expect(text).toContain(`\n${'y'.repeat(500)} …\n`)
    const evidence = `${'z'.repeat(1001)}\n`.repeat(70)
    const failed = render({ ...started, failure: { verdict: 'invalid-input', evidence, advice: 'Fix it.' } })
    expect(failed.match(/^> z{1000} … {2}$/gm)).toHaveLength(60)
  })

  test('drops log lines to stay within the limit of GitHub', () => {
    const tail = Array.from({ length: 1000 }, () => '🎉'.repeat(400))
    const text = render({ ...started, log: { lines: 1000, tail } })
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(summaryLimitBytes)
    expect(text).toContain('Log: last 500 of 1,000 lines')
  })

  test('stays within the limit of GitHub for reports that are large in every field', () => {
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
      newerUpstream: createNewerUpstream(10_000, long),
      ...{ job: { id: long, name: long }, image: { reference: long, pinned: long, dialect: 'classic' } },
      log: { lines: 1000, tail: Array.from({ length: 1000 }, () => long) },
    }
    expect(Buffer.byteLength(render(report))).toBeLessThanOrEqual(summaryLimitBytes)
  })

  test('has the same structure for any names, values and lines', () => {
    const structure = (report: Report) => markdown.parse(render(report), {}).map(({ type, tag }) => `${type} ${tag}`)
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
        newerUpstream: createNewerUpstream(1, text),
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
