import { describe, expect, test, vi } from 'vitest'
import { PageLogs } from '../../../src/report/page/page-log.ts'

const unchanged = (text: string) => text

describe('PageLogs', () => {
  test('keeps all lines of short logs', () => {
    const logs = new PageLogs(unchanged)
    logs.add('a', ['1', '2'])
    logs.add('b', ['x'])
    logs.add('a', ['3'])
    expect([...logs.all].map(([id, { lines, lineCount }]) => [id, lines, lineCount])).toEqual([
      ['a', ['1', '2', '3'], 3],
      ['b', ['x'], 1],
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

  test('hides secrets', () => {
    const logs = new PageLogs((text) => text.replaceAll('s3cret', '***'))
    logs.add('a', ['token s3cret', 'plain'])
    expect(logs.all.get('a')?.lines).toEqual(['token ***', 'plain'])
  })

  test('keeps the last lines within an equal share of each run', () => {
    const logs = new PageLogs(unchanged)
    const line = 'x'.repeat(1023)
    const counts = (runs: readonly string[]) => runs.map((run) => logs.all.get(run)?.lines.length)
    for (let batch = 0; batch < 20; batch++) logs.add('a', [...Array.from({ length: 999 }, () => line), `end ${batch}`])
    expect(counts(['a'])).toEqual([6085])
    for (let batch = 0; batch < 20; batch++)
      logs.add(
        'b',
        Array.from({ length: 1000 }, () => line),
      )
    expect(counts(['a', 'b'])).toEqual([3043, 3039])
    expect(logs.all.get('a')).toMatchObject({ lineCount: 20_000 })
    expect(logs.all.get('a')?.lines.at(-1)).toBe('end 19')
  })
})
