import { describe, expect } from 'vitest'
import { getProperty } from '../../src/action/workflow-context.ts'
import { tagImage } from '../testbed/images.ts'
import { openShop, type Shop } from '../testbed/shop.ts'
import { test as base } from '../testbed/world.ts'

const test = base.extend('shop', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
  const shop = await openShop({ dist: process.env['RUN_ACTION_DIST'] })
  onCleanup(() => shop[Symbol.asyncDispose]())
  return shop
})

const atNight = { name: 'schedule', cron: '17 4 * * *' } as const
const byHand = { name: 'workflow_dispatch' } as const

describe('the examples, as they stand', () => {
  test('nightly.yml makes yesterday’s bundle, and publishes it', async ({ shop }) => {
    const { 'daily-orders': daily, publish } = await shop.play('nightly.yml', atNight)
    expect(daily).toMatchObject({ result: 'success', outputs: { status: 'succeeded' } })
    expect(daily?.ours[0]?.outputs).toMatchObject({
      'output-bundle-name': 'orders.daily',
      'input-bundle-uuid': shop.raw,
    })
    expect(publish?.printed).toBe(`Publish ${daily?.outputs['bundle']} here.\n`)
  })

  test('nightly.yml publishes nothing when nothing was made', async ({ shop }) => {
    const { 'daily-orders': daily, publish } = await shop.play('nightly.yml', atNight)
    expect(daily?.outputs['status']).toBe('reused')
    expect(publish?.result).toBe('skipped')
  })

  test('manual.yml makes the bundle of the day that it is asked for', async ({ shop }) => {
    const inputs = { day: '2026-01-05', input: 'raw.orders', force: false }
    const { 'daily-orders': daily } = await shop.play('manual.yml', byHand, {
      inputs,
      vars: { ...shop.vars, ORDERS_IMAGE: `${shop.repository.images}:${shop.repository.base}` },
    })
    expect(daily?.result).toBe('success')
    const uuid = daily?.ours[0]?.outputs['output-bundle-uuid'] ?? ''
    await shop.home.dsdt('pull', '--uuid', uuid)
    expect(await shop.home.cat(uuid)).toContain('bob')
  })

  test('manual.yml says why it failed', async ({ shop }) => {
    const inputs = { day: '2020-01-01', input: 'raw.orders', force: false }
    const { 'daily-orders': daily } = await shop.play('manual.yml', byHand, { inputs })
    expect(daily?.result).toBe('failure')
    expect(JSON.parse(daily?.printed ?? '')).toMatchObject({ verdict: 'pipe-error' })
  })

  test('batch.yml submits in one job and collects in another', async ({ shop }) => {
    const { submit, collect } = await shop.play(
      'batch.yml',
      { name: 'schedule', cron: '17 2 * * 0' },
      { inputsHere: {} },
    )
    expect(submit?.ours[0]?.outputs['status']).toBe('submitted')
    expect(collect?.ours[0]?.outputs).toMatchObject({
      status: 'succeeded',
      'job-id': submit?.outputs['job-id'],
      'output-bundle-uri': submit?.ours[0]?.outputs['output-bundle-uri'],
    })
  })

  test('pull-request.yml says in a comment that a column is gone, and fails for it', async ({ shop }) => {
    const before = await shop.keys('disdat/context/shop/objects/')
    const { 'daily-orders': daily, 'clean-up': cleanUp } = await shop.play(
      'pull-request.yml',
      shop.pullRequest('synchronize'),
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
    expect(await commentsOn(shop, 57)).toEqual([expect.stringContaining('`largest`')])
    // The real data is as it was.
    expect(await shop.keys('disdat/context/shop/objects/')).toEqual(before)
  })

  test('pull-request.yml clears away when the pull request is closed', async ({ shop }) => {
    expect(await shop.keys('disdat/context/pr-57/')).not.toEqual([])
    const { 'clean-up': cleanUp } = await shop.play('pull-request.yml', shop.pullRequest('closed'))
    expect(cleanUp?.result).toBe('success')
    expect(await shop.keys('disdat/context/pr-57/')).toEqual([])
    expect(await shop.keys('disdat/context/shop/')).not.toEqual([])
  })

  test('fork-try.yml tries the pipe of a stranger with nothing of ours, and fork-report.yml comments', async ({
    shop,
  }) => {
    await using _image = await tagImage(`${shop.repository.images}:${shop.repository.head}`, 'orders:fork')
    const { 'daily-orders': tried } = await shop.play('fork-try.yml', shop.forked, { token: '' })
    expect(tried).toMatchObject({
      result: 'success',
      ours: [{ outputs: { status: 'succeeded', changes: 'first-version' } }],
    })
    expect(await commentsOn(shop, 58)).toEqual([])
    const { comment } = await shop.play('fork-report.yml', shop.forkTried)
    expect(comment?.result).toBe('success')
    expect(await commentsOn(shop, 58)).toEqual([expect.stringContaining('`orders.daily`')])
  })
})

async function commentsOn({ github }: Shop, number: number): Promise<readonly string[]> {
  const answer = await fetch(`${github.apiUrl}/repos/octo-org/pipelines/issues/${number}/comments`)
  const comments: unknown = await answer.json()
  return Object.values(Object(comments)).map((comment) => String(getProperty(comment, 'body')))
}
