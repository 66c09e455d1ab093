import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { renderAttachSnippet } from '../../src/plan/attach-snippet.ts'
import { readInputs } from '../../src/plan/inputs.ts'

describe('renderAttachSnippet', () => {
  const inputs = (given: Readonly<Record<string, string>>) => {
    const all = Object.entries({ backend: 'AWSBatch', ...given })
    return readInputs(Object.fromEntries(all.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])), [])
  }

  test('repeats the identity and only the inputs that the step needs', () => {
    const arn = 'arn:aws:iam::123456789012:role/ci'
    expect(
      renderAttachSnippet(
        ['a', 'b'],
        inputs({
          'role-to-assume': arn,
          'aws-region': 'eu-west-1',
          'pipe-class': 'a.B',
          'pull-output': 'true',
          wait: 'true',
        }),
        {},
      ),
    ).toBe(
      [
        '- uses: disdat/run-action@v1',
        '  with:',
        '    backend: AWSBatch',
        '    attach-job-ids: a,b',
        '    aws-region: eu-west-1',
        `    role-to-assume: ${arn}`,
        '    pull-output: true',
      ].join('\n'),
    )
  })

  test('repeats the inputs of the comparison and the rules', () => {
    const given = {
      audience: 'a: b # c',
      'base-context': '1.0',
      'compare-with': 'prod/daily: orders',
      'fail-on': 'empty\n nulls("a #b")>1%',
    }
    expect(parse(renderAttachSnippet(['a'], inputs(given), {}))).toMatchObject([
      { with: { ...given, 'fail-on': 'empty, nulls("a #b")>1%' } },
    ])
    expect(renderAttachSnippet(['a'], inputs({ 'compare-with': '-', 'fail-on': 'error' }), {})).toMatch(
      /\n {4}compare-with: "-"$/,
    )
  })

  test('names the region of the environment, because the other job may have another environment', () => {
    expect(renderAttachSnippet(['a'], inputs({}), { AWS_REGION: 'eu-west-1' })).toContain('aws-region: eu-west-1')
    expect(renderAttachSnippet(['a'], inputs({}), { AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-west-2' })).toContain(
      ': eu-west-2',
    )
    const both = renderAttachSnippet(['a'], inputs({ 'aws-region': 'us-east-2' }), { AWS_REGION: 'eu-west-1' })
    expect(both).toContain('aws-region: us-east-2')
  })

  test('uses the same action at the same ref', () => {
    const env = { GITHUB_ACTION_REPOSITORY: 'acme/run-action', GITHUB_ACTION_REF: 'v3' }
    expect(renderAttachSnippet(['a'], inputs({}), env)).toContain('- uses: acme/run-action@v3\n')
  })
})
