import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { type PageLog, PageLogs, pageLimitBytes, partLimits } from '../../../src/report/page/page-log.ts'

const unchanged = (text: string) => text
const partMarkup = '<div></div>\n'.length

/** The lines of a log as the page has them, and its bytes. */
function readLog(log: PageLog | undefined) {
  const parts = log?.parts ?? []
  const lines = parts.flatMap((part) => part.toString().split('\n').slice(0, -1))
  return { lines, bytes: parts.reduce((sum, part) => sum + part.length + partMarkup, 0) }
}

describe('PageLogs', () => {
  test('keeps all lines of short logs', () => {
    const logs = new PageLogs(unchanged)
    logs.add('a', ['1', '2'])
    logs.add('b', ['x'])
    logs.add('a', ['', '3'])
    logs.add('c', [])
    const fitted = logs.fit(['a', 'b', 'c'], pageLimitBytes)
    expect([...fitted].map(([id, log]) => [id, readLog(log).lines, log.lineCount, log.omittedLines])).toEqual([
      ['a', ['1', '2', '', '3'], 4, 0],
      ['b', ['x'], 1, 0],
    ])
  })

  test('does not copy a long log at each call', () => {
    const logs = new PageLogs(unchanged)
    const lines = Array.from({ length: 100 }, () => 'x'.repeat(1000))
    const copy = vi.spyOn(Array.prototype, 'slice')
    for (let call = 0; call < 400; call++) logs.add('a', lines)
    const copies = copy.mock.calls.length
    copy.mockRestore()
    expect(copies).toBeLessThan(10)
  })

  test('hides secrets and escapes lines', () => {
    const logs = new PageLogs((text) => text.replaceAll('s3cret', '***'))
    logs.add('a', ['token s3cret', '</div>\u202e<b>\u001b[31m&'])
    expect(readLog(logs.fit(['a'], 1000).get('a')).lines).toEqual(['token ***', '&lt;/div&gt;&lt;b&gt;&amp;'])
  })

  test('divides a log into parts that a browser lays out fast', () => {
    const logs = new PageLogs(unchanged)
    logs.add('a', [...Array.from({ length: 1200 }, () => 'x'), ...Array.from({ length: 9 }, () => 'y'.repeat(20_000))])
    const parts = logs.fit(['a'], pageLimitBytes).get('a')?.parts ?? []
    expect(parts.map((part) => part.toString().split('\n').length - 1)).toEqual([500, 500, 204, 4, 1])
    const most = partLimits.characters + 20_001
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(most)
  })

  test('never keeps more than a quarter above the size of a page, nor less than the size', () => {
    const logs = new PageLogs(unchanged)
    const runs = Array.from({ length: 30 }, (_, index) => `run ${index}`)
    const lines = Array.from({ length: 400 }, () => 'z'.repeat(99))
    const sizes: number[] = []
    for (let call = 0; call < 3000; call++) {
      logs.add(runs[call % runs.length] ?? '', lines)
      sizes.push(runs.reduce((sum, run) => sum + (logs.getBytes(run) ?? 0), 0))
    }
    expect(Math.max(...sizes)).toBeLessThan(1.25 * pageLimitBytes + 1000)
    expect(Math.min(...sizes.slice(1500))).toBeGreaterThan(pageLimitBytes - 30 * 100)
  })

  test('cuts the longest logs, and leaves the short ones whole', () => {
    const logs = new PageLogs(unchanged)
    const line = 'x'.repeat(99)
    for (const [run, count] of Object.entries({ short: 10, long: 5000, longer: 9000 }))
      logs.add(
        run,
        Array.from({ length: count }, () => line),
      )
    const fitted = logs.fit(['short', 'long', 'longer'], 400_000)
    const kept = [...fitted.values()].map((log) => readLog(log).lines.length)
    expect(kept).toEqual([10, 1994, 1994])
    expect([...fitted.values()].map(({ omittedLines, omittedBytes }) => [omittedLines, omittedBytes])).toEqual([
      [0, 0],
      [3006, 300_600],
      [7006, 700_600],
    ])
  })

  test('keeps the last lines, as many as fit', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 10 })
    const count = fc.constantFrom(0, 1, 1, 1, 1, 4000)
    const line = fc.tuple(text, count).map(([piece, times]) => piece.repeat(times))
    const lines = fc.array(line, { minLength: 1, maxLength: 1200, size: 'max' })
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 1_000_000 }), (given, limit) => {
        const logs = new PageLogs(unchanged)
        logs.add('a', given)
        const all = new PageLogs(unchanged)
        all.add('a', given)
        const whole = readLog(all.fit(['a'], Number.MAX_SAFE_INTEGER).get('a'))
        const log = logs.fit(['a'], limit).get('a')
        const { lines: kept, bytes } = readLog(log)
        const omitted = whole.lines.slice(0, whole.lines.length - kept.length)
        expect(kept).toEqual(whole.lines.slice(omitted.length))
        expect(log?.omittedLines).toBe(omitted.length)
        expect(log?.omittedBytes).toBe(Buffer.byteLength(omitted.map((each) => `${each}\n`).join('')))
        expect(bytes).toBeLessThanOrEqual(limit)
        const next = Buffer.byteLength(`${omitted.at(-1)}\n`) + partMarkup
        all.fit(['a'], bytes)
        expect(all.getBytes('a')).toBe(bytes)
        if (omitted.length > 0) expect(bytes + next).toBeGreaterThan(limit)
      }),
      { numRuns: 20, endOnFailure: true },
    )
  })
})
