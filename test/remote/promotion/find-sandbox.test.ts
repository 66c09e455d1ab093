import { describe, expect } from 'vitest'
import { Failure } from '../../../src/errors.ts'
import { findSandbox, listSandboxNames } from '../../../src/remote/promotion/find-sandbox.ts'
import { createRemote, type Remote } from '../../../src/remote/remote.ts'
import { isSandboxNameFor, markSandbox } from '../../../src/remote/sandbox.ts'
import { neverAborted, replaceMethods } from '../../remote/helpers.ts'
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
    expect((await findSandbox(base, owner, open, options)).sandbox?.context).toBe(name)
  })

  test.for([
    ['there is none', undefined],
    ['it is marked for another pull request', { ...owner, pullRequest: 8 }],
    ['it is marked for another repository', { ...owner, repository: 'octo-org/other' }],
  ] as const)('finds nothing when %s', async ([, marked], { remote }) => {
    const { base, open } = useRemote(remote)
    if (marked !== undefined) await markSandbox(open('pr-7'), marked, options)
    expect(await findSandbox(base, owner, open, options)).toStrictEqual({})
  })

  /** A remote of which one context, or all but one, can be read. */
  const deny = ({ base, open }: ReturnType<typeof useRemote>, denies: (context: string) => boolean) => ({
    base,
    open: (context: string) => {
      const opened = open(context)
      const refuse = async () => await Promise.reject(new Failure('access-denied', `S3 refused ${context}.`, 'Ask.'))
      return denies(context) ? { ...opened, store: replaceMethods(opened, { getVersion: refuse }) } : opened
    },
  })

  test('finds the one context that the role may read', async ({ remote }) => {
    const all = useRemote(remote)
    await markSandbox(all.open('pr-7'), owner, options)
    const { base, open } = deny(all, (context) => context !== 'pr-7')
    expect((await findSandbox(base, owner, open, options)).sandbox?.context).toBe('pr-7')
  })

  test('returns the refusal when the role may not read the sandbox', async ({ remote }) => {
    const all = useRemote(remote)
    await markSandbox(all.open('pr-7'), owner, options)
    const { base, open } = deny(all, (context) => context === 'pr-7')
    expect(await findSandbox(base, owner, open, options)).toStrictEqual({
      denied: expect.objectContaining({ verdict: 'access-denied', message: 'S3 refused pr-7.' }),
    })
  })

  test('throws any other failure', async ({ remote }) => {
    const { base, open } = useRemote(remote)
    const broken = (context: string) => {
      const opened = open(context)
      const fail = async () => await Promise.reject(new Failure('remote-unreachable', 'S3 is down.', 'Wait.'))
      return { ...opened, store: replaceMethods(opened, { getVersion: fail }) }
    }
    await expect(findSandbox(base, owner, broken, options)).rejects.toMatchObject({ verdict: 'remote-unreachable' })
  })
})
