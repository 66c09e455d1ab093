import { describe, expect, test } from 'vitest'
import { getTime, parseActor } from '../../src/github/acceptance-events.ts'
import { openGitHub } from '../../src/github/open-github.ts'
import { type GitHubDouble, startGitHub } from '../testbed/github.ts'

const open = async ({ apiUrl }: GitHubDouble) => {
  const signal = AbortSignal.timeout(30_000)
  return (await openGitHub({ token: 't', apiUrl, repository: 'octo-org/pipelines', signal })).acceptanceEvents
}

describe('listLabelEvents', () => {
  test('lists the events of labels on all pages, with who caused them and when', async () => {
    await using double = await startGitHub()
    for (let index = 0; index < 150; index += 1) double.labels.add(7, `label ${index}`, 'rita')
    double.labels.remove(7, 'label 0', 'deploy[bot]')
    const events = await (await open(double)).listLabelEvents(7)
    expect(events).toHaveLength(151)
    expect(events[0]).toMatchObject({ kind: 'labeled', label: 'label 0', actor: { login: 'rita', isPerson: true } })
    expect(events.at(-1)).toMatchObject({ kind: 'unlabeled', actor: { login: 'deploy[bot]', isPerson: false } })
    expect(events[0]?.at).toEqual(new Date('2026-07-01T09:00:01Z'))
    expect(double.asked.map(({ path }) => path)).toEqual([
      '/repos/octo-org/pipelines/issues/7/events?per_page=100&page=1',
      '/repos/octo-org/pipelines/issues/7/events?per_page=100&page=2',
    ])
  })

  test('sorts by id, and leaves out other events', async () => {
    await using double = await startGitHub()
    for (const label of ['a', 'b', 'c']) double.labels.add(7, label, 'rita')
    double.labels.events.reverse()
    Object.assign(double.labels.events[1] ?? {}, { event: 'assigned' })
    const events = await (await open(double)).listLabelEvents(7)
    expect(events.map(({ label }) => label)).toEqual(['a', 'c'])
  })

  test.each(['created_at', 'label', 'id'])('refuses an event without `%s`, which may be the removal', async (field) => {
    await using double = await startGitHub()
    double.labels.add(7, 'a', 'rita')
    Object.assign(double.labels.events[0] ?? {}, { [field]: null })
    await expect((await open(double)).listLabelEvents(7)).rejects.toMatchObject({ kind: 'refused' })
    expect(double.asked).toHaveLength(1)
  })

  test('refuses more events than it reads, because the newest decide', async () => {
    await using double = await startGitHub()
    for (let index = 0; index < 10_000; index += 1) double.labels.add(7, 'a', 'rita')
    await expect((await open(double)).listLabelEvents(7)).rejects.toThrow('too many events')
  })
})

describe('getPermission', () => {
  test('returns the permission of a collaborator, and undefined for another account', async () => {
    await using double = await startGitHub({ permissions: { ann: 'write' } })
    const events = await open(double)
    expect(await events.getPermission('ann')).toBe('write')
    expect(await events.getPermission('mallory')).toBeUndefined()
  })

  test('throws for a refusal', async () => {
    await using double = await startGitHub({ selectFault: () => ({ kind: 'refuse', status: 403 }) })
    await expect((await open(double)).getPermission('ann')).rejects.toMatchObject({ kind: 'refused', status: 403 })
  })

  test('asks for a login as one part of the path', async () => {
    await using double = await startGitHub({ permissions: { ann: 'write' } })
    expect(await (await open(double)).getPermission('../ann')).toBeUndefined()
    expect(double.asked.map(({ path }) => path)).toEqual([
      '/repos/octo-org/pipelines/collaborators/..%2Fann/permission',
    ])
  })
})

describe('parseActor', () => {
  const parse = (user: unknown, app: unknown = null) => parseActor({ user, performed_via_github_app: app }, 'user')

  test.each([
    ['a person', { login: 'ann', type: 'User' }, null, { login: 'ann', isPerson: true }],
    ['an enterprise account', { login: 'ann_acme', type: 'User' }, null, { login: 'ann_acme', isPerson: true }],
    ['a bot', { login: 'x[bot]', type: 'Bot' }, null, { login: 'x[bot]', isPerson: false }],
    ['a bot by its name', { login: 'x[bot]', type: 'User' }, null, { login: 'x[bot]', isPerson: false }],
    ['an app for a person', { login: 'ann', type: 'User' }, { slug: 'x' }, { login: 'ann', isPerson: false }],
    ['a deleted account', null, null, { login: '', isPerson: false }],
    ['an account without a type', { login: 'ann' }, null, { login: 'ann', isPerson: false }],
    ['a name with Markdown', { login: '[x](//y)', type: 'User' }, null, { login: '', isPerson: true }],
    ['a name with a line break', { login: 'ann\n@bob', type: 'User' }, null, { login: '', isPerson: true }],
  ])('reads %s', (_, user, app, expected) => {
    expect(parse(user, app)).toEqual(expected)
  })
})

test('getTime reads a time, and nothing else', () => {
  expect(getTime({ at: '2026-07-01T09:00:00Z' }, 'at')).toEqual(new Date('2026-07-01T09:00:00Z'))
  for (const at of [undefined, null, 'soon', 5]) expect(getTime({ at }, 'at')).toBeUndefined()
})
