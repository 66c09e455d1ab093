import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ClosingSummary, summaryEdge } from '../../src/disdat/closing-summary.ts'

const folder = new URL('recorded-logs/', import.meta.url)
const names = readdirSync(folder).filter((name) => /-(?:raises|reuse)\.txt$/.test(name))

/** The lines of a recorded log as Batch merges them. */
const readLines = (name: string) =>
  readFileSync(new URL(name, folder), 'utf8')
    .split('\n')
    .filter((line) => !/^(?:exit code|--- std)/.test(line))

describe('ClosingSummary of a log of every version', () => {
  test.each(names)('%s', (name) => {
    const summary = new ClosingSummary()
    // 0.7 runs Luigi in a child process without a summary: there, only the output announces the end.
    const hasSummary = !name.startsWith('0.7.')
    expect(summary.readLines(readLines(name))).toBe(hasSummary)
    expect(summary.isLast).toBe(hasSummary)
  })

  test('has the logs of a version of each generation', () => {
    expect(new Set(names.map((name) => name.split('-')[0]))).toStrictEqual(
      new Set(['0.7.1', '0.7.2', '0.8.0', '0.8.1', '0.8.25', '0.9.16', '0.10.1']),
    )
  })
})

describe('ClosingSummary', () => {
  test('ends with its second edge, also in another read', () => {
    const summary = new ClosingSummary()
    expect(summary.readLines(['INFO: ', summaryEdge, '', '* 1 ran successfully:'])).toBe(false)
    expect(summary.isLast).toBe(false)
    expect(summary.readLines(['    - 1 Daily(...)', summaryEdge, ''])).toBe(true)
    expect(summary.isLast).toBe(true)
    expect(summary.readLines(['INFO:__main__:Pipeline ran using incremental pushing.'])).toBe(false)
    expect(summary.isLast).toBe(true)
  })

  test('is not the last of a log that continues', () => {
    const summary = new ClosingSummary()
    expect(summary.isLast).toBe(false)
    summary.readLines([summaryEdge, summaryEdge, ...Array.from({ length: 5 }, (_, line) => `push ${line}`)])
    expect(summary.isLast).toBe(true)
    summary.readLines(['push 5'])
    expect(summary.isLast).toBe(false)
    expect(summary.readLines([summaryEdge, '* 1 failed:', summaryEdge])).toBe(true)
    expect(summary.isLast).toBe(true)
  })
})
