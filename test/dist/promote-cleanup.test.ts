import { describe, expect } from 'vitest'
import { startFaultyS3 } from '../testbed/faulty-s3.ts'
import { day, holdWrites, testMerge as test } from '../testbed/merge-world.ts'
import type { Event } from '../testbed/runner.ts'

const uuid = 'output-bundle-uuid'
const markers = 'dsdt/context/shop/run-action/promotions/'

describe('a promotion', () => {
  test('ends before a cleanup deletes its sandbox', async ({ world, tryPipe, merge }) => {
    const tried = await tryPipe(day(6))
    const released = Promise.withResolvers<void>()
    const { selectFault, held } = holdWrites('', released.promise)
    await using s3 = await startFaultyS3(world.account, selectFault)
    const promoting = merge(day(6), undefined, { env: s3.env })
    await Promise.race([held, promoting])
    const closed: Event = { name: 'pull_request', number: 7, payload: { action: 'closed' } }
    let sandboxWhileWaiting: Promise<readonly string[]> | undefined
    const cleaned = await world.runAction(
      { cleanup: 'true', remote: world.remote, context: 'pr-7', 'base-context': 'shop' },
      {
        event: closed,
        onLine: (line) => {
          if (!line.includes('Waiting for a promotion from pr-7 to shop')) return
          sandboxWhileWaiting = world.listKeys('dsdt/context/pr-7/').finally(() => released.resolve())
        },
      },
    )
    released.resolve()
    expect((await promoting).outputs).toMatchObject({ status: 'promoted', [uuid]: tried.outputs[uuid] })
    expect(cleaned.outputs).toMatchObject({ status: 'succeeded' })
    expect((await sandboxWhileWaiting)?.length).toBeGreaterThan(3)
    expect(await world.listKeys('dsdt/context/pr-7/')).toEqual([])
    expect(await world.listKeys(`${markers}pr-7/`)).not.toEqual([])
  })
})
