import { describe, expect, test, vi } from 'vitest'
import type { RuleFinding } from '../../../src/compare/rules/finding.ts'
import type { AcceptanceInputs } from '../../../src/plan/acceptance-inputs.ts'
import type { AcceptanceReport } from '../../../src/report/accepted-change.ts'
import { redactReport } from '../../../src/report/redact-report.ts'
import type { Report } from '../../../src/report/report.ts'
import { createStepAcceptance, StepAcceptance } from '../../../src/run/acceptance/step-acceptance.ts'
import { publishComment } from '../../../src/run/publish-comment.ts'
import { completeReport } from '../../report/fixtures/reports.ts'
import { states } from '../../report/fixtures/states.ts'
import { actionsBot, type GitHubDouble, type GitHubOptions, startGitHub } from '../../testbed/github.ts'
import { createLog } from '../fixtures.ts'

const sha = '1'.repeat(40)
const label = 'disdat: accepted'
const cancelled = new AbortController().signal
const inputs: AcceptanceInputs = { ways: ['label', 'comment'], label, acceptBy: 'writer' }
const permissions = { ann: 'write', mia: 'maintain', adam: 'admin', rita: 'read', 'deploy[bot]': 'admin', app: 'admin' }

const start = (options: GitHubOptions = {}) =>
  startGitHub({ pullRequests: [{ number: 7, sha, author: 'ann' }], permissions, ...options })

const removed = (...subjects: readonly string[]): RuleFinding => ({ subjects })
const lost = (value: number): RuleFinding => ({ subjects: [], amount: { value, worse: 'lower' } })

/** A report whose output breaks rules with these findings. */
function createReport(findings: Readonly<Record<string, RuleFinding>>, changes: Partial<Report> = {}): Report {
  const [report] = states['breach'] ?? []
  if (report === undefined) throw new Error('no report')
  const breaches = Object.entries(findings).map(([rule, finding]) => ({ rule, evidence: 'Seen.', finding }))
  const rules = { checked: Object.keys(findings), breaches, undecided: [] }
  return { ...completeReport(report), rules, ...changes }
}

const usual = createReport({ 'column-removed': removed('discount') })

interface RunOptions {
  readonly sha?: string
  readonly runId?: number
  readonly redact?: (text: string) => string
}

const keepText = (text: string) => text

/** What the run of one commit does on GitHub: it asks who accepted, and then comments. */
function createRun(double: GitHubDouble, options: RunOptions = {}) {
  const log = createLog()
  const env = { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines' }
  const access = { token: 'ghs_1', env, log }
  const place = { pullRequest: 7, sha: options.sha ?? sha, key: 'k' }
  const createStep = (changes: Partial<AcceptanceInputs> = {}) =>
    new StepAcceptance({
      ...{ access, inputs: { ...inputs, ...changes }, cancelled, redact: options.redact ?? keepText },
      findPlace: () => place,
    })
  return {
    createStep,
    async decide(report: Report, changes: Partial<AcceptanceInputs> = {}): Promise<AcceptanceReport> {
      return await createStep(changes).decide(report, report.rules?.breaches ?? [])
    },
    async show(report: Report, acceptance?: AcceptanceReport, others: readonly Report[] = []): Promise<void> {
      const target = {
        ...{ ...place, runId: options.runId ?? 812, attempt: 1, url: 'https://github.com/o/p', remark: '' },
        inputs: { comment: 'always', commentKey: undefined, commentMode: 'update', githubToken: 't' } as const,
        refusalAdvice: '',
      }
      const outputs = { set: async () => undefined }
      await publishComment([{ ...report, ...(acceptance && { acceptance }) }, ...others], target, {
        ...{ ...access, outputs, cancelled, recordsRules: true },
      })
    },
  }
}

/** The results of the rules: who accepted each, or why it is not accepted. */
const summarize = ({ accepted, refused }: AcceptanceReport) => [
  ...accepted.map(({ rule, by, how }) => `${rule} by ${by} with a ${how}`),
  ...refused.map(({ rule, why }) => `${rule}: ${why}`),
]

/** Shows a report, lets people act, and decides about the same report again. */
async function decideAfter(
  act: (double: GitHubDouble) => void,
  changes: Partial<AcceptanceInputs> = {},
  options: GitHubOptions = {},
) {
  await using double = await start(options)
  const run = createRun(double)
  await run.show(usual)
  act(double)
  return summarize(await run.decide(usual, changes)).join('\n')
}

describe('a rule that the comment showed is accepted', () => {
  test.each([
    ['ann', 'write'],
    ['mia', 'maintain'],
    ['adam', 'admin'],
  ])('by the label that %s adds with the permission %s', async (login) => {
    expect(await decideAfter(({ labels }) => labels.add(7, label, login))).toBe(
      `column-removed by ${login} with a label`,
    )
  })

  test('by a comment that names it', async () => {
    const act = ({ say }: GitHubDouble) => say('adam', '/disdat accept type-changed column-removed\nBecause.')
    expect(await decideAfter(act)).toBe('column-removed by adam with a comment')
  })

  test('by the label in other case, and at the time of GitHub', async () => {
    await using double = await start()
    const run = createRun(double)
    await run.show(usual)
    double.labels.add(7, 'Disdat: Accepted', 'adam')
    const { accepted } = await run.decide(usual)
    expect(accepted).toEqual([
      { rule: 'column-removed', by: 'adam', at: new Date('2026-07-01T09:00:02Z'), how: 'label' },
    ])
  })

  test('although the comment was made of a report with hidden texts', async () => {
    await using double = await start()
    const redact = (text: string) => text.replaceAll('secret-name', '***')
    const params = new Map([['key', 'secret-name']])
    const finding = { 'nulls:secret-name>5%': removed('secret-name'), 'rows<10': lost(3) }
    const report = createReport(finding, { params, context: 'secret-name/shop' })
    const run = createRun(double, { redact })
    await run.show(redactReport(report, redact))
    double.labels.add(7, label, 'adam')
    const acceptance = await run.decide(report)
    expect(summarize(acceptance)).toEqual(['nulls:secret-name>5% by adam with a label', 'rows<10 by adam with a label'])
    await run.show(redactReport({ ...report, acceptance }, redact))
    expect((await run.decide(report)).accepted).toEqual(acceptance.accepted)
  })

  test('by one of several comments, of which another is refused', async () => {
    const act = ({ say }: GitHubDouble) => {
      say('adam', '/disdat accept column-removed')
      say('rita', '/disdat accept column-removed')
    }
    expect(await decideAfter(act)).toBe('column-removed by adam with a comment')
  })

  test('by a label whose event is on a later page', async () => {
    const act = ({ labels }: GitHubDouble) => {
      for (let index = 0; index < 250; index += 1) labels.add(7, `label ${index}`, 'rita')
      labels.add(7, label, 'adam')
    }
    expect(await decideAfter(act)).toBe('column-removed by adam with a label')
  })

  test('still after its run has commented again, and by a concurrent run', async () => {
    await using double = await start()
    const first = createRun(double)
    await first.show(usual)
    double.labels.add(7, label, 'adam')
    const [second, third] = [createRun(double, { runId: 813 }), createRun(double, { runId: 814 })]
    const decided = await Promise.all([second.decide(usual), third.decide(usual)])
    for (const acceptance of decided) expect(summarize(acceptance)).toEqual(['column-removed by adam with a label'])
    await Promise.all(decided.map((acceptance, index) => (index === 0 ? second : third).show(usual, acceptance)))
    expect(double.comments.filter(({ author }) => author === actionsBot)).toHaveLength(1)
    expect(summarize(await createRun(double, { runId: 815 }).decide(usual))).toEqual([
      'column-removed by adam with a label',
    ])
  })

  test('also where a run that knew nothing of the label has commented after it', async () => {
    await using double = await start()
    await createRun(double).show(usual)
    double.labels.add(7, label, 'adam')
    await createRun(double, { runId: 813 }).show(usual, { accepted: [], refused: [] })
    expect(summarize(await createRun(double, { runId: 814 }).decide(usual))).toEqual([
      'column-removed by adam with a label',
    ])
  })
})

describe('a rule is not accepted', () => {
  test.each<[string, (double: GitHubDouble) => void, RegExp, Partial<AcceptanceInputs>?]>([
    [
      'without a label or a comment',
      () => undefined,
      /read this report, and add the label `disdat: accepted`.*, or comment `\/disdat accept column-removed`/,
    ],
    [
      'by a person with read access',
      ({ labels }) => labels.add(7, label, 'rita'),
      /@rita accepted it, and has no write access/,
    ],
    [
      'by a stranger',
      ({ say }) => void say('mallory', '/disdat accept column-removed'),
      /@mallory accepted it, and has no write access/,
    ],
    [
      'by a bot',
      ({ labels }) => labels.add(7, label, 'deploy[bot]'),
      /@deploy\[bot\] accepted it, and is not a person/,
    ],
    [
      'by the workflow of a fork',
      ({ labels }) => labels.add(7, label, actionsBot),
      /@github-actions\[bot\] accepted it, and is not a person/,
    ],
    [
      'by an app on behalf of a person',
      ({ labels }) => labels.add(7, label, 'app', { viaApp: true }),
      /@app accepted it, and is not a person/,
    ],
    [
      'by a comment that an app wrote',
      ({ say }) => void say('app', '/disdat accept column-removed', { viaApp: true }),
      /not a person/,
    ],
    ['by an account that was deleted', ({ labels }) => labels.add(7, label, ''), /An unknown account accepted it/],
    ['by an organization', ({ labels }) => labels.add(7, label, 'adam', { type: 'Organization' }), /is not a person/],
    [
      'by a removed label',
      ({ labels }) => {
        labels.add(7, label, 'adam')
        labels.remove(7, label, 'rita')
      },
      /add the label/,
    ],
    ['by a label of another name', ({ labels }) => labels.add(7, 'accepted', 'adam'), /add the label/],
    [
      'by a label that was renamed since',
      ({ labels }) => {
        labels.add(7, label, 'adam')
        labels.rename(7, label, 'old')
      },
      /add the label/,
    ],
    [
      'by another label that was renamed to it',
      ({ labels }) => {
        labels.add(7, 'other', 'adam')
        labels.rename(7, 'other', label)
      },
      /add the label/,
    ],
    [
      'by its author with `accept-by: other`',
      ({ labels }) => labels.add(7, label, 'ann'),
      /@ann accepted it, and is the author/,
      { acceptBy: 'other' },
    ],
    [
      'by a label where only comments count',
      ({ labels }) => labels.add(7, label, 'adam'),
      /and comment `\/disdat accept/,
      { ways: ['comment'] },
    ],
    [
      'by a comment where only labels count',
      ({ say }) => void say('adam', '/disdat accept column-removed'),
      /and add the label/,
      { ways: ['label'] },
    ],
    [
      'by an edited comment',
      ({ say, edit }) => edit(say('adam', 'Well.'), '/disdat accept column-removed'),
      /The comment of @adam was edited/,
    ],
    [
      'by a comment that names another rule',
      ({ say }) => void say('adam', '/disdat accept type-changed'),
      /comment `\/disdat accept column-removed`/,
    ],
    [
      'by a comment that names a word that is not a rule',
      ({ say }) => void say('adam', '/disdat accept column-removed everything'),
      /names `everything`, which is not a rule/,
    ],
    ['by a comment that names no rule', ({ say }) => void say('adam', '/disdat accept'), /names no rule/],
    [
      'by a comment that quotes the command',
      ({ say }) => void say('adam', '> /disdat accept column-removed'),
      /If the change is expected/,
    ],
    [
      'by a comment with the command in a later line',
      ({ say }) => void say('adam', 'See:\n/disdat accept column-removed'),
      /If the change is expected/,
    ],
    [
      'by a comment in the second of the report',
      ({ clock, say }) => {
        clock.hold()
        say('adam', '/disdat accept column-removed')
      },
      /before the report showed it/,
    ],
  ])('%s', async (_, act, why, changes) => {
    const result = await decideAfter(act, changes)
    expect(result).toMatch(/^column-removed: /)
    expect(result).toMatch(why)
  })

  test('by a label that was there before the report', async () => {
    await using double = await start()
    const run = createRun(double)
    double.labels.add(7, label, 'adam')
    expect(summarize(await run.decide(usual)).join()).toMatch(
      /No earlier report of this commit shows it.*remove the label/,
    )
    await run.show(usual)
    expect(summarize(await run.decide(usual)).join()).toMatch(/before the report showed it.*remove the label/)
    double.labels.remove(7, label, 'adam')
    double.labels.add(7, label, 'adam')
    expect(summarize(await run.decide(usual))).toEqual(['column-removed by adam with a label'])
  })

  test('by a comment that another account wrote in the name of the action', async () => {
    await using double = await start()
    const run = createRun(double)
    await run.show(usual)
    const [own] = double.comments
    const forged = own?.body ?? ''
    double.comments.length = 0
    double.say('mallory', forged)
    double.labels.add(7, label, 'adam')
    expect(summarize(await run.decide(usual)).join()).toMatch(/No earlier report/)
  })

  test('when a person has edited the comment of the action after the label', async () => {
    await using double = await start()
    const run = createRun(double)
    await run.show(usual)
    double.labels.add(7, label, 'adam')
    const [own] = double.comments
    if (own) double.edit(own, `${own.body}.`)
    expect(summarize(await run.decide(usual)).join()).toMatch(/before the report showed it/)
  })

  test('for another commit than that of the report', async () => {
    const head = '2'.repeat(40)
    await using double = await start({ pullRequests: [{ number: 7, sha: head }] })
    await createRun(double, { sha: head }).show(usual)
    double.labels.add(7, label, 'adam')
    expect(summarize(await createRun(double).decide(usual))).toEqual([
      'column-removed: The pull request has a newer commit.',
    ])
    expect(summarize(await createRun(double, { sha: head }).decide(usual))).toHaveLength(1)
  })

  test('for another run of the step', async () => {
    await using double = await start()
    const run = createRun(double)
    await run.show(usual)
    double.labels.add(7, label, 'adam')
    const other = { ...usual, params: new Map([['day', '2026-01-06']]) }
    expect(summarize(await run.decide(other)).join()).toMatch(/No earlier report/)
  })
})

describe('an acceptance covers', () => {
  /** Accepts a report, and decides about another one of the same commit. */
  async function decideNext(first: Report, next: Report): Promise<string> {
    await using double = await start()
    const run = createRun(double)
    await run.show(first)
    double.labels.add(7, label, 'adam')
    return summarize(await run.decide(next)).join('\n')
  }

  const many = (count: number) => removed(...Array.from({ length: count }, (_, index) => `column ${index}`))
  const accepted = 'by adam with a label'
  test.each([
    ['the same columns', removed('a', 'b'), removed('b', 'a'), accepted],
    ['fewer columns', removed('a', 'b'), removed('b'), accepted],
    ['no further column', removed('a'), removed('a', 'b'), 'goes beyond'],
    ['no other column', removed('a'), removed('b'), 'goes beyond'],
    ['the same thousand columns', many(1000), many(1000), accepted],
    ['no other of a thousand columns', many(1000), many(1001), 'goes beyond'],
    ['the same number', lost(-30), lost(-30), accepted],
    ['a number nearer to the limit', lost(-30), lost(-25), accepted],
    ['no number further from it', lost(-30), lost(-30.1), 'goes beyond'],
    [
      'no number in the other direction',
      lost(-30),
      { subjects: [], amount: { value: -30, worse: 'higher' } },
      'goes beyond',
    ],
    ['no number where there was none', removed(), lost(-30), 'goes beyond'],
  ] as const)('%s', async (_, first, next, expected) => {
    const result = await decideNext(createReport({ rule: first }), createReport({ rule: next }))
    expect(result).toContain(expected)
  })

  test('no other rule', async () => {
    const next = createReport({ 'column-removed': removed('discount'), 'type-changed': removed('amount') })
    expect(await decideNext(usual, next)).toMatch(
      /^column-removed by adam with a label\ntype-changed: No earlier report/,
    )
  })

  test('what was accepted, also when a run in between showed less', async () => {
    await using double = await start()
    await createRun(double).show(createReport({ rule: lost(-30) }))
    double.labels.add(7, label, 'adam')
    const less = createReport({ rule: lost(-20) })
    await createRun(double, { runId: 813 }).show(less, await createRun(double).decide(less))
    expect(summarize(await createRun(double, { runId: 814 }).decide(createReport({ rule: lost(-30) })))).toEqual([
      'rule by adam with a label',
    ])
  })

  test('not what a run in between showed and the person may not have seen', async () => {
    await using double = await start()
    await createRun(double).show(createReport({ rule: lost(-20) }))
    double.labels.add(7, label, 'adam')
    const more = createReport({ rule: lost(-30) })
    const run = createRun(double, { runId: 813 })
    await run.show(more, await run.decide(more))
    expect(summarize(await run.decide(more)).join()).toMatch(/before the report showed it/)
    expect(summarize(await run.decide(createReport({ rule: lost(-20) }))).join()).toMatch(/before the report/)
  })
})

describe('what GitHub does not answer is not accepted', () => {
  const refuse = (part: string, status: number): GitHubOptions => ({
    selectFault: ({ path, method }) =>
      method === 'GET' && path.includes(part)
        ? { kind: 'refuse', status, headers: { 'retry-after': '300' } }
        : undefined,
  })
  const act = ({ labels }: GitHubDouble) => labels.add(7, label, 'adam')

  test.each([
    ['the events', '/events', 403],
    ['the events', '/events', 404],
    ['the permission', '/permission', 403],
  ])('%s (%s, %i)', async (_, part, status) => {
    // A pause of five minutes is not waited for, so that 403 is like a refusal here.
    expect(await decideAfter(act, {}, refuse(part, status))).toMatch(
      /^column-removed: GitHub does not (?:answer who accepted it|let this token read who accepted it): /,
    )
  })

  test('the permission of an unknown account (404)', async () => {
    expect(await decideAfter(act, {}, refuse('/permission', 404))).toMatch(/@adam accepted it, and has no write access/)
  })

  test.each(['/events', '/permission', '/comments?', '/pulls/7'])('with a server error (%s)', async (part) => {
    let isBroken = false
    const { selectFault } = refuse(part, 503)
    await using double = await start({ selectFault: (asked) => (isBroken ? selectFault?.(asked) : undefined) })
    await createRun(double).show(usual)
    act(double)
    isBroken = true
    expect(summarize(await createRun(double).decide(usual)).join()).toMatch(
      /^column-removed: GitHub does not answer who accepted it: .+\.$/,
    )
  })

  test('without a token, or outside of a pull request', async () => {
    const decide = async (token: string | undefined, hasPlace: boolean) => {
      const env = { GITHUB_API_URL: 'http://127.0.0.1:9', GITHUB_REPOSITORY: 'octo-org/pipelines' }
      const findPlace = () => (hasPlace ? { pullRequest: 7, sha, key: 'k' } : undefined)
      const access = { token, env, log: createLog() }
      const step = new StepAcceptance({ access, inputs, cancelled, redact: keepText, findPlace })
      return summarize(await step.decide(usual, usual.rules?.breaches ?? []))
    }
    expect(await decide(undefined, true)).toEqual(['column-removed: `accept` needs `github-token`.'])
    expect(await decide('t', false)).toEqual([expect.stringContaining('does not belong to a pull request')])
  })

  test('for more than 20 accounts', async () => {
    await using double = await start()
    const run = createRun(double)
    await run.show(usual)
    for (let index = 0; index < 25; index += 1) double.say(`user${index}`, '/disdat accept column-removed')
    expect(summarize(await run.decide(usual))).toHaveLength(1)
    expect(double.asked.filter(({ path }) => path.endsWith('/permission'))).toHaveLength(20)
    double.say('adam', '/disdat accept column-removed')
    expect(summarize(await run.decide(usual))).toEqual(['column-removed by adam with a comment'])
  })
})

test('an account that was asked once counts for each rule, also when no other account may be asked', async () => {
  await using double = await start()
  const two = createReport({ 'column-removed': removed('discount'), 'rows<10': lost(3) })
  const run = createRun(double)
  await run.show(two)
  const command = '/disdat accept column-removed rows<10'
  for (const login of ['adam', ...Array.from({ length: 19 }, (_, index) => `user${index}`)]) double.say(login, command)
  expect(summarize(await run.decide(two))).toEqual([
    'column-removed by adam with a comment',
    'rows<10 by adam with a comment',
  ])
})

test('the author of the pull request is the same account in any case of the letters', async () => {
  const pullRequests = [{ number: 7, sha, author: 'Ann' }]
  const act = ({ labels }: GitHubDouble) => labels.add(7, label, 'ann')
  expect(await decideAfter(act, { acceptBy: 'other' }, { pullRequests })).toMatch(/is the author of the pull request/)
})

test('a cancelled step ends with the reason of the cancellation', async () => {
  const env = { GITHUB_API_URL: 'http://127.0.0.1:9', GITHUB_REPOSITORY: 'octo-org/pipelines' }
  const step = new StepAcceptance({
    ...{ access: { token: 't', env, log: createLog() }, inputs, redact: keepText },
    ...{ cancelled: AbortSignal.abort(new Error('cancelled')), findPlace: () => ({ pullRequest: 7, sha, key: 'k' }) },
  })
  await expect(step.decide(usual, usual.rules?.breaches ?? [])).rejects.toThrow('cancelled')
})

test('GitHub is asked once for all runs of a step, and not before a rule is broken', async () => {
  await using double = await start()
  await createRun(double).show(usual)
  double.labels.add(7, label, 'adam')
  const asked = double.asked.length
  const env = { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines' }
  const access = { token: 't', env, log: createLog() }
  const step = new StepAcceptance({
    ...{ access, inputs, cancelled, redact: keepText },
    findPlace: () => ({ pullRequest: 7, sha, key: 'k' }),
  })
  expect(double.asked).toHaveLength(asked)
  for (let index = 0; index < 3; index += 1) await step.decide(usual, usual.rules?.breaches ?? [])
  expect(double.asked.slice(asked).map(({ path }) => path.replace(/\?.*/, ''))).toEqual([
    '/repos/octo-org/pipelines/pulls/7',
    '/repos/octo-org/pipelines/issues/7/comments',
    '/graphql',
    '/repos/octo-org/pipelines/issues/7/events',
    '/repos/octo-org/pipelines/collaborators/adam/permission',
  ])
})

test('the time limit of the first question is not that of a run which ends hours later', async () => {
  await using double = await start()
  const other = createReport({ 'rows<10': lost(3) }, { params: new Map([['day', '2026-07-02']]) })
  const run = createRun(double)
  await run.show(usual, undefined, [other])
  double.say('adam', '/disdat accept rows<10')
  const limits: AbortController[] = []
  using _timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const limit = new AbortController()
    limits.push(limit)
    return limit.signal
  })
  const step = run.createStep()
  expect(summarize(await step.decide(usual, usual.rules?.breaches ?? []))).toEqual([
    expect.stringMatching(/^column-removed: If the change is expected/),
  ])
  for (const limit of limits) limit.abort(new Error('the time is over'))
  expect(summarize(await step.decide(other, other.rules?.breaches ?? []))).toEqual(['rows<10 by adam with a comment'])
})

test('a step without `accept` has no acceptance', () => {
  const access = { token: 't', env: {}, log: createLog() }
  const options = { access, cancelled, redact: keepText, findPlace: () => undefined }
  expect(createStepAcceptance({ ...inputs, ways: [] }, options)).toBeUndefined()
  expect(createStepAcceptance(inputs, options)).toBeInstanceOf(StepAcceptance)
})
