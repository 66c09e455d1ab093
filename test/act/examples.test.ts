import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { type ActOptions, findStep, readExample, runAct, stageAction } from '../testbed/act.ts'
import { openShop, type Shop, yesterday } from '../testbed/shop.ts'
import { test as base } from '../testbed/world.ts'

const token = 'ghs_0123456789abcdefghijABCDEFGHIJ012345'
const downloadAction = 'actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131'

/** A double of actions/download-artifact: the artifact is a folder of this machine. */
const createDownloadManifest = (artifacts: string) => `name: download an artifact
description: copies a folder
inputs: { name: {}, path: {}, run-id: {}, github-token: {} }
runs:
  using: composite
  steps:
    - run: mkdir -p "$TO" && cp "$FROM"/* "$TO"
      shell: bash
      env: { FROM: '${artifacts}/\${{ inputs.name }}', TO: '\${{ inputs.path }}' }
`

const uploadAction = 'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a'

/** A double of actions/upload-artifact with `archive: false`: the name of the file becomes that of the artifact. */
const createUploadManifest = (artifacts: string) => `name: upload an artifact
description: copies a file
inputs: { path: {}, archive: {} }
runs:
  using: composite
  steps:
    - run: test "$ARCHIVE" = false && mkdir -p "$TO" && cp "$FROM" "$TO"
      shell: bash
      env: { FROM: '\${{ inputs.path }}', TO: '${artifacts}', ARCHIVE: '\${{ inputs.archive }}' }
`

/** The action and the doubles as folders, and a checkout of the pipeline at the pull request's commit. */
async function stage(shop: Shop, folder: string) {
  const [action, repository, artifacts] = [
    join(folder, 'action'),
    join(folder, 'repository'),
    join(folder, 'artifacts'),
  ]
  await stageAction(action)
  await useHostNetwork(join(action, 'action.yml'))
  const stageDouble = async (name: string, manifest: string) => {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'action.yml'), manifest)
    return join(folder, name)
  }
  const download = await stageDouble('download', createDownloadManifest(artifacts))
  const upload = await stageDouble('upload', createUploadManifest(artifacts))
  await shop.repository.checkOut(repository)
  return {
    repository,
    actions: { 'disdat/run-action@v1': action, [downloadAction]: download, [uploadAction]: upload },
  }
}

/** Containers reach this machine's S3 through its own network only, and the examples leave the input at its default. */
async function useHostNetwork(manifest: string): Promise<void> {
  const text = await readFile(manifest, 'utf8')
  const changed = text.replace(/^ {2}network:\n/m, '$&    default: host\n')
  expect(changed).not.toBe(text)
  await writeFile(manifest, changed)
}

const test = base
  .extend('shop', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
    const shop = await openShop()
    onCleanup(() => shop[Symbol.asyncDispose]())
    return shop
  })
  .extend('folder', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'examples-'))
    onCleanup(() => rm(folder, { recursive: true, force: true }))
    return folder
  })
  .extend('staged', { scope: 'file' }, async ({ shop, folder }) => await stage(shop, folder))
  .extend('play', { scope: 'file' }, ({ shop, staged }) => async (workflow: string, options: Partial<ActOptions>) => {
    const isPullRequest = options.event?.name === 'pull_request'
    shop.gate.claim(isPullRequest ? { sub: 'repo:octo-org/pipelines:pull_request' } : {})
    return await runAct({
      workflow,
      env: { ...shop.gate.env, GITHUB_API_URL: shop.github.apiUrl },
      vars: shop.vars,
      secrets: { GITHUB_TOKEN: token },
      ...staged,
      ...options,
    })
  })

describe('the examples', () => {
  test('nightly.yml makes the bundles of the last week and publishes them', async ({ play }) => {
    const result = await play(await readExample('nightly.yml'), { event: { name: 'schedule' } })
    expect(result).toMatchObject({ exitCode: 0, jobs: { 'daily-orders': ['success'], publish: ['success'] } })
    expect(findStep(result, 'orders').outputs).toMatchObject({ succeeded: '7', failed: '0' })
    expect(findStep(result, '0', 'Main', 'publish').lines).toHaveLength(7)
  })

  test('nightly.yml publishes nothing when all bundles are there', async ({ play }) => {
    const result = await play(await readExample('nightly.yml'), { event: { name: 'schedule' } })
    expect(findStep(result, 'orders').outputs).toMatchObject({ succeeded: '0', skipped: '7' })
    expect(result.steps.map(({ job }) => job)).not.toContain('publish')
  })

  test('backfill.yml skips what is there, and lists what is not there', async ({ play }) => {
    const inputs = { from: yesterday, to: 'today', rerun: 'missing' }
    const event = { name: 'workflow_dispatch', inputs } as const
    const result = await play(await readExample('backfill.yml'), { event, inputs })
    expect(result).toMatchObject({ exitCode: 1, jobs: { backfill: ['failure'] } })
    expect(findStep(result, 'orders').outputs).toMatchObject({ succeeded: '0', skipped: '1', failed: '2' })
    expect(findStep(result, '1').lines).toEqual([expect.stringMatching(/^daily \[day=\d{4}-\d\d-\d\d\]$/), 'report'])
  })

  test('manual.yml makes the bundle of the day in its input', async ({ play, shop }) => {
    const inputs = { day: '2026-01-05', input: 'raw.orders', force: 'false' }
    const event = { name: 'workflow_dispatch', inputs } as const
    const vars = { ...shop.vars, ORDERS_IMAGE: `${shop.repository.images}:${shop.repository.base}` }
    const result = await play(await readExample('manual.yml'), { event, inputs, vars })
    expect(result).toMatchObject({ exitCode: 0, jobs: { 'daily-orders': ['success'] } })
    expect(findStep(result, 'orders').outputs).toMatchObject({
      status: 'succeeded',
      'output-bundle-name': 'orders.daily',
    })
  })

  test('manual.yml reports why it failed', async ({ play }) => {
    const inputs = { day: '2020-01-01', input: 'raw.orders', force: 'false' }
    const event = { name: 'workflow_dispatch', inputs } as const
    const result = await play(await readExample('manual.yml'), { event, inputs })
    expect(result).toMatchObject({ exitCode: 1, jobs: { 'daily-orders': ['failure'] } })
    expect(JSON.parse(findStep(result, '1').lines.join('\n'))).toMatchObject({ verdict: 'pipe-error' })
  })

  test('batch.yml submits in one job and collects in another', async ({ play }) => {
    const result = await play(await readExample('batch.yml'), { event: { name: 'schedule' } })
    expect(result).toMatchObject({ exitCode: 0, jobs: { submit: ['success'], collect: ['success'] } })
    const submitted = findStep(result, 'orders', 'Main', 'submit').outputs
    expect(submitted['status']).toBe('submitted')
    expect(findStep(result, 'orders', 'Main', 'collect').outputs).toMatchObject({
      status: 'succeeded',
      'job-id': submitted['job-id'],
      'output-bundle-uri': submitted['output-bundle-uri'],
    })
  })

  test('pull-request.yml comments that a column is gone, and fails', async ({ play, shop, folder }) => {
    const event = shop.createPullRequestEvent('synchronize')
    const result = await play(await readExample('pull-request.yml'), { event })
    expect(result).toMatchObject({ exitCode: 1, jobs: { 'daily-orders': ['failure'] } })
    expect(findStep(result, 'orders').outputs).toMatchObject({ verdict: 'rule-broken', changes: 'schema' })
    expect(findStep(result, '3').annotations).toMatchObject([{ level: 'notice' }])
    expect(shop.github.comments).toEqual([expect.objectContaining({ body: expect.stringContaining('`largest`') })])
    const [, artifact = ''] = /\(artifact `([^`]+)`\)/.exec(shop.github.comments[0]?.body ?? '') ?? []
    expect(await readFile(join(folder, 'artifacts', artifact), 'utf8')).toMatch(/^<!doctype html>/)
    expect(result.steps.map(({ job }) => job)).not.toContain('clean-up')
  })

  test('accept.yml runs the check again when a person comments', async ({ play, shop }) => {
    const event = { name: 'issue_comment', number: 57, body: '/disdat accept column-removed' } as const
    const result = await play(await readExample('accept.yml'), { event })
    expect(result).toMatchObject({ exitCode: 0, jobs: { 'run-again': ['success'] } })
    expect(shop.checkRuns.map(({ status }) => status)).toEqual(['queued'])
  })

  test('pull-request.yml deletes the sandbox when the pull request is closed', async ({ play, shop }) => {
    expect(await shop.listKeys('disdat/context/pr-57/')).not.toEqual([])
    const result = await play(await readExample('pull-request.yml'), { event: shop.createPullRequestEvent('closed') })
    expect(result).toMatchObject({ exitCode: 0, jobs: { 'clean-up': ['success'] } })
    expect(await shop.listKeys('disdat/context/pr-57/')).toEqual([])
  })

  test('fork-report.yml comments with the file of another run', async ({ play, shop, folder, staged }) => {
    const artifact = join(folder, 'artifacts/disdat-result')
    await mkdir(artifact, { recursive: true })
    const run = `on: push
jobs:
  orders:
    runs-on: ubuntu-latest
    steps:
      - id: orders
        uses: disdat/run-action@v1
        continue-on-error: true
        with:
          pipe-class: pipelines.faults.Raises
          remote: s3://acme-data/disdat
          context: shop
          role-to-assume: ${shop.vars['DISDAT_ROLE']}
      - run: cp "\${{ steps.orders.outputs.result-file }}" ${artifact}/result.json
`
    expect(await play(run, {})).toMatchObject({ exitCode: 0 })
    const before = shop.github.comments.length
    const result = await play(await readExample('fork-report.yml'), { ...staged, event: shop.forkTried })
    expect(result).toMatchObject({ exitCode: 0, jobs: { comment: ['success'] } })
    expect(shop.github.comments.slice(before)).toMatchObject([
      { body: expect.stringContaining('❌ Failed: `pipe-error` · `Raises`') },
    ])
  })
})
