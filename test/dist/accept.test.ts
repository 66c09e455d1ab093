import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { createAmbientIdentity } from '../../src/aws/ambient-identity.ts'
import { openRemote } from '../../src/remote/remote.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { startGitHub } from '../testbed/github.ts'
import { makeRepository } from '../testbed/repository.ts'
import { test as base, type World } from '../testbed/world.ts'

const token = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz'
const label = 'disdat: accepted'
const merged = 'b'.repeat(40)
const daily = {
  'pipe-class': 'pipelines.orders.DailyOrders',
  'input-bundle': 'raw_orders',
  'input-param': 'orders',
  params: 'day: 2026-01-05',
  'output-bundle': 'daily_orders',
  'force-all': 'true',
}
const rules = {
  ...{ comment: 'failures', 'fail-on': 'column-removed, rows<-20%', accept: 'label, comment' },
  ...{ context: 'pr-7', 'base-context': 'shop' },
}

/** The output of the base with one column more than the pull request drops. */
const wider = {
  kind: 'frame',
  columns: { customer: ['ann'], orders: [2], total: [120], largest: [99.5], smallest: [20.5] },
} as const

/** The pipeline at two commits: on `main`, whose output is the base, and in a pull request that drops a column. */
const test = base
  .extend('github', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
    const pullRequests: { number: number; sha: string }[] = []
    const merges: { number: number; commit: string; head: string }[] = []
    const double = await startGitHub({ pullRequests, merges, permissions: { ann: 'write', bob: 'read' } })
    onCleanup(() => double[Symbol.asyncDispose]())
    const open = (sha: string) => {
      pullRequests.push({ number: 7, sha })
      merges.push({ number: 7, commit: merged, head: sha })
    }
    return { ...double, open }
  })
  .extend('runCheck', { scope: 'file' }, async ({ world, github }, { onCleanup }) => {
    const repository = await makeRepository()
    onCleanup(() => repository[Symbol.asyncDispose]())
    const { base: main, head, images } = repository
    github.open(head)
    await world.home.makeBundle({ name: 'raw_orders', data: rawOrders, push: true })
    const cwd = await world.createFolder()
    await repository.checkOut(cwd)
    await world.runAction({ ...daily, image: `${images}:${main}` }, { cwd, event: { name: 'push', sha: main } })
    const repo = { full_name: 'octo-org/pipelines' }
    const payload = { pull_request: { number: 7, head: { sha: head, repo }, base: { ref: 'main', sha: main } } }
    const event = { name: 'pull_request', number: 7, sha: head, payload } as const
    let attempt = 0
    /** Runs the step of the merge, in the base. */
    const merge = async (inputs: Readonly<Record<string, string>> = {}) => {
      const pipe = { ...daily, 'force-all': 'false', remote: world.remote, context: 'shop', promote: 'true' }
      const result = await world.runAction(
        { ...pipe, image: `${images}:${head}`, ...inputs },
        {
          cwd,
          event: { name: 'push', branch: 'main', sha: merged },
          token,
          context: { GITHUB_API_URL: github.apiUrl },
        },
      )
      return { ...result, receipts: await readReceipts(world, 'shop') }
    }
    /** Runs the check of the pull request once more, as "Re-run jobs" does. */
    const runCheck = async (inputs: Readonly<Record<string, string>> = {}) => {
      attempt += 1
      const context = { GITHUB_API_URL: github.apiUrl, GITHUB_RUN_ATTEMPT: `${attempt}` }
      const all = { ...daily, ...rules, remote: world.remote, image: `${images}:${head}`, ...inputs }
      const result = await world.runAction(all, { cwd, event, token, context })
      const accepted: unknown = JSON.parse(result.outputs['accepted'] ?? 'null')
      return {
        ...result,
        accepted,
        comment: github.comments[0]?.body ?? '',
        receipts: await readReceipts(world, 'pr-7'),
      }
    }
    return Object.assign(runCheck, { merge })
  })
  .extend('red', { scope: 'file' }, ({ runCheck }) => runCheck())
  .extend('refused', { scope: 'file' }, async ({ runCheck, github, red: _red }) => {
    github.labels.add(7, label, 'bob')
    return await runCheck()
  })
  .extend('unaccepted', { scope: 'file' }, async ({ runCheck: { merge }, refused: _refused }) => {
    return await merge({ 'dry-run': 'true' })
  })
  .extend('green', { scope: 'file' }, async ({ runCheck, github, unaccepted: _unaccepted }) => {
    github.labels.remove(7, label, 'bob')
    github.labels.add(7, label, 'ann')
    return await runCheck()
  })
  .extend('promoted', { scope: 'file' }, async ({ runCheck: { merge }, green: _green }) => await merge())
  .extend('widerBase', { scope: 'file' }, async ({ world, promoted: _promoted }) => {
    const uuid = await world.home.makeBundle({ name: 'daily_orders', data: wider, push: true })
    return { 'compare-with': `shop/${uuid}` }
  })
  .extend('beyond', { scope: 'file' }, ({ runCheck, widerBase }) => runCheck(widerBase))
  .extend('again', { scope: 'file' }, async ({ runCheck, widerBase, github, beyond: _beyond }) => {
    github.say('ann', '/disdat accept column-removed\nThe smallest order goes, too.')
    return await runCheck(widerBase)
  })

async function readReceipts(world: World, context: string) {
  const { env } = world.account
  const signal = new AbortController().signal
  const identity = await createAmbientIdentity({ env })
  const useIndex = { signal, debug: () => undefined }
  const remote = await openRemote({ url: world.remote, context, env, identity, useIndex })
  return (await remote.receipts.list(daily['pipe-class'], { signal })).receipts
}

describe('a pull request that drops a column', () => {
  test('is red at first, and its comment records what it shows and says how to accept it', ({ red }) => {
    expect(red.outputs).toMatchObject({ verdict: 'rule-broken', breaches: '["column-removed"]', accepted: '[]' })
    expect(red.exitCode).toBe(1)
    expect(red.comment).toMatch(/^<!-- .+ -->\n<!-- disdat-run-action-rules .+ -->\n### ❌ 1 rule broken/)
    expect(red.comment).toMatch(/add the label `disdat: accepted`.*comment `\/disdat accept column-removed`/)
    expect(red.receipts).toEqual([])
  })

  test('stays red when a person without write access adds the label', ({ refused }) => {
    expect(refused).toMatchObject({ exitCode: 1, accepted: [] })
    const why = 'column-removed. @bob accepted it, and has no write access to the repository.'
    expect(refused.log).toContain(`Not accepted: ${why}`)
  })

  test('is green when a person with write access adds it, and report, files and receipt say who', async ({ green }) => {
    expect(green.outputs).toMatchObject({ status: 'succeeded', breaches: '["column-removed"]' })
    expect(green.exitCode).toBe(0)
    const accepted = { rule: 'column-removed', by: 'ann', at: expect.stringMatching(/^2026-07-01T/), how: 'label' }
    expect(green.accepted).toEqual([accepted])
    const warning = /^Accepted change: .*column-removed.*@ann/
    expect(green.annotations).toContainEqual(
      expect.objectContaining({ level: 'warning', message: expect.stringMatching(warning) }),
    )
    for (const text of [green.summary, green.comment]) {
      expect(text).toMatch(/### ⚠️ Accepted change: `daily_orders`/)
      expect(text).toMatch(/- ⚠️ `column-removed`: .*`largest`.* Accepted by @\u2060ann on 2026/)
    }
    expect(JSON.parse(await readFile(green.outputs['result-file'] ?? '', 'utf8'))).toMatchObject({
      acceptance: { accepted: [accepted], refused: [] },
      rules: { breaches: [{ rule: 'column-removed', finding: { subjects: ['largest'] } }] },
    })
    const { 'output-bundle-uuid': uuid } = green.outputs
    const recorded = { rule: 'column-removed', by: 'ann', how: 'label', evidence: 'Removed: `largest`.' }
    expect(green.receipts).toMatchObject([{ bundle: { uuid }, accepted: [recorded] }])
  })

  test('is not promoted before anybody accepted the change, because it left no receipt', ({ unaccepted }) => {
    expect(unaccepted.log).toMatch(/Not promoted \(output\)\. No run of the action recorded/)
    expect(unaccepted.log).not.toContain('would be promoted')
  })

  test('is promoted after that, and the receipt of the base says who accepted what', ({ green, promoted }) => {
    const { 'output-bundle-uuid': uuid } = green.outputs
    expect(promoted.outputs).toMatchObject({ status: 'promoted', 'output-bundle-uuid': uuid })
    const { accepted } = green.receipts[0] ?? {}
    expect(accepted).toMatchObject([{ rule: 'column-removed', by: 'ann' }])
    expect(promoted.receipts).toContainEqual(
      expect.objectContaining({ bundle: expect.objectContaining({ uuid }), accepted, remoteContext: 'shop' }),
    )
  })

  test('is red again when it drops more than what was accepted', ({ beyond }) => {
    expect(beyond).toMatchObject({ exitCode: 1, accepted: [], outputs: { verdict: 'rule-broken' } })
    expect(beyond.log).toContain('Not accepted: column-removed. The evidence goes beyond what was accepted.')
    expect(beyond.comment).toContain('### ❌ 1 rule broken')
  })

  test('is green when a person accepts that by a comment', ({ again, github }) => {
    expect(again).toMatchObject({ exitCode: 0, accepted: [{ by: 'ann', how: 'comment' }] })
    expect(github.comments.filter(({ body }) => body.startsWith('<!--'))).toHaveLength(1)
  })
})
