import { expect, test } from 'vitest'
import { Semaphore } from '../../src/lib/semaphore.ts'
import { neverAborted } from '../remote/helpers.ts'

/** Tasks that hold something until they are told to end, by name. */
function tasksOf(budget: Semaphore) {
  const running: string[] = []
  const ends = new Map<string, () => void>()
  const start = (name: string, amount: number, signal = neverAborted) =>
    budget.hold(amount, signal, async () => {
      running.push(name)
      const { promise, resolve } = Promise.withResolvers<void>()
      ends.set(name, resolve)
      await promise
      running.splice(running.indexOf(name), 1)
    })
  return { running, start, end: (name: string) => ends.get(name)?.() }
}

test('what is held is never more than there is, and who came first is served first', async () => {
  const { running, start, end } = tasksOf(new Semaphore(10))
  const all = [start('a', 6), start('b', 4), start('large', 8), start('small', 1)]
  await Promise.resolve()
  expect(running).toStrictEqual(['a', 'b'])
  end('b')
  await all[1]
  // There would be room for the small one, which would make the large one wait for ever.
  expect(running).toStrictEqual(['a'])
  end('a')
  await all[0]
  await expect.poll(() => running).toStrictEqual(['large', 'small'])
  end('large')
  end('small')
  await Promise.all(all)
})

test('whoever wants more than there is gets all of it, and what fails gives it back', async () => {
  const budget = new Semaphore(2)
  await expect(budget.hold(5, neverAborted, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await budget.hold(5, neverAborted, async () => 'done')).toBe('done')
})

test('whoever gives up while waiting takes nothing, and holds nobody up', async () => {
  const { running, start, end } = tasksOf(new Semaphore(2))
  const controller = new AbortController()
  const first = start('first', 1)
  const impatient = start('impatient', 2, controller.signal)
  const last = start('last', 1)
  controller.abort(new Error('enough'))
  await expect(impatient).rejects.toThrow('enough')
  await expect.poll(() => running).toStrictEqual(['first', 'last'])
  end('first')
  end('last')
  await Promise.all([first, last])
  await expect(start('late', 1, controller.signal)).rejects.toThrow('enough')
})
