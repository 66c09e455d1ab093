import { describe, expect } from 'vitest'
import type { OutputReceipt } from '../../../src/remote/receipts/output-receipt.ts'
import { createRemote, type Remote } from '../../../src/remote/remote.ts'
import { ExistingOutputs } from '../../../src/run/many/existing-outputs.ts'
import { findExisting, isFirstOutput } from '../../../src/run/many/find-existing.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createTestReceipt } from '../../remote/receipts/fixtures.ts'
import { createContext, planRunOn, proveOrThrow, test } from '../fixtures.ts'

test('findExisting looks with the uuid of the newest input of a name, and names the output', async ({ remote }) => {
  const raw = await putBundle(remote, { name: 'raw' })
  const tags = { '__param.orders': raw }
  const uuid = await putBundle(remote, { name: 'daily', codeMethod: 'pipes.orders.Daily', tags })
  const run = {
    ...planRunOn(remote, { 'INPUT_INPUT-BUNDLE': 'raw', 'INPUT_INPUT-PARAM': 'orders' }),
    params: new Map(),
  }
  const { context, lines } = createContext({ run, dependencies: { openRemote: async () => remote } })
  const found = await findExisting(context, new ExistingOutputs())
  expect(found).toMatchObject({ output: { uuid, name: 'daily' } })
  expect(lines).toContain(`Skipped. ${found?.notRunReason}`)
  await putBundle(remote, { name: 'raw', created: 1_800_000_000 })
  const later = createContext({ run, dependencies: { openRemote: async () => remote } })
  expect(await findExisting(later.context, new ExistingOutputs())).toBeUndefined()
})

test('findExisting finds no output of a run whose input is created from files', async ({ remote }) => {
  await putBundle(remote, { name: 'daily', codeMethod: 'pipes.orders.Daily' })
  const files = { kind: 'files', name: 'raw', tags: new Map(), paths: ['a.csv'], workspace: '/w' } as const
  const { context } = createContext({
    run: { ...planRunOn(remote), input: files },
    dependencies: { openRemote: async () => remote },
  })
  expect(await findExisting(context, new ExistingOutputs())).toBeUndefined()
})

describe('findExisting with `fail-on`', () => {
  /** Looks for an output that is there, of a run that recorded what `receipt` says. */
  async function find(plain: Remote, failOn: string, receipt: Partial<OutputReceipt> | undefined, isPersisted = true) {
    const useIndex = { signal: neverAborted, debug: () => undefined }
    const remote = createRemote(plain.store, { ...plain, ...(isPersisted && { useIndex }) })
    const uuid = await putBundle(remote, { name: 'daily', codeMethod: 'pipes.orders.Daily' })
    const { name, processingName, createdSeconds } = (await proveOrThrow(remote, uuid)).bundle
    const key = { remoteContext: remote.context, pipeClass: 'pipes.orders.Daily', outputBundle: '-', params: new Map() }
    const bundle = { uuid, name, processingName, createdSeconds }
    if (receipt !== undefined) remote.receipts.add(createTestReceipt({ ...key, bundle, ...receipt }))
    await remote.receipts.waitForSave()
    const run = { ...planRunOn(remote, { 'INPUT_FAIL-ON': failOn }), params: new Map() }
    const { context, lines } = createContext({ run, dependencies: { openRemote: async () => remote } })
    return { found: await findExisting(context, new ExistingOutputs()), lines }
  }
  const other = { uuid: crypto.randomUUID(), name: 'daily', processingName: 'p', createdSeconds: 1 }

  test.for([
    ['no run recorded its success', undefined],
    ['a run recorded the success of another output', { bundle: other }],
  ] as const)('names the rules that the output may have broken when %s', async ([, receipt], { remote }) => {
    const { found, lines } = await find(remote, 'error, rows<1, restated', receipt)
    expect(found).toMatchObject({ output: { name: 'daily' }, rules: { checked: [], breaches: [] } })
    const why =
      'Not checked: the output is there already. It may have broken a rule of `fail-on` when it was made: no run recorded that it succeeded.'
    expect(found?.rules?.undecided).toEqual([
      { rule: 'rows<1', why },
      { rule: 'restated', why },
    ])
    expect(lines.join()).toContain(' It may have broken a rule of `fail-on` when it was made')
  })

  test.for<[string, string, Partial<OutputReceipt> | undefined, boolean]>([
    ['a run recorded its success', 'rows<1', {}, true],
    ['the only rule is `error`', 'error', undefined, true],
    ['`remote-index` is `false`', 'rows<1', undefined, false],
  ])('names no rules when %s', async ([, failOn, receipt, isPersisted], { remote }) => {
    const { found, lines } = await find(remote, failOn, receipt, isPersisted)
    expect(found).toMatchObject({ output: { name: 'daily' } })
    expect(found).not.toHaveProperty('rules')
    expect(lines.join()).not.toContain('fail-on')
  })
})

describe('isFirstOutput', () => {
  const codeMethod = 'pipes.orders.Daily'

  test('compares with the uuid of the newest input', async ({ remote }) => {
    const raw = await putBundle(remote, { name: 'raw' })
    await putBundle(remote, { name: 'daily', codeMethod, tags: { '__param.orders': crypto.randomUUID() } })
    const run = {
      ...planRunOn(remote, { 'INPUT_INPUT-BUNDLE': 'raw', 'INPUT_INPUT-PARAM': 'orders' }),
      params: new Map(),
    }
    const open = () => createContext({ run, dependencies: { openRemote: async () => remote } }).context
    expect(await isFirstOutput(open(), new ExistingOutputs())).toBe(true)
    await putBundle(remote, { name: 'daily', codeMethod, tags: { '__param.orders': raw } })
    expect(await isFirstOutput(open(), new ExistingOutputs())).toBe(false)
  })

  test('is false when the bundles cannot be read', async ({ remote }) => {
    let opened = 0
    const openRemote = async () => {
      opened += 1
      if (opened > 1) throw new Error('refused')
      return remote
    }
    const { context } = createContext({ run: planRunOn(remote), dependencies: { openRemote } })
    expect(await isFirstOutput(context, new ExistingOutputs())).toBe(false)
  })
})
