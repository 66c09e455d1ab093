import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { waitForUnpacking } from '../../../../src/backends/docker/unpacker/wait-for-unpacking.ts'

const never = new AbortController().signal
const done = 'disdat/run-action: unpacked the seed\n'

/** A frame of Docker's multiplexed stream. */
function createFrame(stream: 1 | 2, text: string): Buffer {
  const header = Buffer.alloc(8)
  header[0] = stream
  header.writeUInt32BE(Buffer.byteLength(text), 4)
  return Buffer.concat([header, Buffer.from(text)])
}

describe('waitForUnpacking resolves with undefined after the line of the program, and leaves', () => {
  test('what is printed later', async () => {
    const output = new PassThrough()
    const waiting = waitForUnpacking(output, never)
    output.write(createFrame(1, done))
    expect(await waiting).toBeUndefined()
    output.end(createFrame(1, 'first task\n'))
    expect(await buffer(output)).toStrictEqual(createFrame(1, 'first task\n'))
  })

  test('all other output that came with it, byte by byte', async () => {
    const output = new PassThrough()
    const waiting = waitForUnpacking(output, never)
    const warning = createFrame(2, 'warning\n')
    for (const byte of Buffer.concat([warning, createFrame(1, done.slice(0, 9))])) output.write(Buffer.of(byte))
    output.end(Buffer.concat([createFrame(1, `${done.slice(9)}first`), createFrame(1, ' task\n')]))
    expect(await waiting).toBeUndefined()
    const expected = [warning, createFrame(1, 'first'), createFrame(1, ' task\n')]
    expect(await buffer(output)).toStrictEqual(Buffer.concat(expected))
  })

  test('the end of a container that printed nothing more', async () => {
    const output = new PassThrough()
    output.end(createFrame(1, done))
    expect(await waitForUnpacking(output, never)).toBeUndefined()
    expect(await buffer(output)).toHaveLength(0)
  })
})

describe('waitForUnpacking resolves with a reason', () => {
  test('when the program prints another line, of at most 200 characters', async () => {
    const output = new PassThrough()
    output.write(createFrame(1, `no space left ${'x'.repeat(300)}\n`))
    expect(await waitForUnpacking(output, never)).toBe(`no space left ${'x'.repeat(186)}`)
  })

  test('when the container ends without a line', async () => {
    const output = new PassThrough({ autoDestroy: false })
    const waiting = waitForUnpacking(output, never)
    output.end(createFrame(2, 'not found\n'))
    expect(await waiting).toBe('the program that unpacks it ended')
  })

  test('when there is much output without a line', async () => {
    const output = new PassThrough()
    const waiting = waitForUnpacking(output, never)
    output.write(createFrame(2, 'x'.repeat(70_000)))
    expect(await waiting).toBe('the program that unpacks it printed too much')
  })
})

test('waitForUnpacking throws the error of a lost connection, and the reason of its signal', async () => {
  const output = new PassThrough()
  const waiting = waitForUnpacking(output, never)
  output.destroy(new Error('read ECONNRESET'))
  await expect(waiting).rejects.toThrow('read ECONNRESET')
  const cancel = new AbortController()
  const cancelled = waitForUnpacking(new PassThrough(), cancel.signal)
  cancel.abort(new Error('cancelled'))
  await expect(cancelled).rejects.toThrow('cancelled')
})
