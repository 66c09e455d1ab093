import { expect, test } from 'vitest'
import { playRounding } from '../testbed/rounding.ts'

test('the pull request of the demo breaks a rule, is accepted with a label, and is promoted by its merge', async () => {
  const { change, tried, accepted, merged, page } = await playRounding({ dist: process.env['RUN_ACTION_DIST'] })
  expect(change).toEqual([
    '-        by_customer = kept.groupby("customer", sort=True)["amount"]',
    '+        by_customer = kept.assign(amount=np.ceil(kept["amount"])).groupby("customer", sort=True)["amount"]',
  ])
  const rule = 'changed(total)>10%'
  expect(tried).toMatchObject({
    result: 'failure',
    outputs: { status: 'failed', verdict: 'rule-broken', breaches: JSON.stringify([rule]), accepted: '[]' },
  })
  // Of ann and bob, only ann has an amount with a fraction: 20.5 and 99.5.
  expect(tried.comment).toContain('| `total` | 1 | 50 % | +1 | +1 |')
  expect(tried.comment).toMatch(/^\| `ann` \| .*`total` `120` → `121`/m)

  expect(accepted).toMatchObject({
    result: 'success',
    outputs: { status: 'succeeded', breaches: JSON.stringify([rule]) },
  })
  expect(accepted.outputs['verdict']).toBeUndefined()
  const who: unknown = JSON.parse(accepted.outputs['accepted'] ?? '')
  expect(who).toEqual([{ rule, by: 'octocat', at: expect.any(String), how: 'label' }])
  expect(accepted.comment).toContain('⚠️ Accepted change: `orders.daily`, data changed')
  expect(accepted.comment).toMatch(
    /^- ⚠️ `changed\(total\)>10%`: .* Accepted by @\u2060?octocat on .* with a label\\?\.$/m,
  )
  expect(accepted.comment).toContain(`#artifacts) (artifact \`${page.name}\`)`)
  expect(page.html).toMatch(/^<!doctype html>/)

  const uuid = 'output-bundle-uuid'
  const { [uuid]: output } = accepted.outputs
  expect(merged).toMatchObject({
    result: 'success',
    outputs: {
      status: 'promoted',
      [uuid]: output,
      'output-bundle-uri': expect.stringMatching(`/shop/objects/${output}$`),
    },
  })
  // No container was started.
  expect(merged.outputs['job-id']).toBeUndefined()
  expect(merged.summary).toContain('🚀 Promoted: `orders.daily` from `pr-57`')
  // The comment on the pull request stays as it was.
  expect(merged.comment).toBe(accepted.comment)
})
