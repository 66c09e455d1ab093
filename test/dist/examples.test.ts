import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { getField } from '../../src/lib/json.ts'
import { startGitHubApp } from '../testbed/dispatch.ts'
import { tagImage } from '../testbed/images.ts'
import { root } from '../testbed/process.ts'
import { lastWeek, openShop, type Shop, yesterday } from '../testbed/shop.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'
import { test as base } from '../testbed/world.ts'

const test = base.extend('shop', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
  const shop = await openShop({ dist: process.env['RUN_ACTION_DIST'] })
  onCleanup(() => shop[Symbol.asyncDispose]())
  return shop
})

const nightly = { name: 'schedule', cron: '17 4 * * *' } as const
const manual = { name: 'workflow_dispatch' } as const

describe('the unchanged example', () => {
  test('nightly.yml creates the bundles of the last week and publishes them', async ({ shop }) => {
    const { 'daily-orders': daily, publish } = await shop.runWorkflow('nightly.yml', nightly)
    expect(daily).toMatchObject({ result: 'success', outputs: { made: '7' } })
    const runs: unknown = JSON.parse(daily?.outputs['runs'] ?? '')
    const uris = lastWeek.map((day) => getField(getField(getField(runs, 'run'), day), 'uri'))
    expect(publish?.printed).toBe(uris.map((uri) => `Publish ${uri} here.\n`).join(''))
  })

  test('nightly.yml makes and publishes nothing when all bundles are there', async ({ shop }) => {
    const { 'daily-orders': daily, publish } = await shop.runWorkflow('nightly.yml', nightly)
    expect(daily).toMatchObject({ result: 'success', outputs: { made: '0' } })
    expect(daily?.ours[0]?.outputs['skipped']).toBe('7')
    expect(publish?.result).toBe('skipped')
  })

  test('watchdog.yml starts heal.yml for a day that is missing, and passes when heal.yml has made it', async ({
    shop,
  }) => {
    const watch = { name: 'schedule', cron: '41 9 * * *' } as const
    const { 'daily-orders': daily } = await shop.runWorkflow('nightly.yml', nightly)
    const [, day = ''] = lastWeek
    const uri = String(getField(JSON.parse(daily?.outputs['runs'] ?? ''), 'run', day, 'uri'))
    await shop.deleteKeys(`${uri.slice('s3://acme-data/'.length)}/`)
    const { freshness: alarmed } = await shop.runWorkflow('watchdog.yml', watch)
    expect(alarmed).toMatchObject({ result: 'failure', ours: [{ outputs: { stale: '["orders.daily"]' } }] })
    expect(shop.healRuns).toMatchObject([{ ref: 'main', inputs: { day: JSON.stringify([day]) } }])

    const inputs = shop.healRuns[0]?.inputs ?? {}
    const { 'daily-orders': healed } = await shop.runWorkflow('heal.yml', manual, { inputs })
    expect(healed).toMatchObject({ result: 'success', ours: [{ outputs: { succeeded: '1', failed: '0' } }] })
    const { freshness: calm } = await shop.runWorkflow('watchdog.yml', watch)
    expect(calm).toMatchObject({ result: 'success', ours: [{ outputs: { fresh: 'true', missing: '{}' } }] })
    expect(shop.healRuns).toHaveLength(1)
  })

  test('backfill.yml makes the report when all days are there', async ({ shop }) => {
    const inputs = { from: yesterday, to: yesterday, rerun: 'missing' }
    const { backfill } = await shop.runWorkflow('backfill.yml', manual, { inputs })
    expect(backfill).toMatchObject({ result: 'success', printed: '' })
    expect(backfill?.ours[0]?.outputs).toMatchObject({ succeeded: '1', skipped: '1', failed: '0' })
  })

  test('backfill.yml makes what is missing between two days, and names the days that fail', async ({ shop }) => {
    const inputs = { from: yesterday, to: 'today', rerun: 'missing' }
    const { backfill } = await shop.runWorkflow('backfill.yml', manual, { inputs })
    expect(backfill?.result).toBe('failure')
    expect(backfill?.ours[0]?.outputs).toMatchObject({ succeeded: '0', skipped: '1', failed: '2' })
    expect(backfill?.printed).toMatch(/^daily \[day=\d{4}-\d\d-\d\d\]\nreport\n$/)
  })

  test('manual.yml creates the bundle of the requested day', async ({ shop }) => {
    const inputs = { day: '2026-01-05', input: 'raw.orders', force: false }
    const { 'daily-orders': daily } = await shop.runWorkflow('manual.yml', manual, {
      inputs,
      vars: { ...shop.vars, ORDERS_IMAGE: `${shop.repository.images}:${shop.repository.base}` },
    })
    expect(daily?.result).toBe('success')
    const uuid = daily?.ours[0]?.outputs['output-bundle-uuid'] ?? ''
    // By default the step pulls nothing.
    expect(daily?.ours[0]?.outputs['output-path']).toBeUndefined()
    await shop.home.runDsdt('pull', '--uuid', uuid)
    expect(await shop.home.catBundle(uuid)).toContain('bob')
  })

  test('manual.yml prints the verdict of a failure', async ({ shop }) => {
    const inputs = { day: '2020-01-01', input: 'raw.orders', force: false }
    const { 'daily-orders': daily } = await shop.runWorkflow('manual.yml', manual, { inputs })
    expect(daily?.result).toBe('failure')
    expect(JSON.parse(daily?.printed ?? '')).toMatchObject({ verdict: 'pipe-error' })
  })

  test('batch.yml submits in one job and collects in another', async ({ shop }) => {
    const { submit, collect } = await shop.runWorkflow(
      'batch.yml',
      { name: 'schedule', cron: '17 2 * * 0' },
      // backfill.yml has made the report of these orders.
      { inputsHere: { force: 'true' } },
    )
    expect(submit?.ours[0]?.outputs['status']).toBe('submitted')
    expect(collect?.ours[0]?.outputs).toMatchObject({
      status: 'succeeded',
      'job-id': submit?.outputs['job-id'],
      'output-bundle-uri': submit?.ours[0]?.outputs['output-bundle-uri'],
    })
  })

  test('batch-finish.yml proves the output of its own job when events come late, in another order, and twice', async ({
    shop,
  }) => {
    const submit = async (name: string) => {
      const env = `DISPATCH_WHEN_ENDED=octo-org/pipelines\nJOB=${name}`
      const { submit: job } = await shop.runWorkflow('batch.yml', manual, { inputsHere: { env, force: 'true' } })
      return { id: job?.outputs['job-id'] ?? '', uri: job?.ours[0]?.outputs['output-bundle-uri'] }
    }
    const [first, second] = [await submit('first'), await submit('second')]
    expect(first.uri).not.toBe(second.uri)
    await using github = await startGitHubApp()
    const events = [second, first, first]
    for (const { id } of events) expect(await shop.invokeDispatch(id, github.apiUrl)).toBe('dispatched')
    for (const [index, { type, clientPayload }] of github.dispatches.entries()) {
      const { finish } = await shop.runWorkflow('batch-finish.yml', {
        name: 'repository_dispatch',
        type,
        clientPayload,
      })
      const { id, uri } = events[index] ?? {}
      expect(finish?.ours[0]?.outputs).toMatchObject({ status: 'succeeded', 'job-id': id, 'output-bundle-uri': uri })
      expect(finish?.printed).toBe(`Publish ${uri} here.\n`)
    }
  })

  test('pull-request.yml fails for a removed column and comments on it', async ({ shop }) => {
    const before = await shop.listKeys('disdat/context/shop/objects/')
    const { 'daily-orders': daily, 'clean-up': cleanUp } = await shop.runWorkflow(
      'pull-request.yml',
      shop.createPullRequestEvent('synchronize'),
    )
    const [ran] = daily?.ours ?? []
    expect(ran?.outputs).toMatchObject({
      status: 'failed',
      verdict: 'rule-broken',
      changes: 'schema',
      breaches: '["column-removed"]',
      'output-bundle-uri': expect.stringContaining('/context/pr-57/objects/'),
    })
    expect({ daily: daily?.result, cleanUp: cleanUp?.result }).toEqual({ daily: 'failure', cleanUp: 'skipped' })
    const [comment = '', ...others] = await listComments(shop, 57)
    expect([comment, others]).toEqual([expect.stringContaining('`largest`'), []])
    // Comment and summary name the artifact that the workflow has uploaded, and link to the artifacts of its run.
    const link = /\[Whole report\]\((\S+\/actions\/runs\/\d+#artifacts)\) \(artifact `([^`]+)`\)/
    const [, url = '', artifact = ''] = link.exec(comment) ?? []
    expect(ran?.summary).toContain(`[Whole report](${url}) (artifact \`${artifact}\`)`)
    expect(shop.artifacts.get(artifact)).toMatch(/^<!doctype html>/)
    // The base context is unchanged.
    expect(await shop.listKeys('disdat/context/shop/objects/')).toEqual(before)
  })

  test('accept.yml runs the check again, which a label or a comment turns green', async ({ shop }) => {
    const runAccept = async (event: Parameters<Shop['runWorkflow']>[1]) =>
      (await shop.runWorkflow('accept.yml', event))['run-again']?.result
    const isQueued = () => shop.checkRuns.map(({ status }) => status)
    expect(await runAccept(shop.createPullRequestEvent('labeled', 'bug'))).toBe('skipped')
    const stranger = {
      name: 'issue_comment',
      number: 57,
      body: '/disdat accept column-removed',
      association: 'NONE',
    } as const
    expect(await runAccept(stranger)).toBe('skipped')
    expect(await runAccept({ ...stranger, body: 'I accept it.', association: 'OWNER' })).toBe('skipped')
    expect(isQueued()).toEqual(['completed'])

    shop.github.labels.add(57, 'disdat: accepted', 'octocat')
    expect(await runAccept(shop.createPullRequestEvent('labeled', 'disdat: accepted'))).toBe('success')
    expect(isQueued()).toEqual(['queued'])
    // The run is under way, and GitHub does not start it twice.
    expect(await runAccept({ ...stranger, association: 'MEMBER' })).toBe('failure')
    const { 'daily-orders': daily } = await shop.runWorkflow(
      'pull-request.yml',
      shop.createPullRequestEvent('synchronize'),
    )
    expect(daily?.result).toBe('success')
    expect(daily?.ours[0]?.outputs).toMatchObject({ status: 'succeeded', breaches: '["column-removed"]' })
    expect(await listComments(shop, 57)).toEqual([expect.stringContaining('⚠️ Accepted change')])
  })

  test('pull-request.yml deletes the sandbox when the pull request is closed', async ({ shop }) => {
    expect(await shop.listKeys('disdat/context/pr-57/')).not.toEqual([])
    const { 'clean-up': cleanUp } = await shop.runWorkflow('pull-request.yml', shop.createPullRequestEvent('closed'))
    expect(cleanUp?.result).toBe('success')
    expect(await shop.listKeys('disdat/context/pr-57/')).toEqual([])
    expect(await shop.listKeys('disdat/context/shop/')).not.toEqual([])
  })

  test('merge.yml promotes the output of the pull request that a push merges, before the clean-up deletes the sandbox', async ({
    shop,
  }) => {
    const inputsHere = { network: 'host', 'fail-on': '' }
    const event = shop.createPullRequestEvent('synchronize')
    const { 'daily-orders': tried } = await shop.runWorkflow('pull-request.yml', event, { inputsHere })
    // The merge starts both workflows, and the clean-up is faster: a job without a checkout and an image.
    await using folder = await makeTemporaryFolder('workflow-')
    const file = join(folder.path, 'pull-request.yml')
    await writeFile(file, await readWithPromotion())
    const waiting = Promise.withResolvers<void>()
    const cleaning = shop.runWorkflow('pull-request.yml', shop.createPullRequestEvent('merged'), {
      file,
      onLine: (line) => {
        if (line.includes('Waiting until the merge promotes from pr-57')) waiting.resolve()
      },
    })
    const ended = Promise.withResolvers<never>()
    cleaning.then(() => ended.reject(new Error('The clean-up did not wait.')), ended.reject)
    await Promise.race([waiting.promise, ended.promise])
    const { 'daily-orders': merged } = await shop.runWorkflow('merge.yml', {
      ...{ name: 'push', branch: 'main', sha: shop.repository.head },
    })
    expect(merged).toMatchObject({ result: 'success', ours: [{ outputs: { status: 'promoted' } }] })
    const uuid = 'output-bundle-uuid'
    const promoted = merged?.ours[0]?.outputs[uuid]
    expect(promoted).toBe(tried?.ours[0]?.outputs[uuid])

    const { 'clean-up': cleanUp, 'daily-orders': other } = await cleaning
    expect({ cleanUp: cleanUp?.result, other: other?.result }).toEqual({ cleanUp: 'success', other: 'skipped' })
    expect(cleanUp?.ours[0]?.log).toContain('The promotion from pr-57 has ended.')
    expect(await shop.listKeys('disdat/context/pr-57/')).toEqual([])
    expect(await shop.listKeys(`disdat/context/shop/objects/${promoted}/`)).not.toEqual([])
  })

  test('fork-try.yml runs the pipe of a fork without secrets, and fork-report.yml comments', async ({ shop }) => {
    await using _image = await tagImage(`${shop.repository.images}:${shop.repository.head}`, 'orders:fork')
    const { 'daily-orders': trial } = await shop.runWorkflow('fork-try.yml', shop.forked, { token: '' })
    expect(trial).toMatchObject({
      result: 'success',
      ours: [{ outputs: { status: 'succeeded', changes: 'first-version' } }],
    })
    expect(await listComments(shop, 58)).toEqual([])
    const { comment } = await shop.runWorkflow('fork-report.yml', shop.forkTried)
    expect(comment?.result).toBe('success')
    expect(await listComments(shop, 58)).toEqual([expect.stringContaining('`orders.daily`')])
  })
})

/** The example pull-request.yml, whose clean-up waits for merge.yml: without the # before this input. */
async function readWithPromotion(): Promise<string> {
  const example = await readFile(join(root, 'examples/workflows/pull-request.yml'), 'utf8')
  const text = example.replace('          # promote: true\n', '          promote: true\n')
  expect(text).not.toBe(example)
  return text
}

async function listComments({ github }: Shop, number: number): Promise<readonly string[]> {
  const answer = await fetch(`${github.apiUrl}/repos/octo-org/pipelines/issues/${number}/comments`)
  const comments: unknown = await answer.json()
  return Object.values(Object(comments)).map((comment) => String(getField(comment, 'body')))
}
