import { describe, expect, test } from 'vitest'
import { openGitHub } from '../../../src/github/open-github.ts'
import { readAcceptance } from '../../../src/run/acceptance/read-acceptance.ts'
import { type GitHubDouble, startGitHub } from '../../testbed/github.ts'

const sha = '1'.repeat(40)
const label = 'disdat: accepted'
const start = () => startGitHub({ pullRequests: [{ number: 7, sha, author: 'ann' }] })

async function read({ apiUrl }: GitHubDouble, ways: readonly ('label' | 'comment')[], head = sha) {
  const signal = AbortSignal.timeout(30_000)
  const github = await openGitHub({ token: 't', apiUrl, repository: 'octo-org/pipelines', signal })
  return await readAcceptance(github, { pullRequest: 7, sha: head, key: 'k' }, { ways, label, acceptBy: 'writer' })
}

describe('readAcceptance', () => {
  test('reads labels and comments, the newest first', async () => {
    await using double = await start()
    double.say('ann', '/disdat accept empty')
    double.labels.add(7, label, 'bob')
    double.say('cid', '/disdat accept type-changed')
    expect(await read(double, ['label', 'comment'])).toMatchObject({
      author: 'ann',
      grants: [
        { how: 'comment', by: { login: 'cid' }, rules: new Set(['type-changed']) },
        { how: 'label', by: { login: 'bob' }, rules: undefined },
        { how: 'comment', by: { login: 'ann' }, rules: new Set(['empty']) },
      ],
    })
  })

  test('reads only what `accept` names, and no events without the label', async () => {
    await using double = await start()
    double.say('ann', '/disdat accept empty')
    expect(await read(double, ['label'])).toMatchObject({ grants: [] })
    expect(double.asked.some(({ path }) => path.includes('/events'))).toBe(false)
  })

  test('takes the last of the events of a label', async () => {
    await using double = await start()
    double.labels.add(7, label, 'ann')
    double.labels.remove(7, label, 'ann')
    double.labels.add(7, label, 'bob')
    expect(await read(double, ['label'])).toMatchObject({ grants: [{ by: { login: 'bob' } }] })
  })

  test('takes no removed label, although another one has its name now', async () => {
    await using double = await start()
    double.labels.add(7, label, 'ann')
    double.labels.remove(7, label, 'ann')
    double.labels.add(7, 'other', 'bob')
    double.labels.rename(7, 'other', label)
    expect(await read(double, ['label'])).toMatchObject({ grants: [] })
  })

  test('says why comments count for nothing', async () => {
    await using double = await start()
    double.edit(double.say('ann', '/disdat accept empty'), '/disdat accept type-changed')
    double.say('bob', '/disdat accept all')
    double.say('', '/disdat accept')
    expect(await read(double, ['comment'])).toMatchObject({
      grants: [
        { refusal: 'The comment of an unknown account names no rule.' },
        { refusal: 'The comment of @bob names `all`, which is not a rule of `fail-on`.' },
        { refusal: 'The comment of @ann was edited. Write a new one.' },
      ],
    })
  })

  test('reads nothing for an older commit', async () => {
    await using double = await start()
    expect(await read(double, ['label'], '2'.repeat(40))).toBe('The pull request has a newer commit.')
    expect(double.asked).toHaveLength(1)
  })
})
