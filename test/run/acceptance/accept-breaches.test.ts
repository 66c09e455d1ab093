import { describe, expect } from 'vitest'
import { GitHubError } from '../../../src/github/errors.ts'
import { RunReporter } from '../../../src/report/run-reporter.ts'
import { acceptBreaches } from '../../../src/run/acceptance/accept-breaches.ts'
import { StepAcceptance } from '../../../src/run/acceptance/step-acceptance.ts'
import { publishComment } from '../../../src/run/publish-comment.ts'
import { type GitHubDouble, startGitHub } from '../../testbed/github.ts'
import { createContext, createLog, planRunOn, test, useCommandFiles } from '../fixtures.ts'

const sha = '1'.repeat(40)
const cancelled = new AbortController().signal
const breaches = [
  { rule: 'empty', evidence: 'No rows.' },
  { rule: 'rows<10', evidence: '0 rows.' },
]
const keepText = (text: string) => text
const start = () => startGitHub({ pullRequests: [{ number: 7, sha }], permissions: { ann: 'write' } })
const accessTo = ({ apiUrl }: GitHubDouble) => ({
  ...{ token: 't', env: { GITHUB_API_URL: apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines' }, log: createLog() },
})

describe('acceptBreaches', () => {
  test('reports and logs what is accepted and what is not', async ({ remote }) => {
    await useCommandFiles()
    await using double = await start()
    const access = accessTo(double)
    const place = { pullRequest: 7, sha, key: 'k' }
    const inputs = { ways: ['comment'], label: '', acceptBy: 'writer' } as const
    const acceptance = new StepAcceptance({ access, inputs, cancelled, redact: keepText, findPlace: () => place })
    const log = createLog()
    const { context } = createContext({ run: planRunOn(remote), dependencies: { acceptance, log } })
    const names = { pipeClass: 'p.C', backend: 'Double', remote: remote.url, context: 'a/a', params: new Map() }
    const reporter = new RunReporter({ runId: 'run-1', ...names }, context.dependencies.outputs, 0)
    const rules = { checked: [], breaches, undecided: [] }
    await publishComment(
      [{ ...reporter.report, rules }],
      {
        ...{ ...place, runId: 1, attempt: 1, url: 'https://github.com/o/p', remark: '', refusalAdvice: '' },
        inputs: { comment: 'always', commentKey: undefined, commentMode: 'update', githubToken: 't' },
      },
      { ...access, outputs: { set: async () => undefined }, cancelled, recordsRules: true },
    )
    double.say('ann', '/disdat accept empty')

    const result = await acceptBreaches(context, reporter, rules)
    expect(result).toMatchObject({ accepted: [{ rule: 'empty', by: 'ann' }], refused: [{ rule: 'rows<10' }] })
    expect(reporter.report.acceptance).toEqual(result)
    expect(log.lines).toEqual([
      expect.stringMatching(
        /^warning: Accepted change: the output breaks the rule empty, which @ann accepted on 2026-07-01/,
      ),
      expect.stringMatching(/^Not accepted: rows<10\. If the change is expected/),
    ])
  })

  test('asks nothing when no rule is broken, and without `accept`', async ({ remote }) => {
    const { context } = createContext({ run: planRunOn(remote) })
    const names = { pipeClass: 'p.C', backend: 'Double', remote: '', context: 'a/a', params: new Map() }
    const reporter = new RunReporter({ runId: 'run-1', ...names }, context.dependencies.outputs, 0)
    expect(await acceptBreaches(context, reporter, { checked: [], breaches, undecided: [] })).toBeUndefined()
    const acceptance = new StepAcceptance({
      redact: keepText,
      access: { token: 't', env: {}, log: createLog() },
      inputs: { ways: ['label'], label: 'x', acceptBy: 'writer' },
      cancelled,
      findPlace: () => {
        throw new GitHubError('refused', new Error('asked'), 403)
      },
    })
    const asking = createContext({ run: planRunOn(remote), dependencies: { acceptance } }).context
    expect(await acceptBreaches(asking, reporter, { checked: [], breaches: [], undecided: [] })).toBeUndefined()
  })
})
