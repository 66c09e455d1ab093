import { describe, expect, test } from 'vitest'
import { copyLines } from '../../../src/backends/docker/copy-lines.ts'

function createFrame(type: number, text: string): Buffer {
  const payload = Buffer.from(text)
  const header = Buffer.from([type, 0, 0, 0, 0, 0, 0, 0])
  header.writeUInt32BE(payload.length, 4)
  return Buffer.concat([header, payload])
}

/** The calls of the sink for an output of these pieces. */
async function copy(...pieces: readonly Buffer[]): Promise<readonly string[]> {
  async function* source() {
    yield* pieces
  }
  const calls: string[] = []
  await copyLines(source(), async (stream, lines) => void calls.push(`${stream}: ${lines.join(' | ')}`))
  return calls
}

describe('copyLines', () => {
  test('passes on the lines of each stream in order', async () => {
    const piece = Buffer.concat([
      createFrame(1, 'a\n'),
      createFrame(1, 'b\n'),
      createFrame(2, 'c\n'),
      createFrame(1, 'd\n'),
    ])
    expect(await copy(piece)).toStrictEqual(['stdout: a | b', 'stderr: c', 'stdout: d'])
  })

  test('joins a line that is split between pieces, also across the other stream', async () => {
    expect(await copy(createFrame(1, 'on'), createFrame(2, 'err\n'), createFrame(1, 'e\n'))).toStrictEqual([
      'stderr: err',
      'stdout: one',
    ])
  })

  test('passes on unfinished lines at the end', async () => {
    expect(await copy(createFrame(2, 'err'), createFrame(1, 'out'))).toStrictEqual(['stdout: out', 'stderr: err'])
  })

  test('waits for the sink before it reads on', async () => {
    const events: string[] = []
    async function* source() {
      for (const text of ['a\n', 'b\n']) {
        events.push(`read ${text.trim()}`)
        yield createFrame(1, text)
      }
    }
    await copyLines(source(), async (_, [line = '']) => {
      await new Promise((resolve) => setImmediate(resolve))
      events.push(`wrote ${line}`)
    })
    expect(events).toStrictEqual(['read a', 'wrote a', 'read b', 'wrote b'])
  })

  test('rejects when the sink does', async () => {
    async function* source() {
      yield createFrame(1, 'a\n')
    }
    const work = copyLines(source(), () => Promise.reject(new Error('disk full')))
    await expect(work).rejects.toThrow('disk full')
  })
})
