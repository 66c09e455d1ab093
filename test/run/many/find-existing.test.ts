import { describe, expect } from 'vitest'
import { ExistingOutputs } from '../../../src/run/many/existing-outputs.ts'
import { findExisting, isFirstOutput } from '../../../src/run/many/find-existing.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { createContext, planRunOn, test } from '../fixtures.ts'

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
