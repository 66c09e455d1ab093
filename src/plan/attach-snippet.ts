import { printRule, type Rule } from '../compare/rules/rules.ts'
import type { Environment } from '../lib/environment.ts'
import { formatCompareWith } from './comparison-inputs.ts'
import type { Inputs } from './inputs.ts'

/**
 * Renders the step that attaches to jobs, as YAML for a workflow. It repeats the inputs that such a step needs: the
 * identity, and what happens to the output.
 */
export function renderAttachSnippet(jobIds: readonly string[], inputs: Inputs, env: Environment): string {
  const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref } = env
  const { backend, awsRegion, role, pullOutput, baseContext, comparison, given } = inputs
  const { compareWith, failOn } = comparison
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['backend', backend],
    ['attach-job-ids', jobIds.join(',')],
    // The other job may have another environment.
    ['aws-region', awsRegion ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'])],
    ['role-to-assume', role.roleToAssume],
    ['audience', role.audience && JSON.stringify(role.audience)],
    ['pull-output', given.has('pull-output') ? pullOutput : undefined],
    ['base-context', baseContext && JSON.stringify(baseContext)],
    ['compare-with', given.has('compare-with') ? JSON.stringify(formatCompareWith(compareWith)) : undefined],
    ['fail-on', failOn.some(({ kind }) => kind !== 'error') ? JSON.stringify(printRules(failOn)) : undefined],
  ]
  const filled = lines.flatMap(([name, value]) => (value ? [`    ${name}: ${value}`] : []))
  return [`- uses: ${repository || 'disdat/run-action'}@${ref || 'v1'}`, '  with:', ...filled].join('\n')
}

const printRules = (rules: readonly Rule[]) => rules.map(printRule).join(', ')
