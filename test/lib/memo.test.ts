import { expect, test } from 'vitest'
import { Memo, memoize } from '../../src/lib/memo.ts'

test('Memo creates the result of a key once, also for calls at the same time', async () => {
  const memo = new Memo<number>()
  let created = 0
  const create = async () => {
    created += 1
    return created
  }
  expect(await Promise.all([memo.get('a', create), memo.get('a', create), memo.get('b', create)])).toEqual([1, 1, 2])
  expect(await memo.get('a', create)).toBe(1)
})

test('Memo repeats a creation that failed, and a key that was forgotten', async () => {
  const memo = new Memo<string>()
  await expect(memo.get('a', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  expect(await memo.get('a', async () => 'second')).toBe('second')
  memo.forget('a')
  expect(await memo.get('a', async () => 'third')).toBe('third')
})

test('Memo keeps a newer result when the creation that it replaced fails', async () => {
  const memo = new Memo<string>()
  const { promise, reject } = Promise.withResolvers<string>()
  const first = memo.get('a', () => promise)
  memo.forget('a')
  expect(await memo.get('a', async () => 'newer')).toBe('newer')
  reject(new Error('refused'))
  await expect(first).rejects.toThrow('refused')
  expect(await memo.get('a', async () => 'another')).toBe('newer')
})

test('memoize creates its result once, and repeats a creation that failed', async () => {
  let created = 0
  const get = memoize(async () => {
    created += 1
    if (created === 1) throw new Error('refused')
    return created
  })
  await expect(get()).rejects.toThrow('refused')
  expect(await Promise.all([get(), get()])).toEqual([2, 2])
  expect(await get()).toBe(2)
})
