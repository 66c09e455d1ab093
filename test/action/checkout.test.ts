import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findCheckoutFolder, getOwner, isAncestorInCheckout, readCheckout } from '../../src/action/checkout.ts'

const unknownCheckout = { repo: '', hash: '', branch: '' }
let root: string
let workspace: string

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'checkout-')))
  workspace = path.join(root, 'work')
  await mkdir(path.join(workspace, 'data/sub'), { recursive: true })
})
afterEach(() => rm(root, { recursive: true }))

const env = (more: Readonly<Record<string, string>> = {}) => ({ PATH: process.env['PATH'], HOME: root, ...more })

async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=ann', '-c', 'user.email=ann@example.org', '-c', 'init.defaultBranch=main']
  return (await promisify(execFile)('git', [...identity, '-C', folder, ...args], { env: env() })).stdout.trim()
}

/** Creates a repository with one commit and returns the hash. */
async function commit(folder: string, remote?: string): Promise<string> {
  await git(folder, 'init')
  if (remote !== undefined) await git(folder, 'remote', 'add', 'origin', remote)
  await git(folder, 'commit', '--allow-empty', '-m', 'first')
  return await git(folder, 'rev-parse', 'HEAD')
}

test('readCheckout returns repository, commit and branch for a folder of a checkout', async () => {
  const hash = await commit(workspace, 'https://github.com/acme/shop')
  expect(await readCheckout(path.join(workspace, 'data/sub'), workspace, env())).toStrictEqual({
    repo: 'https://github.com/acme/shop',
    hash,
    branch: 'main',
  })
})

test('readCheckout returns the inner of two checkouts', async () => {
  await commit(workspace, 'https://github.com/acme/shop')
  const hash = await commit(path.join(workspace, 'data'))
  const inner = await readCheckout(path.join(workspace, 'data/sub'), workspace, env())
  expect(inner).toStrictEqual({ repo: '', hash, branch: 'main' })
})

test.each([
  ['https://ann:secret@github.com/acme/shop', 'https://github.com/acme/shop'],
  ['https://ann:secret@git hub.com/acme/shop', ''],
  ['git@github.com:acme/shop.git', 'git@github.com:acme/shop.git'],
])('readCheckout returns no password of %s', async (remote, repo) => {
  await commit(workspace, remote)
  expect(await readCheckout(workspace, workspace, env())).toMatchObject({ repo })
})

test.each([
  ['a branch', { GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'release/1' }, 'release/1'],
  ['a pull request', { GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: '7/merge', GITHUB_HEAD_REF: 'feature' }, 'feature'],
  ['a tag', { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1' }, ''],
  ['another commit', { GITHUB_SHA: 'f'.repeat(40), GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'main' }, ''],
])('readCheckout takes the branch of a detached HEAD from a workflow for %s', async (_, variables, branch) => {
  const hash = await commit(workspace)
  await git(workspace, 'checkout', '--detach')
  const found = await readCheckout(workspace, workspace, env({ GITHUB_SHA: hash, ...variables }))
  expect(found).toStrictEqual({ repo: '', hash, branch })
})

test.each([
  ['https://x-access-token:ghs_secret@github.com/acme/shop', 'https://github.com/acme/shop'],
  ['https://ghs_secret@github.com/acme/shop', 'https://github.com/acme/shop'],
  ['ssh://git:secret@github.com/acme/shop', 'ssh://git@github.com/acme/shop'],
  ['git@github.com:acme/shop.git', 'git@github.com:acme/shop.git'],
])('readCheckout removes the credentials of %s', async (remote, repo) => {
  await commit(workspace, remote)
  expect((await readCheckout(workspace, workspace, env())).repo).toBe(repo)
})

test('readCheckout returns an empty checkout without a repository, a commit or git', async () => {
  expect(await readCheckout(workspace, workspace, env())).toStrictEqual(unknownCheckout)
  await git(workspace, 'init')
  expect(await readCheckout(workspace, workspace, env())).toStrictEqual(unknownCheckout)
  await commit(workspace)
  expect(await readCheckout(workspace, workspace, { PATH: root, HOME: root })).toStrictEqual(unknownCheckout)
})

test('readCheckout ignores a repository above the workspace', async () => {
  await commit(root)
  expect(await readCheckout(path.join(workspace, 'data'), workspace, env())).toStrictEqual(unknownCheckout)
})

describe('isAncestorInCheckout', () => {
  const isAncestor = (ancestor: string, descendant: string, folder = workspace) =>
    isAncestorInCheckout(folder, env(), { ancestor, descendant })

  /** Creates three commits, and another commit beside the last. */
  async function createHistory() {
    const first = await commit(workspace)
    const next = async () => {
      await git(workspace, 'commit', '--allow-empty', '-m', 'next')
      return await git(workspace, 'rev-parse', 'HEAD')
    }
    const [second, third] = [await next(), await next()]
    await git(workspace, 'checkout', '-b', 'other', second)
    await git(workspace, 'commit', '--allow-empty', '-m', 'other')
    return { first, second, third, other: await git(workspace, 'rev-parse', 'HEAD') }
  }

  test('decides in a full checkout', async () => {
    const { first, second, third, other } = await createHistory()
    expect(await isAncestor(first, third)).toBe(true)
    expect(await isAncestor(third, third)).toBe(true)
    expect(await isAncestor(third, second)).toBe(false)
    expect(await isAncestor(other, third)).toBe(false)
    expect(await isAncestor('f'.repeat(40), third)).toBeUndefined()
    expect(await isAncestor('--help', third)).toBeUndefined()
    expect(await isAncestor(first, third, path.join(root, 'elsewhere'))).toBeUndefined()
    expect(await isAncestor(first, third, '')).toBeUndefined()
    expect(
      await isAncestorInCheckout(workspace, { PATH: root, HOME: root }, { ancestor: first, descendant: third }),
    ).toBeUndefined()
  })

  test('only confirms in a shallow clone', async () => {
    const { first, second, third, other } = await createHistory()
    const shallow = path.join(root, 'shallow')
    await git(root, 'clone', '--depth', '2', '--branch', 'main', `file://${workspace}`, 'shallow')
    await git(shallow, 'fetch', '--depth', '1', 'origin', 'other')
    expect(await isAncestor(second, third, shallow)).toBe(true)
    expect(await isAncestor(first, third, shallow)).toBeUndefined()
    // The clone does not contain their common history.
    expect(await isAncestor(other, third, shallow)).toBeUndefined()
  })
})

test('getOwner returns the user by the rules of Python', () => {
  expect(getOwner({ USER: 'ann', LOGNAME: 'bob' })).toBe('bob')
  expect(getOwner({ USERNAME: 'cid', LOGNAME: '' })).toBe('cid')
  expect(getOwner({})).not.toBe('')
})

describe('findCheckoutFolder', () => {
  const repository = { GITHUB_REPOSITORY: 'acme/shop' }
  const find = (more: Readonly<Record<string, string>> = repository) => findCheckoutFolder(workspace, env(more))
  const checkOut = async (folder: string, remote?: string) => {
    await mkdir(path.join(workspace, folder), { recursive: true })
    return await commit(path.join(workspace, folder), remote)
  }

  test('returns the workspace when it is a checkout, or when no folder is one', async () => {
    expect(await find()).toBe(workspace)
    await checkOut('src', 'https://github.com/acme/shop')
    await commit(workspace, 'https://github.com/acme/other')
    expect(await find()).toBe(workspace)
    expect(await findCheckoutFolder('', env(repository))).toBe('')
  })

  test.each([['src'], ['code/shop']])('returns the checkout of the workflow’s repository in %s', async (folder) => {
    await checkOut(folder, 'https://github.com/Acme/shop.git')
    await checkOut('tools', 'https://github.com/acme/tools')
    expect(await find()).toBe(path.join(workspace, folder))
  })

  test('returns the checkout of the workflow’s commit where the repository has no remote', async () => {
    const hash = await checkOut('src')
    expect(await find({ ...repository, GITHUB_SHA: hash })).toBe(path.join(workspace, 'src'))
    expect(await find({ ...repository, GITHUB_SHA: 'a'.repeat(40) })).toBe(workspace)
  })

  test('returns the workspace when two folders qualify, or only another repository', async () => {
    await checkOut('other', 'https://github.com/acme/webshop')
    expect(await find()).toBe(workspace)
    await checkOut('a', 'https://github.com/acme/shop')
    await checkOut('b', 'https://github.com/acme/shop')
    expect(await find()).toBe(workspace)
  })
})
