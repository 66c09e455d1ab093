import { describe, expect, test } from 'vitest'
import { Semaphore } from '../../src/lib/semaphore.ts'

const { signal: neverAborted } = new AbortController()

/** Tasks by name, which hold an amount until the test ends them. */
function createTasks(semaphore: Semaphore) {
  const running: string[] = []
  const ends = new Map<string, () => void>()
  const start = (name: string, amount: number, signal = neverAborted) =>
    semaphore.hold(amount, signal, async () => {
      running.push(name)
      const { promise, resolve } = Promise.withResolvers<void>()
      ends.set(name, resolve)
      await promise
      running.splice(running.indexOf(name), 1)
    })
  return { running, start, end: (name: string) => ends.get(name)?.() }
}

describe('Semaphore', () => {
  test('starts tasks in order, and never lets them hold more than the total', async () => {
    const { running, start, end } = createTasks(new Semaphore(10))
    const tasks = [start('a', 6), start('b', 4), start('large', 8), start('small', 1)]
    await Promise.resolve()
    expect(running).toStrictEqual(['a', 'b'])
    end('b')
    await tasks[1]
    // The small task would fit, but might delay the large one for ever.
    expect(running).toStrictEqual(['a'])
    end('a')
    await tasks[0]
    await expect.poll(() => running).toStrictEqual(['large', 'small'])
    end('large')
    end('small')
    await Promise.all(tasks)
  })

  test('gives the total to a task that requests more, and takes it back after an error', async () => {
    const semaphore = new Semaphore(2)
    await expect(semaphore.hold(5, neverAborted, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await semaphore.hold(5, neverAborted, async () => 'done')).toBe('done')
  })

  test('removes a task from the queue when its signal aborts', async () => {
    const { running, start, end } = createTasks(new Semaphore(2))
    const controller = new AbortController()
    const first = start('first', 1)
    const cancelled = start('cancelled', 2, controller.signal)
    const last = start('last', 1)
    controller.abort(new Error('enough'))
    await expect(cancelled).rejects.toThrow('enough')
    await expect.poll(() => running).toStrictEqual(['first', 'last'])
    end('first')
    end('last')
    await Promise.all([first, last])
    await expect(start('late', 1, controller.signal)).rejects.toThrow('enough')
  })

  test('starts no task whose signal aborts together with that of a larger task before it', async () => {
    const { running, start, end } = createTasks(new Semaphore(2))
    const controller = new AbortController()
    const first = start('first', 1)
    const cancelled = [start('large', 2, controller.signal), start('small', 1, controller.signal)]
    const last = start('last', 1)
    controller.abort(new Error('enough'))
    for (const task of cancelled) await expect(task).rejects.toThrow('enough')
    await expect.poll(() => running).toStrictEqual(['first', 'last'])
    end('first')
    end('last')
    await Promise.all([first, last])
  })
})
