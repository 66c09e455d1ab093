import { describe, expect } from 'vitest'
import { prepareBinding } from '../../src/run/prepare-binding.ts'
import { neverAborted } from '../remote/helpers.ts'
import { createContext, image, test } from './fixtures.ts'

describe('prepareBinding', () => {
  test('creates the prefix key for an image that checks it, and logs that once', async ({ remote }) => {
    const { context, lines } = createContext()
    const old = { ...image, dialect: 'disdat-0.7.2' as const }
    await prepareBinding(context, old, remote)
    await prepareBinding(context, old, remote)
    expect(lines).toStrictEqual([
      `Created the empty object ${remote.url}/, which images of disdat 0.7.2 need to bind a remote.`,
    ])
  })

  test('does nothing for other images', async ({ remote }) => {
    const { context, lines } = createContext()
    await prepareBinding(context, image, { ...remote, url: `${remote.url}/unused` })
    expect(lines).toStrictEqual([])
    expect(await remote.store.get('p/unused/', { signal: neverAborted, maxBytes: 1 })).toBeUndefined()
  })
})
