import { describe, expect } from 'vitest'
import { findSandbox, listSandboxNames } from '../../../src/remote/promotion/find-sandbox.ts'
import { createRemote, type Remote } from '../../../src/remote/remote.ts'
import { isSandboxNameFor, markSandbox } from '../../../src/remote/sandbox.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { test } from '../../run/fixtures.ts'

const options = { signal: neverAborted }
const owner = { repository: 'octo-org/pipelines', pullRequest: 7 }

/** A remote of its own, on which contexts can be opened. */
const useRemote = (remote: Remote) => {
  const url = `${remote.url}/${crypto.randomUUID()}`
  const open = (context: string) => createRemote(remote.store, { url, context })
  return { base: open('shop'), open }
}

describe('listSandboxNames', () => {
  test('lists names that a run in a sandbox can mark', () => {
    const names = listSandboxNames('shop', 7)
    expect(names).toStrictEqual(['pr-7', 'shop-pr-7', 'shop.pr-7', 'shop_pr-7'])
    expect(names.every((name) => isSandboxNameFor(name, 7))).toBe(true)
  })
})

describe('findSandbox', () => {
  test.for(listSandboxNames('shop', 7))('finds %s by its mark', async (name, { remote }) => {
    const { base, open } = useRemote(remote)
    await markSandbox(open(name), owner, options)
    expect((await findSandbox(base, owner, open, options))?.context).toBe(name)
  })

  test.for([
    ['there is none', undefined],
    ['it is marked for another pull request', { ...owner, pullRequest: 8 }],
    ['it is marked for another repository', { ...owner, repository: 'octo-org/other' }],
  ] as const)('returns undefined when %s', async ([, marked], { remote }) => {
    const { base, open } = useRemote(remote)
    if (marked !== undefined) await markSandbox(open('pr-7'), marked, options)
    expect(await findSandbox(base, owner, open, options)).toBeUndefined()
  })
})
