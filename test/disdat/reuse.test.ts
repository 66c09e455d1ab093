import { expect, test } from 'vitest'
import { predictReuse, type ReuseFacts } from '../../src/disdat/reuse.ts'

const commit = '1288a02f3c1288a02f3c1288a02f3c1288a02f3c'
const other = 'ffffffff3c1288a02f3c1288a02f3c1288a02f3c'
const built: ReuseFacts = {
  dialect: 'luigi',
  force: false,
  env: new Map([['PIPELINE_GIT_HASH', commit]]),
  commits: [commit],
}
const told = new Map([['GIT_DIRTY', '']])
const untold = new Map()

test.each<[string, Partial<ReuseFacts>, boolean | undefined, ReadonlyMap<string, string>]>([
  ["the workflow's own commit", {}, true, told],
  ["a pull request's head", { commits: [other, commit] }, true, told],
  ['a commit stored as Python bytes', { env: new Map([['PIPELINE_GIT_HASH', `b'${commit}\\n'`]]) }, true, told],
  ['a commit as dockerize bakes it in', { env: new Map([['PIPELINE_GIT_HASH', `b${commit}\\n`]]) }, true, told],
  [
    'a commit that starts with b',
    { env: new Map([['PIPELINE_GIT_HASH', `b${commit.slice(1)}`]]), commits: [`b${commit.slice(1)}`] },
    true,
    told,
  ],
  ['another commit', { commits: [other] }, undefined, untold],
  ['no commit of the workflow', { commits: [] }, undefined, untold],
  ['no commit in the image', { env: new Map() }, undefined, untold],
  [
    'something that is no commit',
    { env: new Map([['PIPELINE_GIT_HASH', 'unknown']]), commits: ['unknown'] },
    undefined,
    untold,
  ],
  ['force', { force: true }, false, untold],
  ['the classic dialect', { dialect: 'classic' }, undefined, untold],
  ['an empty GIT_DIRTY of the user', { env: new Map([['GIT_DIRTY', '']]) }, true, untold],
  [
    'a GIT_DIRTY of the user',
    {
      env: new Map([
        ['GIT_DIRTY', 'True'],
        ['PIPELINE_GIT_HASH', commit],
      ]),
    },
    undefined,
    untold,
  ],
])('%s', (_, facts, possible, env) => {
  const reuse = predictReuse({ ...built, ...facts })
  expect({ possible: reuse.possible, env: reuse.env }).toStrictEqual({ possible, env })
})

test('the reason names both commits', () => {
  expect(predictReuse({ ...built, commits: [other] }).why).toBe(
    'Left to the image: the image was built from commit 1288a02, this workflow runs for fffffff, so Disdat makes everything anew unless the image is configured with `ignore_code_version`.',
  )
})
