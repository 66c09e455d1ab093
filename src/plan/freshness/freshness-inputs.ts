import { type InputProblem, InvalidInputs } from '../../action/input-problems.ts'
import { createInputReader, type InputReader } from '../../action/input-reader.ts'
import { findProxyProblems } from '../../action/network-env.ts'
import { parseContext, parseRemoteUrl, type RemoteUrl } from '../../disdat/names.ts'
import type { Environment } from '../../lib/environment.ts'
import { type FailureIssueInputs, readFailureIssueInputs } from '../failure-issue-inputs.ts'
import { type RoleInputs, readRegion, readRoleInputs } from '../role-inputs.ts'
import type { Expectation } from './expectation.ts'
import { readExpectations } from './read-expectations.ts'

/** Every input of freshness/action.yml, in its order. A test compares the two lists. */
export const freshnessInputNames = [
  'remote',
  'context',
  'expect',
  'heal',
  'heal-limit',
  'aws-region',
  'role-to-assume',
  'role-session-name',
  'role-duration-seconds',
  'role-external-id',
  'audience',
  'allowed-account-ids',
  'mask-aws-account-id',
  'failure-issue',
  'failure-issue-key',
  'failure-issue-labels',
  'failure-issue-assignees',
  'github-token',
  'summary',
] as const

/** The inputs of `disdat/run-action/freshness`. */
export interface FreshnessInputs {
  readonly remote: RemoteUrl
  /** The remote context. */
  readonly context: string
  readonly expectations: readonly Expectation[]
  readonly heal: HealInputs | undefined
  readonly githubToken: string | undefined
  readonly region: string | undefined
  readonly role: RoleInputs
  readonly failureIssue: FailureIssueInputs
  readonly summary: boolean
}

/** The workflow that makes what is missing. */
export interface HealInputs {
  /** The name of its file in `.github/workflows`. */
  readonly workflow: string
  /** The most runs that `workflow_dispatch` may start in 24 hours. */
  readonly limit: number
}

const advice = {
  remote: 'Give `s3://bucket/prefix`.',
  context: 'Give the name of a remote context: letters, digits, `_`, `-` and `.`.',
  heal: 'Give the name of a file in `.github/workflows`, such as `heal.yml`.',
  input:
    'It is the name of an input of `heal`, so it has only letters, digits, `_` and `-`, the first a letter or `_`.',
} as const

const defaultHealLimit = 3
const workflowFile = /^[\w.-]{1,200}\.ya?ml$/
/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs */
const inputName = /^[A-Za-z_][\w-]{0,99}$/

/** Reads the inputs from the runner's `INPUT_*` variables. Throws InvalidInputs with everything that is wrong. */
export function readFreshnessInputs(env: Environment): FreshnessInputs {
  const problems: InputProblem[] = [...findProxyProblems(env)]
  const read = createInputReader(env, problems)
  const remote = read.parsed('remote', parseRemoteUrl, advice.remote)
  const context = read.parsed('context', (text) => parseContext(text)?.remote, advice.context)
  if (read.text('remote') === undefined) read.missing('remote', advice.remote)
  if (read.text('context') === undefined) read.missing('context', advice.context)
  const expectations = readExpect(read, env, problems)
  const inputs = {
    heal: readHeal(read, expectations, problems),
    githubToken: read.text('github-token'),
    region: readRegion(read, env),
    role: readRoleInputs(read),
    failureIssue: readFailureIssueInputs(read),
    summary: read.flag('summary', true),
  }
  if (problems.length > 0 || remote === undefined || context === undefined) throw new InvalidInputs(problems)
  return { remote, context, expectations, ...inputs }
}

/** The text is read untrimmed, because YAML is indented and messages have numbers of lines. */
function readExpect(read: InputReader, env: Environment, problems: InputProblem[]): readonly Expectation[] {
  if (read.text('expect') !== undefined) return readExpectations(env['INPUT_EXPECT'] ?? '', problems)
  read.missing('expect', 'Write a YAML map of bundle names to conditions, such as `orders: { max-age: 26h }`.')
  return []
}

function readHeal(
  read: InputReader,
  expectations: readonly Expectation[],
  problems: InputProblem[],
): HealInputs | undefined {
  const workflow = read.parsed('heal', (text) => (workflowFile.test(text) ? text : undefined), advice.heal)
  const limit = read.number('heal-limit', { min: 1, max: 100, isInteger: true }) ?? defaultHealLimit
  if (workflow === undefined) return undefined
  const unusable = expectations.find(({ days }) => days !== undefined && !inputName.test(days.key))
  if (unusable?.days !== undefined)
    problems.push({ where: `expect, ${unusable.name}.each`, given: unusable.days.key, expected: advice.input })
  return { workflow, limit }
}
