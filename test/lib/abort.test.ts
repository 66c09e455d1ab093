import { getEventListeners, once } from 'node:events'
import { describe, expect, test } from 'vitest'
import {
  addAbortCallback,
  delayAbort,
  limitTime,
  raceSignal,
  removeAbortCallback,
  TimeLimitError,
} from '../../src/lib/abort.ts'

const never = new Promise<never>(() => undefined)
const aborted = AbortSignal.abort(new Error('SIGINT'))

describe('raceSignal', () => {
  test('throws the reason of the signal as soon as the signal aborts', async () => {
    const cancel = new AbortController()
    const waiting = raceSignal(never, cancel.signal)
    cancel.abort(new Error('SIGINT'))
    await expect(waiting).rejects.toThrow('SIGINT')
  })

  test('returns a result that needs no waiting even after the signal aborted', async () => {
    const cached = async () => 'cached'
    expect(await raceSignal(cached(), aborted)).toBe('cached')
    await expect(raceSignal(never, aborted)).rejects.toThrow('SIGINT')
  })

  test('throws the error of the work', async () => {
    await expect(raceSignal(Promise.reject(new Error('work')), new AbortController().signal)).rejects.toThrow('work')
  })
})

describe('addAbortCallback', () => {
  test('calls each callback that was not removed, and is one listener of the signal', () => {
    const cancel = new AbortController()
    const called: string[] = []
    const [first, removed, last] = [() => called.push('first'), () => called.push('removed'), () => called.push('last')]
    for (const callback of [first, removed, last]) addAbortCallback(cancel.signal, callback)
    removeAbortCallback(cancel.signal, removed)
    expect(getEventListeners(cancel.signal, 'abort')).toHaveLength(1)
    cancel.abort()
    expect(called).toStrictEqual(['first', 'last'])
  })

  test('leaves no listener when all callbacks are removed, and adds it again for the next one', () => {
    const { signal } = new AbortController()
    const callback = () => {}
    for (const _ of [1, 2]) {
      addAbortCallback(signal, callback)
      expect(getEventListeners(signal, 'abort')).toHaveLength(1)
      removeAbortCallback(signal, callback)
      expect(getEventListeners(signal, 'abort')).toHaveLength(0)
    }
  })
})

describe('limitTime', () => {
  test('throws TimeLimitError for work that ignores its signal', async () => {
    await expect(limitTime(() => never, { ms: 1 })).rejects.toThrow(
      new TimeLimitError('there was no response within 0.001 s'),
    )
  })

  test('aborts the signal of the work, and replaces the error that the work throws then', async () => {
    const work = async (signal: AbortSignal) => {
      await once(signal, 'abort')
      throw new Error('AbortError')
    }
    await expect(limitTime(work, { ms: 1 })).rejects.toBeInstanceOf(TimeLimitError)
    await expect(limitTime(work, { ms: 60_000, signal: aborted })).rejects.toThrow()
  })

  test('throws the reason of the given signal', async () => {
    const cancel = new AbortController()
    const waiting = limitTime(() => never, { ms: 60_000, signal: cancel.signal })
    cancel.abort(new Error('SIGINT'))
    await expect(waiting).rejects.toThrow('SIGINT')
  })

  test('returns the result of the work', async () => {
    expect(await limitTime(async () => 7, { ms: 60_000 })).toBe(7)
  })
})

describe('delayAbort', () => {
  test.each([['before', aborted]])('aborts later than a signal that aborted %s, with its reason', async (_, signal) => {
    const delayed = delayAbort(signal, 1)
    expect(delayed.aborted).toBe(false)
    await once(delayed, 'abort')
    expect(delayed.reason).toMatchObject({ message: 'SIGINT' })
  })

  test('waits for the signal', async () => {
    const cancel = new AbortController()
    const delayed = delayAbort(cancel.signal, 1)
    cancel.abort(new Error('SIGTERM'))
    await once(delayed, 'abort')
    expect(delayed.reason).toMatchObject({ message: 'SIGTERM' })
  })
})
