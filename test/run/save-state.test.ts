import { describe, expect, test } from 'vitest'
import { saveOrphan, saveState } from '../../src/run/save-state.ts'
import { createContext, useCommandFiles } from './fixtures.ts'

describe('saveState', () => {
  test('saves the run, the folder of its local context, and that post has something to do', async () => {
    const files = await useCommandFiles()
    const { context } = createContext({ dependencies: { home: '/home/ann' } })
    await saveState(context)
    expect(await files.readStates()).toStrictEqual([
      {
        runId: 'step',
        pipeClass: 'pipes.orders.Daily',
        contextFolder: '/home/ann/.disdat/context/local',
        orphans: [],
        reported: false,
        unclean: true,
      },
    ])
  })
})

describe('saveOrphan', () => {
  test('keeps one record for each output', async () => {
    const files = await useCommandFiles()
    const { context } = createContext()
    await saveOrphan(context, 'a', { name: 'one' })
    await saveOrphan(context, 'b', { name: 'two' })
    await saveOrphan(context, 'a', { name: 'one', id: '1' })
    expect((await files.readStates()).at(-1)?.orphans).toStrictEqual([
      { backend: 'Double', runId: 'run-1', outputUuid: 'a', fields: { name: 'one', id: '1' } },
      { backend: 'Double', runId: 'run-1', outputUuid: 'b', fields: { name: 'two' } },
    ])
  })
})
