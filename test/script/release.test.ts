import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
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
import { type Double, FailedStep, type JobResult, runWorkflow } from '../testbed/workflow.ts'

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
  // What a release has done when the job `draft` starts. The job `check` takes most of its time.
  .extend('checked', { scope: 'file' }, async ({ source }, { onCleanup }) => {
    await using world = await openReleaseWorld(source)
    const folder = await makeTemporaryFolder('release-checked-')
    onCleanup(() => folder[Symbol.asyncDispose]())
    const { check, e2e } = (await runRelease(world, { artifact: folder.path, approve: false })).jobs
    if (check === undefined || e2e === undefined) throw new Error('release.yml has no such jobs')
    return { artifact: folder.path, jobs: { check, e2e } }
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

const lose: GitHubFault = { kind: 'lose' }
const refused: GitHubFault = { kind: 'refuse', status: 403, message: 'Resource not accessible by integration' }

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

interface Attempt {
  /** Where the jobs pass files to each other. */
  readonly artifact: string
  /** Fails a step of the workflow: the name of an action, with its number among those of the same name. */
  readonly broken?: string
  /** Called after each checkout. */
  readonly onCheckout?: (workspace: string) => Promise<void>
  readonly approve?: boolean
  readonly previous?: Readonly<Record<string, JobResult>>
}

/** Runs release.yml, and returns the results of its jobs and the inputs of the attestations. */
async function runRelease({ github, remote, context }: ReleaseWorld, attempt: Attempt) {
  const { artifact, broken, onCheckout, approve = true, previous } = attempt
  const attested: (readonly (string | undefined)[])[] = []
  const calls = new Map<string, number>()
  const double =
    (name: string, run: Double): Double =>
    async (step) => {
      const call = (calls.get(name) ?? 0) + 1
      calls.set(name, call)
      if (broken === `${name} ${call}`) throw new FailedStep(`${name} failed.`)
      return await run(step)
    }
  const doubles: Readonly<Record<string, Double>> = {
    'actions/checkout': async ({ workspace }) => {
      await runGit(workspace, 'clone', '--quiet', remote, '.')
      await onCheckout?.(workspace)
      return {}
    },
    'actions/setup-node': async () => ({}),
    './.github/workflows/e2e.yml': async () => ({}),
    'actions/upload-artifact': async ({ workspace, with: { path = '' } }) => {
      await cp(join(workspace, path), artifact, { recursive: true })
      return {}
    },
    'actions/download-artifact': async ({ workspace, with: { path = '' } }) => {
      await cp(artifact, join(workspace, path), { recursive: true })
      return {}
    },
    'actions/attest': async ({ workspace, with: given }) => {
      const paths = [given['subject-path'], given['subject-checksums'], given['sbom-path']]
      for (const path of paths.flatMap((text) => text?.trim().split('\n') ?? [])) await stat(join(workspace, path))
      expect(github.releases).toMatchObject([{ draft: true, assets: [{}, {}] }])
      attested.push(paths)
      return {}
    },
  }
  const jobs = await runWorkflow({
    file: '.github/workflows/release.yml',
    event: { name: 'workflow_dispatch', sha: context.sha },
    inputs: { version: context.version },
    token: 'ghs_1',
    env: { GITHUB_API_URL: github.apiUrl, GITHUB_REPOSITORY: releasesRepository, GITHUB_SHA: context.sha },
    doubles: Object.fromEntries(Object.entries(doubles).map(([name, run]) => [name, double(name, run)])),
    approve: (environment) => environment !== 'release' || approve,
    ...(previous && { previous }),
  })
  const results = Object.fromEntries(Object.entries(jobs).map(([id, { result }]) => [id, result]))
  const printed = Object.values(jobs)
    .map((job) => job.printed)
    .join('')
  return { jobs, results, printed, outcome: jobs['outcome']?.printed ?? '', attested }
}

const succeeded = { check: 'success', e2e: 'success', draft: 'success', attest: 'success', publish: 'success' }

describe('release.yml', () => {
  test('releases the head of main', { timeout: 60_000 }, async ({ world }) => {
    await using folder = await makeTemporaryFolder('release-jobs-')
    const artifact = join(folder.path, 'artifact')
    const { results, printed, outcome, attested } = await runRelease(world, { artifact })
    expect(results, printed).toEqual({ ...succeeded, outcome: 'success' })
    expect(attested).toEqual([
      ['release/checksums.txt\nrelease/sbom.cdx.json\n', undefined, undefined],
      [undefined, 'release/checksums.txt', 'release/sbom.cdx.json'],
    ])
    const { version } = world.context
    expect(outcome).toMatch(
      new RegExp(
        `\\| publish \\| success \\|\n\nv${version} is released: https://\\S+\nThe tag v1 is at its commit.\n$`,
      ),
    )
    await expectReleased(world, artifact)
  })

  interface Break extends Pick<Attempt, 'broken' | 'onCheckout' | 'approve'> {
    readonly title: string
    /** The job that fails. */
    readonly job: keyof typeof succeeded
    /** Breaks the double of GitHub, and returns what repairs it. */
    readonly arrange?: (world: ReleaseWorld) => () => void
    /** What users see, and the last line of the outcome. */
    readonly seen?: 'release'
    readonly advice: string
  }
  const refuse =
    (pattern: RegExp): NonNullable<Break['arrange']> =>
    ({ github }) => {
      github.selectFault = (write) => (pattern.test(write) ? refused : undefined)
      return () => {
        github.selectFault = undefined
      }
    }
  const unchanged = 'Nothing was changed. Correct the cause, and start the workflow again.'
  const drafted = 'Nothing is released: at most a draft exists, which users cannot see. Run the failed jobs again.'
  const unattested = 'Nothing is released: the draft is complete, and users cannot see it. Run the failed jobs again.'
  const unpublished = 'Only a draft exists, which users cannot see. The log of the job `publish` says why.'
  const breaks: readonly Break[] = [
    {
      title: 'dist/ is not the rebuild',
      job: 'check',
      onCheckout: (workspace) => rm(join(workspace, 'dist/main.js')),
      advice: unchanged,
    },
    {
      title: 'ci.yml has failed',
      job: 'check',
      arrange: ({ github }) => {
        github.ci = 'failure'
        return () => {
          github.ci = 'success'
        }
      },
      advice: unchanged,
    },
    {
      title: 'e2e.yml fails',
      job: 'e2e',
      broken: './.github/workflows/e2e.yml 1',
      advice: 'Nothing was changed. If a service',
    },
    { title: 'an upload is refused', job: 'draft', arrange: refuse(/^POST \/upload\/.*sbom/), advice: drafted },
    { title: 'the second attestation fails', job: 'attest', broken: 'actions/attest 2', advice: unattested },
    { title: 'the reviewers reject it', job: 'publish', approve: false, advice: unpublished },
    {
      title: 'the publication is refused',
      job: 'publish',
      arrange: refuse(/^PATCH .*\/releases\//),
      advice: unpublished,
    },
    {
      title: 'the tag of the major version is refused',
      job: 'publish',
      arrange: refuse(/^POST .*\/git\/refs$/),
      seen: 'release',
      advice: 'The log of the job `publish` says what is left to do. Run the failed jobs again: they do it.',
    },
  ]

  test.for(breaks)(
    'leaves nothing half released when $title, says how to continue, and continues',
    {
      timeout: 90_000,
    },
    async ({ job, seen, advice, arrange, ...broken }, { world, checked }) => {
      const { artifact } = checked
      const previous = job === 'check' ? {} : job === 'e2e' ? { check: checked.jobs.check } : checked.jobs
      const { version, sha } = world.context
      const repair = arrange?.(world)
      const first = await runRelease(world, { artifact, previous, ...broken })
      const names = Object.keys(succeeded)
      const expected = names.map((name, index) => {
        const at = names.indexOf(job)
        return [name, index < at ? 'success' : index === at ? 'failure' : 'skipped']
      })
      expect(first.results, first.printed).toEqual({ ...Object.fromEntries(expected), outcome: 'success' })
      expect(first.outcome).toContain(`\n${advice}`)
      expect(first.outcome).toContain(seen ? `v${version} is released: ` : `v${version} is not released.\n`)
      expect(await readPublic(world)).toEqual(
        seen ? { releases: [`v${version}`], tags: `v${version} ${sha}` } : nothing,
      )
      repair?.()
      const again = await runRelease(world, { artifact, previous: first.jobs })
      expect(again.results, again.printed).toEqual({ ...succeeded, outcome: 'success' })
      await expectReleased(world, artifact)
    },
  )
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
      '- uses: disdat/run-action@main\n- uses: disdat/run-action/report@v0.9.0\n- uses: disdat/run-action/plan@v0.8.0\n',
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
        'README.md refers to disdat/run-action at v0.8.0 instead of v1.',
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
      'exists without a release. Delete the tag, because the release creates it; if its release was deleted, prepare a higher version',
    )
    const record = { id: 1, tag_name: `v${source.version}`, target_commitish: source.sha, body: '', assets: [] }
    github.releases.push({ ...record, draft: false, immutable: true })
    const later = { ...context, sha: 'f'.repeat(40) }
    await expect(checkRelease(later)).rejects.toThrow(`is released from ${source.sha}. Prepare a higher version.`)
  })
})

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
    world.github.selectFault = (write) => (/^PATCH .*\/git\/refs\/tags\/v1$/.test(write) ? refused : undefined)
    expect(await publish(world)).toContain('status 403')
    expect(await resolve(world.remote, 'refs/tags/v1')).toBe(older)
    world.github.selectFault = undefined
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
