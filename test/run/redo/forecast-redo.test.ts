import { describe, expect } from 'vitest'
import type { Remote } from '../../../src/remote/remote.ts'
import { createRemote } from '../../../src/remote/remote.ts'
import type { Dependencies } from '../../../src/run/dependencies.ts'
import { addRedo, forecastRedo } from '../../../src/run/redo/forecast-redo.ts'
import type { ObjectStore } from '../../../src/s3/store.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createTestReceipt } from '../../remote/receipts/fixtures.ts'
import { finished } from '../../report/fixtures/reports.ts'
import { createDoubleBackend } from '../../testbed/double-backend.ts'
import { createLog, createTestDependencies, test } from '../fixtures.ts'
import { createChain, createMany } from '../many/fixtures.ts'

const days = ['1', '2', '3']
const useIndex = { signal: neverAborted, debug: () => undefined }

/** A base context with a receipt of each day of the runs `clean` and `daily`, by an older image. */
async function fillBase(own: Remote): Promise<Remote> {
  const base = createRemote(own.store, { ...own, useIndex })
  for (const run of createChain(own, days).slice(0, -1)) {
    const { pipeClass, outputName: outputBundle, params } = run.run
    const image = { reference: 'orders@sha256:0', fingerprint: 'fingerprint-0' }
    const key = { remoteContext: base.context, pipeClass: pipeClass.name, outputBundle, params }
    base.receipts.add({ ...createTestReceipt(), ...key, image, tookMs: 1000, vcpuHours: 0.25 })
  }
  await base.receipts.waitForSave()
  return base
}

/** Forecasts for a pull request whose step has the runs of two days, in a sandbox of the base. */
async function forecast(base: Remote, changes: Partial<Dependencies> = {}, context = 'pr-7') {
  const log = createLog()
  const many = createMany(createChain(base, days.slice(0, 2), { baseContext: base.context, ...sandbox(context) }))
  const calls: string[] = []
  const store: ObjectStore = {
    ...base.store,
    list: (prefix, options) => {
      calls.push(`LIST ${prefix}`)
      return base.store.list(prefix, options)
    },
    getVersion: (key, options) => {
      calls.push(`GET ${key}`)
      return base.store.getVersion(key, options)
    },
  }
  const images: string[] = []
  const identifyImage = createDoubleBackend().identifyImage
  const openBackend: Dependencies['openBackend'] = () =>
    createDoubleBackend({
      identifyImage: async (request, signal) => {
        images.push(request.reference)
        return await identifyImage(request, signal)
      },
    })
  const dependencies = createTestDependencies({
    ...{
      log,
      openBackend,
      pullRequest: { number: 7, repository: 'octo-org/pipelines', isClosed: false, isMerged: false },
    },
    openRemote: async (_, name) => createRemote(store, { ...base, context: name, useIndex }),
    openBase: (remote, name) => createRemote(remote.store, { ...remote, context: name, useIndex }),
    ...changes,
  })
  return { redo: await forecastRedo(many, dependencies), lines: log.lines, calls, images }
}

const sandbox = (remote: string) => ({ context: { remote, local: 'local' } })

describe('forecastRedo', () => {
  test('finds the outputs in the base context that other code made, and logs them', async ({ remote }) => {
    const { redo, lines } = await forecast(await fillBase(remote))
    expect(redo?.context).toBe(remote.context)
    expect(redo?.runs.map(({ name, outputs, unrecorded }) => [name, outputs.length, unrecorded])).toEqual([
      ['clean', 3, 0],
      ['daily', 3, 0],
      ['report', 0, 1],
    ])
    expect(lines).toEqual([
      `To redo after the merge: 6 of 6 outputs in ${remote.context}, which other code made.`,
      'Estimate: earlier runs took 6.0 s and 1.5 vCPU·h.',
      `Not counted: 1 value of this step without a receipt in ${remote.context}.`,
    ])
  })

  test('lists the receipts of each pipe once, reads each once, and looks the image up once', async ({ remote }) => {
    const { calls, images } = await forecast(await fillBase(remote))
    expect(calls.filter((call) => call.startsWith('LIST '))).toHaveLength(3)
    const reads = calls.filter((call) => call.startsWith('GET '))
    expect(reads).toHaveLength(6)
    expect(new Set(calls).size).toBe(calls.length)
    expect(images).toHaveLength(1)
  })

  test('finds nothing outside of a pull request, and without a base context', async ({ remote }) => {
    const base = await fillBase(remote)
    expect(await forecast(base, { pullRequest: undefined })).toMatchObject({ redo: undefined, lines: [], calls: [] })
    expect(await forecast(base, {}, base.context)).toMatchObject({ redo: undefined, lines: [], calls: [] })
  })

  test('reports why the base context cannot be read, and does not throw', async ({ remote }) => {
    const openRemote = () => Promise.reject(new Error('The role was refused.'))
    const { redo, lines } = await forecast(remote, { openRemote })
    const unknown = 'The receipts cannot be read: The role was refused.'
    expect(redo).toStrictEqual({ context: remote.context, runs: [], unknown })
    expect(lines).toEqual(['To redo after the merge: unknown.', unknown])
  })

  test('leaves a cancellation to the runs', async ({ remote }) => {
    const cancelled = AbortSignal.abort(new Error('cancelled'))
    expect(await forecast(remote, { cancelled })).toMatchObject({ redo: undefined, lines: [] })
  })
})

describe('addRedo', () => {
  test('adds a forecast to the first report only', ({ expect: check }) => {
    const redo = { context: 'shop', runs: [] }
    check(addRedo([finished, finished], redo)).toStrictEqual([{ ...finished, redo }, finished])
    check(addRedo([finished], undefined)).toStrictEqual([finished])
  })
})
