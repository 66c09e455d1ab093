import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createContainerRemovedFailure, waitForResult } from '../../../src/backends/docker/container-result.ts'
import { type EngineResponse, startEngineWire } from './engine-wire.ts'

const job = { id: 'c1', name: 'orders' }
const never = new AbortController().signal
const pending = new Promise<never>(() => undefined)
/** Time passes at once. */
const clock = { sleep: async () => await new Promise<void>((resolve) => setImmediate(resolve)) }

const inspected = (state: object): EngineResponse => ({ status: 200, body: { State: state } })
const missing: EngineResponse = { status: 404, body: { message: 'No such container: c1' } }

/** Waits for a container whose inspections return these states; the last one repeats. */
async function wait(
  states: readonly EngineResponse[],
  output: { readonly exitCode?: Promise<number>; readonly copied?: Promise<void> } = {},
) {
  await using wire = await startEngineWire((_, count) => states[Math.min(count, states.length) - 1] ?? 'cut')
  const result = await waitForResult(
    wire.docker,
    job,
    { exitCode: pending, copied: pending, ...output },
    never,
    clock,
  ).catch((error: unknown) => error)
  return { result, inspections: wire.calls.length }
}

const ended = (more: object = {}) => inspected({ Status: 'exited', Running: false, ExitCode: 3, ...more })
const running = inspected({ Status: 'running', Running: true, ExitCode: 0 })

describe('waitForResult', () => {
  test('returns the exit code of the engine’s wait', async () => {
    expect((await wait([ended()], { exitCode: Promise.resolve(40) })).result).toStrictEqual({
      exitCode: 40,
      outOfMemory: false,
    })
  })

  test('reports that the container ran out of memory', async () => {
    const exitCode = Promise.resolve(137)
    expect((await wait([ended({ OOMKilled: true })], { exitCode })).result).toStrictEqual({
      exitCode: 137,
      outOfMemory: true,
    })
  })

  test('inspects the container until it has ended when the wait never settles', async () => {
    expect(await wait([running, running, ended()])).toStrictEqual({
      result: { exitCode: 3, outOfMemory: false },
      inspections: 3,
    })
  })

  test('inspects the container again when the engine does not answer an inspection in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const asked = Promise.withResolvers<void>()
    await using wire = await startEngineWire((_, count) => {
      if (count > 1) return ended()
      asked.resolve()
      return 'silent'
    })
    const result = waitForResult(wire.docker, job, { exitCode: pending, copied: pending }, never, clock)
    await asked.promise
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await result).toMatchObject({ exitCode: 3 })
  })

  test('inspects the container at the end of its output', async () => {
    expect((await wait([ended()], { copied: Promise.resolve() })).result).toMatchObject({ exitCode: 3 })
  })

  test.each([
    ['is missing', missing, pending],
    ['is being removed', inspected({ Status: 'removing' }), pending],
    ['was killed by a forced removal', missing, Promise.resolve(137)],
  ])('throws for a running container that %s', async (_, state, exitCode) => {
    expect((await wait([state], { exitCode })).result).toStrictEqual(createContainerRemovedFailure(job))
  })

  test('accepts a removal after the end', async () => {
    expect((await wait([missing], { exitCode: Promise.resolve(0) })).result).toStrictEqual({
      exitCode: 0,
      outOfMemory: false,
    })
  })

  test('throws the engine’s error', async () => {
    const { result } = await wait([{ status: 500, body: { message: 'it broke' } }], { exitCode: Promise.resolve(0) })
    expect(result).toMatchObject({ statusCode: 500 })
  })

  test('rejects when the signal aborts', async () => {
    await using wire = await startEngineWire(() => running)
    const aborted = AbortSignal.abort(new Error('SIGINT'))
    const work = waitForResult(wire.docker, job, { exitCode: pending, copied: pending }, aborted)
    await expect(work).rejects.toThrow('SIGINT')
  })
})
