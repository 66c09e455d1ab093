import { describe, expect, test } from 'vitest'
import { RemoteUpdates } from '../../src/run/remote-updates.ts'
import { neverAborted } from '../remote/helpers.ts'

const ended = { waitForSave: async () => undefined }
const endless = { waitForSave: () => new Promise<void>(() => undefined) }

describe('RemoteUpdates', () => {
  test('waits for all caches', async () => {
    const saving = Promise.withResolvers<void>()
    const updates = new RemoteUpdates()
    updates.add({ index: ended, packs: ended, receipts: { waitForSave: () => saving.promise } })
    const order: string[] = []
    const waiting = updates.wait(neverAborted).then(() => order.push('waited'))
    setImmediate(() => {
      order.push('saved')
      saving.resolve()
    })
    await waiting
    expect(order).toStrictEqual(['saved', 'waited'])
  })

  test('waits no longer than its limit, or until the signal aborts', async () => {
    const updates = new RemoteUpdates()
    updates.add({ index: endless, packs: ended, receipts: ended })
    await updates.wait(neverAborted, 20)
    const cancel = new AbortController()
    setImmediate(() => cancel.abort(new Error('SIGINT')))
    await updates.wait(cancel.signal)
  })
})
