import { describe, expect, test } from 'vitest'
import { TransferCounter, withProgress } from '../../src/lib/progress.ts'

/** A clock on which the test lets intervals pass. */
function createIntervals() {
  let now = 0
  let pass: (() => void) | undefined
  return {
    clock: {
      now: () => now,
      sleep: (ms: number, signal?: AbortSignal) =>
        new Promise<void>((resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
          pass = () => {
            now += ms
            resolve()
          }
        }),
    },
    async pass() {
      pass?.()
      for (let turn = 0; turn < 5; turn++) await Promise.resolve()
    },
  }
}

describe('withProgress', () => {
  test('says that work begins, then every 10 s how far it is, until it ends', async () => {
    const intervals = createIntervals()
    const lines: string[] = []
    const work = Promise.withResolvers<string>()
    const options = {
      begin: 'Pulling.',
      describe: (ms: number) => `after ${ms} ms`,
      say: (text: string) => void lines.push(text),
      clock: intervals.clock,
    }
    const result = withProgress(options, () => work.promise)
    expect(lines).toStrictEqual(['Pulling.'])
    await intervals.pass()
    await intervals.pass()
    work.resolve('done')
    expect(await result).toBe('done')
    await intervals.pass()
    expect(lines).toStrictEqual(['Pulling.', 'after 10000 ms', 'after 20000 ms'])
  })

  test('rejects as the work does', async () => {
    const options = { begin: 'x', describe: () => 'y', say: () => undefined }
    await expect(withProgress(options, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  })
})

describe('TransferCounter', () => {
  test('describes what has arrived, of how much, and how fast', () => {
    const counter = new TransferCounter()
    counter.add(1024 ** 2)
    expect(counter.describe(10_000)).toBe('1 object, 1.0 MiB, 102.4 KiB/s, 10 s')
    counter.expect({ objects: 40, bytes: 2 * 1024 ** 3 })
    counter.add(1024 ** 2)
    expect(counter.describe(20_000)).toBe('2 of 40 objects, 2.0 MiB of 2.0 GiB, 102.4 KiB/s, 20 s')
  })

  test('counts the bytes of an object that is not finished, also when its transfer starts again', () => {
    const counter = new TransferCounter()
    counter.expect({ objects: 1, bytes: 1024 ** 3 })
    const large = counter.begin()
    large.update(512 * 1024 ** 2)
    expect(counter.describe(10_000)).toBe('0 of 1 object, 512.0 MiB of 1.0 GiB, 51.2 MiB/s, 10 s')
    large.update(8 * 1024 ** 2)
    expect(counter.describe(10_000)).toContain('0 of 1 object, 8.0 MiB of 1.0 GiB')
    large.end(1024 ** 3)
    expect(counter.describe(10_000)).toContain('1 of 1 object, 1.0 GiB of 1.0 GiB')
  })
})
