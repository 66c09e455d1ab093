import { expect, test } from 'vitest'
import { parseCommit, predictReuse, type ReuseFacts } from '../../src/disdat/reuse.ts'

const commit = '1288a02f3c1288a02f3c1288a02f3c1288a02f3c'
const other = 'ffffffff3c1288a02f3c1288a02f3c1288a02f3c'
const facts: ReuseFacts = {
  dialect: 'luigi',
  force: false,
  env: new Map([['PIPELINE_GIT_HASH', commit]]),
  commits: [commit],
}
const cleanEnv = new Map([['GIT_DIRTY', '']])
const emptyEnv = new Map()

test.each<[string, Partial<ReuseFacts>, boolean | undefined, ReadonlyMap<string, string>]>([
  ["the workflow's own commit", {}, true, cleanEnv],
  ["a pull request's head", { commits: [other, commit] }, true, cleanEnv],
  ['a commit stored as Python bytes', { env: new Map([['PIPELINE_GIT_HASH', `b'${commit}\\n'`]]) }, true, cleanEnv],
  ['a commit as dockerize bakes it in', { env: new Map([['PIPELINE_GIT_HASH', `b${commit}\\n`]]) }, true, cleanEnv],
  [
    'a commit that starts with the letter b',
    { env: new Map([['PIPELINE_GIT_HASH', `b${commit.slice(1)}`]]), commits: [`b${commit.slice(1)}`] },
    true,
    cleanEnv,
  ],
  ['another commit', { commits: [other] }, undefined, emptyEnv],
  ['a workflow without a commit', { commits: [] }, undefined, emptyEnv],
  ['an image without a commit', { env: new Map() }, undefined, emptyEnv],
  [
    'a text that is not a commit',
    { env: new Map([['PIPELINE_GIT_HASH', 'unknown']]), commits: ['unknown'] },
    undefined,
    emptyEnv,
  ],
  ['force', { force: true }, false, emptyEnv],
  ['the classic dialect', { dialect: 'classic' }, undefined, emptyEnv],
  ['an empty GIT_DIRTY of the user', { env: new Map([['GIT_DIRTY', '']]) }, true, emptyEnv],
  [
    'a GIT_DIRTY of the user',
    {
      env: new Map([
        ['GIT_DIRTY', 'True'],
        ['PIPELINE_GIT_HASH', commit],
      ]),
    },
    undefined,
    emptyEnv,
  ],
])('predictReuse of %s', (_, changes, possible, env) => {
  const reuse = predictReuse({ ...facts, ...changes })
  expect({ possible: reuse.possible, env: reuse.env }).toStrictEqual({ possible, env })
})

const again = 'Disdat runs every task again unless the image is configured with `ignore_code_version`.'

test.each<[Partial<ReuseFacts>, string]>([
  [{ force: true }, 'Not possible: `force` is set.'],
  [{ dialect: 'disdat-0.8.0' }, 'Depends on the image: images of disdat 0.8.0 decide on their own.'],
  [{ env: new Map([['GIT_DIRTY', '']]) }, 'Possible: GIT_DIRTY is empty in the environment.'],
  [{ env: new Map([['GIT_DIRTY', 'True']]) }, `Depends on the image: GIT_DIRTY is set, so ${again}`],
  [{ env: new Map() }, `Depends on the image: it names no commit, so ${again}`],
  [{}, 'Possible: the image is built from commit 1288a02, which this workflow runs for.'],
  [
    { commits: [other] },
    `Depends on the image: it is built from commit 1288a02 and this workflow runs for fffffff, so ${again}`,
  ],
  [
    { commits: [] },
    `Depends on the image: it is built from commit 1288a02 and this workflow runs for an unknown commit, so ${again}`,
  ],
])('predictReuse says why: case %#', (changes, why) => {
  expect(predictReuse({ ...facts, ...changes }).why).toBe(why)
})

const long = 'a1'.repeat(32)

test.each([
  [commit, commit],
  [long, long],
  [` ${commit}\n`, commit],
  [`b'${commit}\\n'`, commit],
  [`b${commit}\\n`, commit],
  [undefined, undefined],
  ['', undefined],
  ['a', undefined],
  ['z'.repeat(64), undefined],
  [commit.slice(1), undefined],
  [`${commit}a`, undefined],
  [`at ${commit}`, undefined],
  [`${commit} or`, undefined],
])('parseCommit of %j is %j', (text, expected) => {
  expect(parseCommit(text)).toBe(expected)
})
