import { describe, expect, test } from 'vitest'
import { createShownRule } from '../../../src/run/acceptance/collect-shown-rules.ts'
import { decideAcceptance } from '../../../src/run/acceptance/decide-acceptance.ts'
import type { Grant } from '../../../src/run/acceptance/read-acceptance.ts'

const run = { pipeClass: 'shop.Daily', context: 'pr-7/shop', params: new Map<string, string>() }
const breach = { rule: 'empty', evidence: 'It has no rows.', finding: { subjects: ['It has no rows.'] } }
const shownAt = new Date('2026-07-01T09:00:00Z')
const shown = { ...createShownRule(run, breach), shownAt }

const createGrant = (login: string, minute: number, changes: Partial<Grant> = {}): Grant => ({
  ...{ how: 'comment', by: { login, isPerson: true }, at: new Date(shownAt.getTime() + minute * 60_000) },
  rules: new Set(['empty']),
  ...changes,
})

/** Decides about the rule; `mallory` may not accept it. */
async function decide(grants: readonly Grant[], ways: readonly ('label' | 'comment')[] = ['label']) {
  const asked: string[] = []
  const findObjection = async ({ login }: Grant['by']) => {
    asked.push(login)
    return login === 'mallory' ? 'Not mallory.' : undefined
  }
  const facts = { shown: new Map([[shown.key, shown]]), grants, author: 'ann' }
  const { accepted, refused } = await decideAcceptance(run, [breach], {
    ...{ facts, findObjection, redact: (text: string) => text },
    inputs: { ways, label: 'ok' },
  })
  return { by: accepted[0]?.by, why: refused[0]?.why, asked }
}

describe('decideAcceptance', () => {
  test('takes the newest of several that may accept, and asks about no further person', async () => {
    expect(await decide([createGrant('bob', 2), createGrant('ann', 1)])).toEqual({
      by: 'bob',
      why: undefined,
      asked: ['bob'],
    })
  })

  test('takes an older one where the newest may not accept', async () => {
    const { by, asked } = await decide([createGrant('mallory', 2), createGrant('ann', 1)])
    expect({ by, asked }).toEqual({ by: 'ann', asked: ['mallory', 'ann'] })
  })

  test('gives the reason of the newest, and asks about no person whose comment counts for nothing', async () => {
    const refused = createGrant('bob', 3, { refusal: 'It was edited.' })
    expect(await decide([refused, createGrant('mallory', 2)])).toMatchObject({
      why: 'It was edited.',
      asked: ['mallory'],
    })
  })

  test('asks about no person who accepted before the report', async () => {
    const { why, asked } = await decide([createGrant('ann', 0)])
    expect({ why, asked }).toEqual({ why: expect.stringContaining('before the report showed it'), asked: [] })
  })

  test.each([
    [['label'], 'If the change is expected, read this report, and add the label `ok` to the pull request.'],
    [
      ['comment'],
      'If the change is expected, read this report, and comment `/disdat accept empty` on the pull request.',
    ],
    [
      ['label', 'comment'],
      'If the change is expected, read this report, and add the label `ok` to the pull request, or comment `/disdat accept empty` on it.',
    ],
  ] as const)('says how to accept with %j', async (ways, why) => {
    expect((await decide([], ways)).why).toBe(why)
  })

  test('says to remove a label that is there', async () => {
    const { why } = await decide([createGrant('ann', 0, { how: 'label', rules: undefined })])
    expect(why).toContain('remove the label `ok`, and add it again')
  })
})
