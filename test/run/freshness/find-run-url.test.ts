import { describe, expect } from 'vitest'
import type { OutputReceipt } from '../../../src/remote/receipts/output-receipt.ts'
import { createRemote, type Remote } from '../../../src/remote/remote.ts'
import { findRunUrl } from '../../../src/run/freshness/find-run-url.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createTestReceipt } from '../../remote/receipts/fixtures.ts'
import { proveOrThrow, test } from '../fixtures.ts'
import { putDay } from './fixtures.ts'

const url = 'https://github.com/octo-org/pipelines/actions/runs/7'
const codeMethod = 'pipes.orders.Daily'
const day = '2026-07-10'

/** Puts a bundle with parameters and the receipt of its run on a remote, and returns the link that is found. */
async function find(
  { store, url: remoteUrl, context }: Remote,
  tags: Readonly<Record<string, string>>,
  changes: Partial<OutputReceipt>,
  isThorough = false,
) {
  const useIndex = { signal: neverAborted, debug: () => undefined }
  const remote = createRemote(store, { url: remoteUrl, context, useIndex })
  const uuid = await putDay(remote, day, { codeMethod, tags })
  const { bundle } = await proveOrThrow(remote, uuid)
  const described = { uuid, name: 'orders', processingName: '', createdSeconds: bundle.createdSeconds }
  const defaults = {
    remoteContext: context,
    outputBundle: 'orders',
    params: new Map([['day', day]]),
    bundle: described,
  }
  remote.receipts.add(createTestReceipt({ ...defaults, ...changes }))
  await remote.receipts.waitForSave()
  const now = new Date()
  return await findRunUrl(bundle, 'day', { remote, now, signal: neverAborted }, isThorough)
}

const onlyDay = { '__param.day': day }
const input = '22222222-2222-4222-8222-222222222222'

describe('findRunUrl', () => {
  test.for<[string, Readonly<Record<string, string>>, Partial<OutputReceipt>]>([
    ['of the same parameters', onlyDay, {}],
    ['of an output with the name that the pipe chooses', onlyDay, { outputBundle: '-' }],
    ['of a run that sets the day alone', { ...onlyDay, '__param.region': 'eu' }, {}],
    ['of a pipe that gets its input as a parameter', { ...onlyDay, '__param.orders': input }, {}],
    ['of a text that Disdat 0.8 recorded as JSON', { '__param.day': `"${day}"` }, {}],
    [
      'of a run that sets all parameters',
      { ...onlyDay, '__param.region': 'eu' },
      {
        params: new Map([
          ['day', day],
          ['region', 'eu'],
        ]),
      },
    ],
  ])('finds the receipt %s', async ([, tags, changes], { remote }) => {
    expect(await find(remote, tags, changes)).toBe(url)
  })

  test('finds the receipt of any parameters only when it reads all of them', async ({ remote }) => {
    const tags = { ...onlyDay, '__param.region': 'eu', '__param.mode': 'full' }
    const changes = {
      params: new Map([
        ['day', day],
        ['mode', 'full'],
      ]),
    }
    expect(await find(remote, tags, changes)).toBeUndefined()
    expect(await find(remote, tags, changes, true)).toBe(url)
  })

  test.for<[string, Partial<OutputReceipt>]>([
    ['of another bundle', { bundle: { uuid: input, name: 'orders', processingName: '', createdSeconds: 1 } }],
    ['of another context', { remoteContext: 'other' }],
    ['without a workflow run', { run: undefined }],
  ])('does not believe a receipt %s', async ([, changes], { remote }) => {
    expect(await find(remote, onlyDay, changes, true)).toBeUndefined()
  })
})
