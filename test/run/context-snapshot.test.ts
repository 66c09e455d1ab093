import { describe, expect } from 'vitest'
import { createRemote } from '../../src/remote/remote.ts'
import { createContextSnapshot } from '../../src/run/context-snapshot.ts'
import { putBundle } from '../remote/fixtures.ts'
import { neverAborted, replaceMethods } from '../remote/helpers.ts'
import { test } from './fixtures.ts'

describe('createContextSnapshot', () => {
  test('describes every bundle of a whole context', async ({ remote }) => {
    const uuid = await putBundle(remote, { name: 'daily' })
    const { catalog, signal } = createContextSnapshot(remote, neverAborted, true)
    const whole = await catalog
    expect(whole.unread).toBe(0)
    expect(whole.findMatches({ name: 'daily' }).map((each) => each.uuid)).toStrictEqual([uuid])
    expect(signal).toBe(neverAborted)
  })

  test('only lists the others, and reads a bundle when it is needed', async ({ remote }) => {
    const uuid = await putBundle(remote, { name: 'daily' })
    const { catalog, hyperFrames } = createContextSnapshot(remote, neverAborted, false)
    const { unread, has, get } = await catalog
    expect([unread, has(uuid), get(uuid)]).toStrictEqual([1, true, undefined])
    expect((await hyperFrames.read(uuid, { signal: neverAborted }))?.name).toBe('daily')
  })

  test('rejects only for those who read the catalog', async ({ remote }) => {
    const error = new Error('no network')
    const store = replaceMethods(remote, {
      list() {
        throw error
      },
    })
    const { catalog } = createContextSnapshot(createRemote(store, remote), neverAborted, true)
    await new Promise(setImmediate)
    await expect(catalog).rejects.toBe(error)
  })
})
