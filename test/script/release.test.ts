import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test as base, describe, expect } from 'vitest'
import { checkRelease } from '../../script/release/check.ts'
import { readContract, renderContract } from '../../script/release/contract.ts'
import { createDraft } from '../../script/release/draft.ts'
import { runGit } from '../../script/release/git.ts'
import { publishRelease } from '../../script/release/publish.ts'
import type { GitHubFault } from '../testbed/github.ts'
import {
  author,
  commitAll,
  createReleaseSource,
  openReleaseWorld,
  type ReleaseWorld,
  runReleaseCommand,
} from '../testbed/release-world.ts'
import { releasesRepository, resolve } from '../testbed/releases.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'
import { runWorkflow } from '../testbed/workflow.ts'

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of fixtures from the pattern
  .extend('source', { scope: 'file' }, async ({}, { onCleanup }) => {
    const source = await createReleaseSource()
    onCleanup(() => source[Symbol.asyncDispose]())
    return source
  })
  // The files of the release, as the job `check` writes them.
  .extend('assets', { scope: 'file' }, async ({ source }) => {
    await using world = await openReleaseWorld(source)
    await checkRelease(world.context)
    return join(source.path, 'release')
  })
  .extend('world', async ({ source }, { onCleanup }) => {
    const world = await openReleaseWorld(source)
    onCleanup(() => world[Symbol.asyncDispose]())
    return world
  })

const digest = async (file: string) =>
  `sha256:${createHash('sha256')
    .update(await readFile(file))
    .digest('hex')}`

/** What users see: the releases and tags of the repository. */
async function readPublic({ github, remote }: ReleaseWorld) {
  const tags = await runGit(remote, 'for-each-ref', '--format=%(refname:short) %(objectname)', 'refs/tags')
  return { releases: github.releases.filter(({ draft }) => !draft).map(({ tag_name }) => tag_name), tags }
}

const nothing = { releases: [], tags: '' }

/** What a finished release looks like. */
async function expectReleased(world: ReleaseWorld, assets: string) {
  const { version, sha } = world.context
  expect(await readPublic(world)).toEqual({ releases: [`v${version}`], tags: `v1 ${sha}\nv${version} ${sha}` })
  expect(world.github.releases).toEqual([
    expect.objectContaining({ draft: false, immutable: true, target_commitish: sha, name: version }),
  ])
  const attached = world.github.releases.flatMap((release) =>
    release.assets.map(({ name, ...asset }) => [name, asset.digest]),
  )
  const names = ['checksums.txt', 'sbom.cdx.json']
  expect(attached.sort()).toEqual(
    await Promise.all(names.map(async (name) => [name, await digest(join(assets, name))])),
  )
}

describe('release.yml', () => {
  test('releases the head of main', { timeout: 60_000 }, async ({ source, world }) => {
    await using folder = await makeTemporaryFolder('release-jobs-')
    const attested: (readonly (string | undefined)[])[] = []
    const results = await runWorkflow({
      file: '.github/workflows/release.yml',
      event: { name: 'workflow_dispatch', sha: source.sha },
      inputs: { version: source.version },
      token: 'ghs_1',
      env: { GITHUB_API_URL: world.github.apiUrl, GITHUB_REPOSITORY: releasesRepository, GITHUB_SHA: source.sha },
      doubles: {
        'actions/checkout': async ({ workspace }) => {
          await runGit(workspace, 'clone', '--quiet', world.remote, '.')
          return {}
        },
        'actions/setup-node': async () => ({}),
        'actions/upload-artifact': async ({ workspace, with: { path = '' } }) => {
          await cp(join(workspace, path), join(folder.path, 'artifact'), { recursive: true })
          return {}
        },
        'actions/download-artifact': async ({ workspace, with: { path = '' } }) => {
          await cp(join(folder.path, 'artifact'), join(workspace, path), { recursive: true })
          return {}
        },
        'actions/attest': async ({ workspace, with: given }) => {
          const paths = [given['subject-path'], given['subject-checksums'], given['sbom-path']]
          for (const path of paths.flatMap((text) => text?.trim().split('\n') ?? [])) await stat(join(workspace, path))
          expect(await readPublic(world)).toEqual(nothing)
          expect(world.github.releases).toMatchObject([{ draft: true, assets: [{}, {}] }])
          attested.push(paths)
          return {}
        },
      },
    })
    const printed = Object.values(results).map((job) => job.printed)
    expect(
      Object.values(results).map(({ result }) => result),
      printed.join('\n'),
      // The harness has no runners for e2e.yml, so its job has no steps.
    ).toEqual(Array(5).fill('success'))
    expect(attested).toEqual([
      ['release/checksums.txt\nrelease/sbom.cdx.json\n', undefined, undefined],
      [undefined, 'release/checksums.txt', 'release/sbom.cdx.json'],
    ])
    await expectReleased(world, join(folder.path, 'artifact'))
  })
})

describe('the files of a release', () => {
  test('are checksums of what the runner reads, in the form of sha256sum', async ({ source, assets }) => {
    const lines = (await readFile(join(assets, 'checksums.txt'), 'utf8')).trimEnd().split('\n')
    const files = ['action.yml', 'dist/main.js', 'freshness/action.yml', 'plan/action.yml', 'report/action.yml']
    const expected = files.map(async (file) => `${(await digest(join(source.path, file))).slice(7)}  ${file}`)
    expect(lines.toSorted()).toEqual((await Promise.all(expected)).toSorted())
  })

  test('are the packages that dist/ contains, in the CycloneDX format', async ({ assets }) => {
    const sbom = JSON.parse(await readFile(join(assets, 'sbom.cdx.json'), 'utf8'))
    const names: string[] = sbom.components.map(({ purl }: { purl: string }) => purl)
    expect(sbom.bomFormat).toBe('CycloneDX')
    expect(names.some((name) => name.startsWith('pkg:npm/dockerode@'))).toBe(true)
    expect(names.some((name) => name.startsWith('pkg:npm/vitest@'))).toBe(false)
  })

  test('are the notes of the version', async ({ source, assets }) => {
    const notes = await readFile(join(assets, 'notes.md'), 'utf8')
    const changelog = await readFile(join(source.path, 'CHANGELOG.md'), 'utf8')
    const [, section = ''] = changelog.split(`\n## [${source.version}] - `)
    expect(notes).toMatch(/^### /)
    expect(section.split('\n').slice(2).join('\n').startsWith(notes.trimEnd())).toBe(true)
  })
})

describe('checkRelease', () => {
  test('reports every problem at once, and changes nothing', async ({ source, world }) => {
    const { github, remote, context } = world
    await using folder = await makeTemporaryFolder('release-broken-')
    const path = join(folder.path, 'checkout')
    await runGit(folder.path, 'clone', '--quiet', source.path, path)
    await writeFile(join(path, 'docs/contract.json'), '{ "version": "1.5.0" }')
    await writeFile(
      join(path, 'README.md'),
      '- uses: disdat/run-action@main\n- uses: disdat/run-action/report@v0.9.0\n',
    )
    await mkdir(join(path, 'examples'))
    await writeFile(join(path, 'examples/a.yml'), 'curl https://example.org/disdat/run-action/main/a')
    const moved = await commitAll(path, 'Move main')
    await runGit(path, 'push', '--quiet', remote, 'main', `${source.sha}:refs/tags/v9.0.0`)
    await writeFile(join(path, 'action.yml'), 'changed')
    github.rules = ['branch_policy']
    const checked = checkRelease({ ...context, root: path, version: '1.5.0' })
    const { message } = await checked.then(
      () => new Error('no problem'),
      (error: Error) => error,
    )
    expect(message.split('\n').toSorted()).toEqual(
      [
        `package.json has the version ${source.version} instead of 1.5.0.`,
        `package-lock.json has the version ${source.version} instead of 1.5.0.`,
        `package-lock.json, its root package has the version ${source.version} instead of 1.5.0.`,
        'CHANGELOG.md has no dated section with notes for 1.5.0.',
        'docs/contract.json is not the contract of the manifests. Prepare the release again.',
        'README.md refers to disdat/run-action at main instead of v1.',
        'README.md refers to disdat/run-action at v0.9.0 instead of v1.',
        'examples/a.yml refers to disdat/run-action at main instead of v1.',
        `The checkout is at ${moved} instead of ${source.sha}.`,
        'The checkout has changes that are not committed: M action.yml.',
        `${source.sha} is not the head of main, which is ${moved}. Start the workflow on the branch main.`,
        `ci.yml has not passed for ${source.sha}: no run. Wait for its run, or repair main.`,
        'v9.0.0 exists, and 1.5.0 is lower. Prepare a higher version.',
        'The environment "release" has no required reviewers, so a release would not wait for an approval. Add them in the settings of the repository.',
      ].toSorted(),
    )
    expect(github.writes).toEqual([])
    await expect(stat(join(path, 'release'))).rejects.toThrow('ENOENT')
  })

  test.for(['failure', 'in_progress'])('refuses a commit whose ci.yml has the result %s', async (result, { world }) => {
    world.github.ci = result
    await expect(checkRelease(world.context)).rejects.toThrow(
      `ci.yml has not passed for ${world.context.sha}: ${result}.`,
    )
  })

  test('refuses what breaks the contract of the last release, also if docs/contract.json was rewritten', async ({
    source,
    world,
  }) => {
    const { remote, context } = world
    await using folder = await makeTemporaryFolder('release-contract-')
    const path = join(folder.path, 'checkout')
    await runGit(folder.path, 'clone', '--quiet', source.path, path)
    await runGit(remote, 'update-ref', 'refs/tags/v1.0.0', source.sha)
    const edit = async (file: string, from: string, to: string) => {
      const text = await readFile(join(path, file), 'utf8')
      expect(text).toContain(from)
      await writeFile(join(path, file), text.replace(from, to))
    }
    const prepare = async (version: string) => {
      const contract = await readContract(path, version)
      await writeFile(join(path, 'docs/contract.json'), renderContract(contract))
      return await checkRelease({ ...context, root: path, version }).then(
        () => '',
        (error: Error) => error.message,
      )
    }
    await edit('action-types.yml', 'allowed-values: ["all", "newest", "none"]', 'allowed-values: ["all", "none"]')
    expect(await prepare('1.9.0')).toContain(
      'action.yml: the input `seed-context` no longer accepts "newest". v1.0.0 promised it: prepare a major version.',
    )
    expect(await prepare('2.0.0')).not.toContain('seed-context')
  })

  test('refuses a tag without a release, and a version that is released', async ({ world, source }) => {
    const { github, remote, context } = world
    await runGit(remote, 'update-ref', `refs/tags/v${source.version}`, source.sha)
    await expect(checkRelease(context)).rejects.toThrow(
      'exists without a release. Delete the tag, because the release creates it; if a release of it was deleted, prepare a higher version',
    )
    const record = { id: 1, tag_name: `v${source.version}`, target_commitish: source.sha, body: '', assets: [] }
    github.releases.push({ ...record, draft: false, immutable: true })
    const later = { ...context, sha: 'f'.repeat(40) }
    await expect(checkRelease(later)).rejects.toThrow(`is released from ${source.sha}. Prepare a higher version.`)
  })
})

const lose: GitHubFault = { kind: 'lose' }
const refused: GitHubFault = { kind: 'refuse', status: 403, message: 'Resource not accessible by integration' }

describe('a release that breaks', () => {
  // What users see when the write did not happen, and when only its answer was lost.
  const steps = [
    ['the creation of the draft', /^POST .*\/releases$/, 'nothing', 'nothing'],
    ['the first upload', /^POST \/upload\/.*checksums/, 'nothing', 'nothing'],
    ['the second upload', /^POST \/upload\/.*sbom/, 'nothing', 'nothing'],
    ['the publication', /^PATCH .*\/releases\//, 'nothing', 'release'],
    ['the tag of the major version', /^POST .*\/git\/refs$/, 'release', 'all'],
  ] as const
  const cases = steps.flatMap(([step, pattern, undone, done]) => [
    { title: `${step} is refused`, pattern, fault: refused, seen: undone },
    { title: `${step} loses its answer`, pattern, fault: lose, seen: done },
  ])

  test.for(cases)('when $title shows $seen, and continues', async ({ pattern, fault, seen }, { world, assets }) => {
    const { version, sha } = world.context
    const release = async () => {
      await createDraft(world.context)
      await publishRelease(world.context)
    }
    world.github.selectFault = (write) => (pattern.test(write) ? fault : undefined)
    await expect(release()).rejects.toThrow(
      fault === refused ? 'status 403: Resource not accessible' : 'did not answer',
    )
    expect(await readPublic(world)).toEqual({
      releases: seen === 'nothing' ? [] : [`v${version}`],
      tags: { nothing: '', release: `v${version} ${sha}`, all: `v1 ${sha}\nv${version} ${sha}` }[seen],
    })
    world.github.selectFault = undefined
    await release()
    await expectReleased(world, assets)
  })

  test('because GitHub cannot be reached says so', async ({ world, assets }) => {
    expect(assets).toBeTruthy()
    world.github.selectFault = () => ({ kind: 'break' })
    await expect(createDraft(world.context)).rejects.toThrow(/^GitHub did not answer POST http.*\/releases\.$/)
  })

  test('in the middle of an upload replaces what arrived', async ({ world, assets }) => {
    await createDraft(world.context)
    for (const asset of world.github.releases.flatMap((release) => release.assets.slice(0, 1))) asset.state = 'starter'
    await createDraft(world.context)
    await publishRelease(world.context)
    await expectReleased(world, assets)
  })

  test('because main moved drops the draft of the earlier commit', async ({ source, world, assets }) => {
    await createDraft({ ...world.context, sha: 'e'.repeat(40) })
    await createDraft(world.context)
    expect(world.github.releases).toMatchObject([{ target_commitish: source.sha }])
    await publishRelease(world.context)
    await expectReleased(world, assets)
  })
})

/** Creates a commit without parents on the remote. */
const commitTree = ({ remote, context }: ReleaseWorld, message: string) =>
  runGit(remote, ...author, 'commit-tree', `${context.sha}^{tree}`, '-m', message)

describe('publishRelease', () => {
  const publish = async ({ context }: ReleaseWorld) =>
    await publishRelease(context).catch((error: Error) => error.message)

  test('publishes only the draft that was checked', async ({ source, world, assets }) => {
    expect(assets).toBeTruthy()
    expect(await publish(world)).toBe(
      `0 drafts of v${source.version} exist instead of 1. Run all jobs of the workflow again.`,
    )
    await createDraft(world.context)
    const [draft] = world.github.releases
    if (draft === undefined) throw new Error('no draft')
    const [asset] = draft.assets
    if (asset === undefined) throw new Error('no asset')
    const uploaded = asset.digest
    asset.digest = 'sha256:0'
    await runGit(world.remote, 'update-ref', `refs/tags/v${source.version}`, source.sha)
    const orphan = await commitTree(world, 'x')
    await runGit(world.remote, 'update-ref', 'refs/heads/main', orphan)
    await runGit(world.remote, 'update-ref', 'refs/tags/v9.0.0', orphan)
    expect(String(await publish(world)).split('\n')).toEqual([
      `${asset.name} of the draft is sha256:0 instead of ${uploaded}.`,
      `The tag v${source.version} exists already, at ${source.sha}. Delete it.`,
      `${source.sha} is not in the history of main: diverged.`,
      `v9.0.0 is released, and ${source.version} is lower. Prepare a higher version.`,
    ])
    expect((await readPublic(world)).releases).toEqual([])
  })

  test('does not move the tag of the major version to a release that can be changed', async ({
    source,
    world,
    assets,
  }) => {
    expect(assets).toBeTruthy()
    world.github.hasImmutableReleases = false
    await createDraft(world.context)
    expect(await publish(world)).toContain(
      `v${source.version} is published, but GitHub does not report it as immutable.`,
    )
    expect(await resolve(world.remote, 'refs/tags/v1')).toBeUndefined()
  })

  test('moves the tag of the major version forward, and never back', async ({ source, world, assets }) => {
    expect(assets).toBeTruthy()
    const older = await commitTree(world, 'older')
    await runGit(world.remote, 'update-ref', 'refs/tags/v1', older)
    await createDraft(world.context)
    await publishRelease(world.context)
    expect(await resolve(world.remote, 'refs/tags/v1')).toBe(source.sha)
    await runGit(world.remote, 'update-ref', 'refs/tags/v1', older)
    await runGit(world.remote, 'update-ref', 'refs/tags/v1.99.0', older)
    await publishRelease(world.context)
    expect(await resolve(world.remote, 'refs/tags/v1')).toBe(older)
    expect(world.logged.at(-1)).toBe(`v1 stays at ${older}, because v1.99.0 is released.`)
  })
})

describe('npm run release', () => {
  test('says that a burnt tag needs a higher version, and releases nothing', async ({ source, world, assets }) => {
    expect(assets).toBeTruthy()
    world.github.burntTags = [`v${source.version}`]
    await createDraft(world.context)
    const { code, stderr } = await runReleaseCommand(world, 'publish', source.version)
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `v${source.version} was the tag of an immutable release that was deleted, and GitHub never accepts it again.\nNothing is released. Delete the draft, prepare a higher version, and start the workflow again.\n`,
    })
    expect(await readPublic(world)).toEqual(nothing)
  })

  test('says after a failure what happened and how to continue', async ({ source, world, assets }) => {
    expect(assets).toBeTruthy()
    world.github.selectFault = () => refused
    const { code, stderr } = await runReleaseCommand(world, 'draft', source.version)
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `GitHub refused POST /repos/${releasesRepository}/releases with status 403: Resource not accessible by integration.\nNothing is released: at most, a draft exists, which users cannot see. Correct this, then run the failed jobs again.\n`,
    })
  })

  test('refuses what is not a version before it asks GitHub', async ({ world }) => {
    const { code, stderr } = await runReleaseCommand(world, 'publish', '1.0.0/../../x')
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: '"1.0.0/../../x" is not a version. Write three numbers, such as 1.2.3.\n',
    })
  })
})
