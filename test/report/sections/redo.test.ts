import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import type { RedoOutput, RedoReport, RunRedo } from '../../../src/report/redo-report.ts'
import { createRedoSections, formatRedoLines } from '../../../src/report/sections/redo.ts'
import { hostileText } from '../fixtures/hostile-text.ts'
import { createDays } from '../fixtures/many-runs.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { finished } from '../fixtures/reports.ts'

const createOutput = (day: string, changes: Partial<RedoOutput> = {}): RedoOutput => ({
  ...{ values: new Map([['day', day]]), trigger: 'image', tookMs: 60_000, vcpuHours: 0.5 },
  ...changes,
})
const createRun = (outputs: readonly RedoOutput[], changes: Partial<RunRedo> = {}): RunRedo => ({
  ...{ name: 'daily', outputs, current: 0, unrecorded: 0, isCut: false },
  ...changes,
})
const createRedo = (...runs: readonly RunRedo[]): RedoReport => ({ context: 'shop', runs })
const { tookMs: _ms, vcpuHours: _hours, ...unknownCosts } = createOutput('3')

function render(redo: RedoReport): readonly string[] {
  return createRedoSections([{ ...finished, redo }]).map(renderSection)
}

describe('formatRedoLines', () => {
  test.each<[string, readonly RunRedo[], readonly string[]]>([
    [
      'the counts, and the time and vCPU-hours of earlier runs',
      [createRun([createOutput('1'), createOutput('2')], { current: 3 }), createRun([createOutput('1')])],
      [
        'To redo after the merge: 3 of 6 outputs in shop, which other code made.',
        'Estimate: earlier runs took 3 min 0 s and 1.5 vCPU·h.',
      ],
    ],
    [
      'how many receipts have a time',
      [createRun([createOutput('1', { vcpuHours: 0.25 }), unknownCosts])],
      [
        'To redo after the merge: 2 of 2 outputs in shop, which other code made.',
        'Estimate: earlier runs took 1 min 0 s and 0.25 vCPU·h for 1 of them.',
      ],
    ],
    [
      'how many receipts have vCPU-hours',
      [createRun([createOutput('1'), { ...unknownCosts, tookMs: 60_000 }])],
      [
        'To redo after the merge: 2 of 2 outputs in shop, which other code made.',
        'Estimate: earlier runs took 2 min 0 s, and 0.5 vCPU·h for 1 of them.',
      ],
    ],
    [
      'that no receipt has a time',
      [createRun([unknownCosts])],
      ['To redo after the merge: 1 of 1 output in shop, which other code made.', 'No receipt says how long they took.'],
    ],
    [
      'that nothing is to be done',
      [createRun([], { current: 1000 })],
      ['To redo after the merge: nothing. The code of this pull request made all 1,000 outputs in shop.'],
    ],
    [
      'that there are no receipts',
      [createRun([], { unrecorded: 2 })],
      [
        'To redo after the merge: unknown. The context shop has no receipts of these runs.',
        'Not counted: 2 values of this step without a receipt in shop.',
      ],
    ],
    [
      'which runs have too many receipts',
      [createRun([createOutput('1')], { isCut: true })],
      [
        'To redo after the merge: 1 of 1 output in shop, which other code made.',
        'Estimate: earlier runs took 1 min 0 s and 0.5 vCPU·h.',
        'Receipts beyond 2,000 of a pipe are not counted: daily.',
      ],
    ],
    [
      'a reason of several runs once',
      ['a', 'b'].map((name) => createRun([], { name, unknown: 'S3 refuses access.' })),
      ['To redo after the merge: unknown.', 'Unknown for a, b: S3 refuses access.'],
    ],
  ])('says %s', (_, runs, lines) => {
    expect(formatRedoLines(createRedo(...runs))).toStrictEqual(lines)
  })

  test('says why nothing is known', () => {
    expect(formatRedoLines({ ...createRedo(), unknown: 'S3 refuses access.' })).toStrictEqual([
      'To redo after the merge: unknown.',
      'S3 refuses access.',
    ])
  })
})

describe('createRedoSections', () => {
  test('is empty without a forecast', () => {
    expect(createRedoSections([finished])).toEqual([])
  })

  test('has a folded table for each run with outputs of other code', () => {
    const [totals, ...tables] = render(
      createRedo(createRun([createOutput('1'), unknownCosts]), createRun([], { name: 'clean', current: 1 })),
    )
    expect(totals).toMatch(/^\*\*To redo after the merge:\*\* 2 of 3 outputs in `shop`, which other code made\. /)
    expect(tables).toStrictEqual([
      `<details><summary>To redo of daily: 2 outputs, 1 min 0 s, 0.5 vCPU·h</summary>

| values | outputs | different | earlier time | vCPU·h |
|---|--:|---|--:|--:|
| \`1\` | 1 | image | 1 min 0 s | 0.5 |
| \`3\` | 1 | image | unknown | unknown |

</details>`,
    ])
  })

  test('has a row for each month of many days, and what is different', () => {
    const outputs = createDays(32).map((day) => createOutput(day, { trigger: day === '2026-06-02' ? 'code' : 'image' }))
    const [, table = ''] = render(createRedo(createRun(outputs)))
    expect(table.split('\n').filter((line) => line.startsWith('| `'))).toEqual([
      '| `2026-06-01` – `30` | 29 | image | 29 min 0 s | 15 |',
      '| `2026-06-02` | 1 | commit | 1 min 0 s | 0.5 |',
      '| `2026-07-01` – `02` | 2 | image | 2 min 0 s | 1 |',
    ])
  })

  test('has a row for the output of a run without `each`', () => {
    const [, table = ''] = render(createRedo(createRun([createOutput('', { values: new Map() })])))
    expect(table).toContain('| all | 1 | image |')
  })

  test('escapes names, values and reasons', () => {
    const markdown = new MarkdownIt({ html: true, linkify: true })
    const structure = (text: string) => {
      const run = createRun([createOutput(text)], { name: text })
      const redo = createRedo(run, createRun([], { unknown: text }))
      const rendered = render({ ...redo, context: text }).join('\n\n')
      return markdown.parse(rendered, {}).map(({ type, children }) => [type, children?.map((child) => child.type)])
    }
    const inline = (text: string) =>
      structure(text).map(([type, children]) => [
        type,
        Array.isArray(children) ? children.filter((child) => child !== 'text' && child !== 'code_inline') : children,
      ])
    const expected = inline('axz')
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(inline(text)).toStrictEqual(expected)
      }),
      { numRuns: 50 },
    )
  })
})
