import { expect, test } from 'vitest'
import { identifyRunImage } from '../../../src/run/skip/identify-run-image.ts'
import { createDoubleBackend } from '../../testbed/double-backend.ts'
import { createContext } from '../fixtures.ts'

const { signal } = new AbortController()

function identify(error: Error | undefined, cancelled = signal) {
  const { context } = createContext({
    run: { image: { kind: 'reference', reference: 'orders' } },
    dependencies: { cancelled },
  })
  const backend = createDoubleBackend(error && { identifyImage: () => Promise.reject(error) })
  return identifyRunImage(context.run, { ...context, backend }, signal)
}

test('identifyRunImage identifies the image that the run names', async () => {
  expect(await identify(undefined)).toMatchObject({ pinned: 'orders@sha256:1', fingerprint: 'fingerprint-1' })
})

test('identifyRunImage says why an image is not known', async () => {
  expect(await identify(new Error('The registry does not answer.'))).toStrictEqual({
    unknown: 'The registry does not answer',
  })
})

test('identifyRunImage throws the reason of a cancellation', async () => {
  const reason = new Error('cancelled')
  await expect(identify(new Error('aborted'), AbortSignal.abort(reason))).rejects.toBe(reason)
})
