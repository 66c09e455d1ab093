import { describe, expect } from 'vitest'
import type { Task } from '../../src/backends/backend.ts'
import { Failure } from '../../src/errors.ts'
import { preflight } from '../../src/run/preflight.ts'
import { planRun, runEnv } from '../plan/fixtures.ts'
import { putBundle } from '../remote/fixtures.ts'
import { catchFailure } from '../remote/helpers.ts'
import { createContext, planRunOn, test } from './fixtures.ts'

const outputUuid = '4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f'
const refuse = (evidence: string, advice = 'Fix it.') => Promise.reject(new Failure('access-denied', evidence, advice))
const noImage = () => Promise.reject(new Failure('image-not-found', 'No image.', 'Push it.'))

describe('preflight', () => {
  test('returns image and input, and logs the notices of the backend', async ({ remote }) => {
    const uuid = await putBundle(remote, { name: 'raw' })
    const tasks: Task[] = []
    const { context, lines, phases } = createContext({
      run: planRunOn(remote, { 'INPUT_INPUT-BUNDLE': 'raw', 'INPUT_INPUT-PARAM': 'raw' }),
      dependencies: { openRemote: async () => remote },
      backend: {
        async preflight(task) {
          tasks.push(task)
          return ['The queue is empty.']
        },
      },
    })
    const { image, input } = await preflight(context, undefined, outputUuid)
    expect(image.reference).toBe('disdat-pipes-orders:latest')
    expect(input).toMatchObject({ remote, found: { source: 'remote', bundle: { uuid } } })
    expect(tasks[0]?.receipt).toMatchObject({ inputUuid: uuid, outputUuid })
    expect(phases).toStrictEqual(['image', 'input', 'preflight'])
    expect(lines).toContain('The queue is empty.')
  })

  test('skips the check of a backend without one', async ({ remote }) => {
    const { context, phases } = createContext({
      run: planRunOn(remote),
      dependencies: { openRemote: async () => remote },
    })
    expect((await preflight(context, undefined, outputUuid)).input.found).toBeUndefined()
    expect(phases).toStrictEqual(['image', 'input'])
  })

  test('throws one Failure for several, with the verdict of the backend', async () => {
    const { context } = createContext({
      dependencies: { openRemote: () => refuse('No bucket.') },
      backend: { image: noImage, preflight: () => refuse('No queue.\nNo role.') },
    })
    expect(await catchFailure(preflight(context, undefined, outputUuid))).toStrictEqual({
      verdict: 'access-denied',
      evidence: '4 problems:\n- No queue.\n- No role.\n- No image. Push it.\n- No bucket. Fix it.',
      advice: 'Fix each of them. Nothing was started.',
    })
  })

  test('throws a single Failure, or the same Failure of two phases, unchanged', async () => {
    const failure = new Failure('image-not-found', 'No image.', 'Push it.')
    const { context } = createContext({
      dependencies: { openRemote: () => Promise.reject(failure) },
      backend: { image: () => Promise.reject(failure) },
    })
    await expect(preflight(context, undefined, outputUuid)).rejects.toBe(failure)
  })

  test('throws a cancellation or a bug before every Failure', async () => {
    const bug = new TypeError('x is undefined')
    const { context } = createContext({
      dependencies: { openRemote: () => Promise.reject(bug) },
      backend: { image: noImage, preflight: () => refuse('No queue.') },
    })
    await expect(preflight(context, undefined, outputUuid)).rejects.toBe(bug)
  })

  test('checks the rest of the task when the image is missing', async ({ remote }) => {
    const tasks: Task[] = []
    const run = planRun({ ...runEnv, INPUT_IMAGE: 'acme/orders:1', INPUT_DIALECT: 'classic' })
    const { context } = createContext({
      run,
      dependencies: { openRemote: async () => remote },
      backend: {
        image: noImage,
        async preflight(task) {
          tasks.push(task)
          return []
        },
      },
    })
    expect(await catchFailure(preflight(context, undefined, outputUuid))).toMatchObject({ verdict: 'image-not-found' })
    expect(tasks[0]?.image).toMatchObject({ reference: 'acme/orders:1', dialect: 'classic' })
  })
})
