import { cp, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test as base, describe, expect } from 'vitest'
import { runGit } from '../../script/release/git.ts'
import { inheritEnv, root, runCommand } from '../testbed/process.ts'
import { commitAll } from '../testbed/release-world.ts'
import { resolve } from '../testbed/releases.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'
import { runWorkflow } from '../testbed/workflow.ts'

const branch = 'dependabot/npm_and_yarn/runtime-0123456789'

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of fixtures from the pattern
  .extend('original', { scope: 'file' }, async ({}, { onCleanup }) => {
    const folder = await makeTemporaryFolder('commit-dist-')
    onCleanup(() => folder[Symbol.asyncDispose]())
    return await createWorld(folder.path)
  })
  .extend('world', async ({ original }, { onCleanup }) => {
    const folder = await makeTemporaryFolder('commit-dist-')
    onCleanup(() => folder[Symbol.asyncDispose]())
    await cp(original.folder, folder.path, { recursive: true })
    const world = { ...listFolders(folder.path), head: original.head }
    await runGit(world.checkout, 'remote', 'set-url', 'origin', world.remote)
    return world
  })

type World = Awaited<ReturnType<typeof createWorld>>

const listFolders = (folder: string) => ({
  folder,
  remote: join(folder, 'remote.git'),
  work: join(folder, 'work'),
  checkout: join(folder, 'checkout'),
  built: join(folder, 'built'),
  bin: join(folder, 'bin'),
})

/** A remote with main and a branch of Dependabot, a checkout of main, and a folder with what the build made. */
async function createWorld(folder: string) {
  const { remote, work, checkout, built, bin } = listFolders(folder)
  await runGit(folder, 'init', '--quiet', '--bare', '--initial-branch', 'main', remote)
  await runGit(folder, 'init', '--quiet', '--initial-branch', 'main', work)
  await mkdir(join(work, 'dist'))
  await mkdir(join(work, 'script'))
  await cp(join(root, 'script/commit-dist'), join(work, 'script/commit-dist'))
  await mkdir(join(work, 'docs'))
  const files = ['package.json', 'package-lock.json', 'dist/main.js', 'dist/1.bundle.js', 'docs/dependencies.md']
  for (const file of [...files, 'docs/inputs.md']) await writeFile(join(work, file), 'old\n')
  await commitAll(work, 'Main')
  await runGit(work, 'push', '--quiet', remote, 'main')
  await runGit(folder, 'clone', '--quiet', remote, checkout)
  for (const file of ['package.json', 'package-lock.json']) await writeFile(join(work, file), 'new\n')
  const head = await commitAll(work, 'Bump packages')
  await runGit(work, 'push', '--quiet', remote, `HEAD:refs/heads/${branch}`)
  for (const name of ['dist', 'docs']) await mkdir(join(built, name), { recursive: true })
  await writeFile(join(built, 'dist/main.js'), 'new\n')
  await writeFile(join(built, 'dist/2.bundle.js'), 'new\r\n')
  await writeFile(join(built, 'docs/dependencies.md'), 'new\n')
  // A double of the GitHub CLI: it records what it is to start.
  await mkdir(bin)
  await writeFile(join(bin, 'gh'), `#!/bin/sh\necho "$GH_TOKEN $*" >>"$(dirname "$0")/../gh"\n`, { mode: 0o755 })
  return { ...listFolders(folder), head }
}

async function commitDist({ checkout, built, bin, head }: World, given: { branch?: string; commit?: string } = {}) {
  const env = { ...inheritEnv('HOME'), PATH: `${bin}:${process.env['PATH']}`, GH_TOKEN: 'ghs_1' }
  const args = [built, given.branch ?? branch, given.commit ?? head]
  return await runCommand(join(checkout, 'script/commit-dist'), args, { env })
}

/** Pushes another commit to the branch of Dependabot. */
async function pushMore({ work, remote }: World, file: string): Promise<string> {
  await mkdir(join(work, file, '..'), { recursive: true })
  await writeFile(join(work, file), 'more\n')
  const commit = await commitAll(work, 'More')
  await runGit(work, 'push', '--quiet', remote, `HEAD:refs/heads/${branch}`)
  return commit
}

async function expectRefused(world: World, message: string, given?: Parameters<typeof commitDist>[1]) {
  const before = await runGit(world.remote, 'for-each-ref')
  const { code, stderr } = await commitDist(world, given)
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) })
  expect(await runGit(world.remote, 'for-each-ref')).toBe(before)
  expect(await readStarted(world)).not.toContain('workflow run')
}

const readStarted = ({ folder }: World) => readFile(join(folder, 'gh'), 'utf8').catch(() => '')

describe('commit-dist', () => {
  test('commits exactly the built files on top of the branch, docs/dependencies.md included, and starts CI', async ({
    world,
  }) => {
    const { remote, head } = world
    expect(await commitDist(world)).toEqual({
      code: 0,
      stdout: `dist/ of ${branch} is built from ${head}.\n`,
      stderr: '',
    })
    expect(await runGit(remote, 'rev-parse', `${branch}^`)).toBe(head)
    expect((await runGit(remote, 'ls-tree', '-r', branch, 'dist')).split('\n').map((line) => line.split(/\s/))).toEqual(
      [
        ['100644', 'blob', expect.any(String), 'dist/2.bundle.js'],
        ['100644', 'blob', expect.any(String), 'dist/main.js'],
      ],
    )
    expect(await runGit(remote, 'show', `${branch}:dist/2.bundle.js`)).toBe('new')
    expect(await runGit(remote, 'diff', '--name-only', head, branch)).toBe(
      ['dist/1.bundle.js', 'dist/2.bundle.js', 'dist/main.js', 'docs/dependencies.md'].join('\n'),
    )
    expect(await runGit(remote, 'log', '-1', '--format=%an: %B', branch)).toBe(
      'github-actions[bot]: Build dist\n\n[dependabot skip]',
    )
    expect(await readStarted(world)).toContain(`ghs_1 workflow run ci.yml --ref ${branch}\n`)
  })

  test('commits nothing when dist/ is up to date', async ({ world }) => {
    await commitDist(world)
    const commit = await runGit(world.remote, 'rev-parse', branch)
    expect(await commitDist(world, { commit })).toMatchObject({
      code: 0,
      stdout: `dist/ of ${branch} is up to date.\n`,
    })
    expect(await resolve(world.remote, branch)).toBe(commit)
  })

  interface Refusal {
    readonly title: string
    readonly arrange: (world: World) => unknown
    readonly given?: { readonly branch?: string; readonly commit?: string }
    readonly message: string
  }

  const files: readonly Refusal[] = [
    {
      title: 'a link',
      arrange: ({ built }) => symlink('/etc/passwd', join(built, 'dist/a.js')),
      message: '"dist/a.js" is not a regular file.',
    },
    { title: 'a folder', arrange: ({ built }) => mkdir(join(built, '.git')), message: '".git" is not a regular file.' },
    {
      title: 'a link to a folder',
      arrange: async ({ built }) => {
        await rm(join(built, 'docs'), { recursive: true })
        await symlink('/etc', join(built, 'docs'))
      },
      message: '"docs" is not a regular file.',
    },
    ...['dist/.gitattributes', 'dist/a.node', 'dist/a\n.js', 'docs/inputs.md', 'main.js'].map((name) => ({
      title: `a file ${JSON.stringify(name)}`,
      arrange: ({ built }: World) => writeFile(join(built, name), ''),
      message: `a build does not have files such as "${name}".`,
    })),
    {
      title: 'too many bytes',
      arrange: async ({ built }) => {
        await writeFile(join(built, 'dist/a.js'), '')
        await truncate(join(built, 'dist/a.js'), (32 << 20) + 1)
      },
      message: 'bytes are more than 33554432.',
    },
  ]
  const arrange = () => undefined
  const references: readonly Refusal[] = [
    { title: 'main', arrange, given: { branch: 'main' }, message: '"main" is not a branch of Dependabot for npm.' },
    {
      title: 'a branch that is not a name',
      arrange,
      given: { branch: 'dependabot/npm_and_yarn/../../main' },
      message: '"dependabot/npm_and_yarn/../../main" is not the name of a branch.',
    },
    {
      title: 'a name in place of a commit',
      arrange,
      given: { commit: branch },
      message: `"${branch}" is not a commit.`,
    },
    {
      title: 'a branch that moved',
      arrange: (world) => pushMore(world, 'package.json'),
      message: 'a later run commits its dist/.',
    },
  ]

  test.for([...files, ...references])('refuses $title', async ({ arrange: change, given, message }, { world }) => {
    await change(world)
    await expectRefused(world, message, given)
  })

  test.for(['src/main.ts', '.github/workflows/ci.yml'])('refuses a branch that changes %s', async (file, { world }) => {
    const commit = await pushMore(world, file)
    await expectRefused(world, `changes more than npm packages: ${file}.`, { commit })
  })

  test('refuses a build without the entry of the action', async ({ world }) => {
    const empty = join(world.folder, 'empty')
    await mkdir(empty)
    expect(await commitDist({ ...world, built: empty })).toMatchObject({
      code: 1,
      stderr: 'commit-dist: the build has no dist/main.js.\n',
    })
  })
})

describe('commit-dist.yml', () => {
  const repository = 'octo-org/pipelines'
  const run = async (
    { remote, built, bin, head }: World,
    of: { branch?: string; repository?: string; event?: string },
  ) =>
    await runWorkflow({
      file: '.github/workflows/commit-dist.yml',
      event: { name: 'workflow_run', run: { id: 1, sha: head, branch, repository, event: 'pull_request', ...of } },
      token: 'ghs_1',
      env: { PATH: `${bin}:${process.env['PATH']}` },
      doubles: {
        'actions/checkout': async ({ workspace, with: given }) => {
          expect(given['ref']).toBeUndefined()
          await runGit(workspace, 'clone', '--quiet', remote, '.')
          return {}
        },
        'actions/download-artifact': async ({ workspace, with: given }) => {
          await cp(built, join(workspace, given['path'] ?? ''), { recursive: true })
          return {}
        },
      },
    })

  test('commits the build of a pull request of Dependabot', async ({ world }) => {
    const { commit } = await run(world, {})
    expect(commit?.result, commit?.printed).toBe('success')
    expect(await runGit(world.remote, 'show', `${branch}:dist/main.js`)).toBe('new')
  })

  test.for([
    ['a fork', { repository: 'mallory/pipelines' }],
    ['another branch', { branch: 'feature' }],
    ['another event', { event: 'push' }],
  ] as const)('ignores a run of %s', async ([, of], { world }) => {
    expect((await run(world, of))['commit']?.result).toBe('skipped')
  })
})

describe('rebuild-dist.yml', () => {
  const run = async ({ work }: World, login: string, uploaded: string) =>
    await runWorkflow({
      file: '.github/workflows/rebuild-dist.yml',
      event: { name: 'pull_request', number: 7, payload: { pull_request: { user: { login }, head: { sha: 'abc' } } } },
      token: 'ghs_1',
      env: {},
      doubles: {
        'actions/checkout': async ({ workspace, with: given }) => {
          expect(given).toEqual({ ref: 'abc', 'persist-credentials': 'false' })
          await cp(work, workspace, { recursive: true })
          const scripts = { build: 'echo built >dist/main.js', docs: 'echo built >docs/dependencies.md' }
          await writeFile(join(workspace, 'package.json'), JSON.stringify({ scripts }))
          await writeFile(join(workspace, 'script/install-packages'), '#!/bin/sh\n', { mode: 0o755 })
          return {}
        },
        'actions/upload-artifact': async ({ workspace, with: given }) => {
          const paths = (given['path'] ?? '').trim().split('\n')
          for (const path of paths) await cp(join(workspace, path), join(uploaded, path), { recursive: true })
          return {}
        },
      },
    })

  test('builds dist/ and docs/dependencies.md for a pull request of Dependabot only', async ({ world }) => {
    const uploaded = join(world.folder, 'uploaded')
    expect((await run(world, 'octocat', uploaded))['rebuild']?.result).toBe('skipped')
    const { rebuild } = await run(world, 'dependabot[bot]', uploaded)
    expect(rebuild?.result, rebuild?.printed).toBe('success')
    for (const file of ['dist/main.js', 'docs/dependencies.md'])
      expect(await readFile(join(uploaded, file), 'utf8')).toBe('built\n')
  })
})
