import { describe, expect, test } from 'vitest'
import { InvalidInputs } from '../../../src/action/input-problems.ts'
import { readFreshnessInputs } from '../../../src/plan/freshness/freshness-inputs.ts'
import { createInputEnv } from '../input-fixtures.ts'

const given = { remote: 's3://acme-data/disdat', context: 'shop', expect: 'orders: { max-age: 26h }' }
const read = (inputs: Readonly<Record<string, string>>) => readFreshnessInputs(createInputEnv(inputs))

const contextRule = 'Give the name of a remote context: letters, digits, `_`, `-` and `.`.'
const workflowRule = 'Give the name of a file in `.github/workflows`, such as `heal.yml`.'

describe('readFreshnessInputs', () => {
  test('needs a remote, a context and expectations', () => {
    expect(read(given)).toMatchObject({
      remote: { url: 's3://acme-data/disdat' },
      context: 'shop',
      expectations: [{ name: 'orders' }],
      heal: undefined,
      summary: true,
    })
    expect(() => read({})).toThrow(
      expect.objectContaining({
        problems: [
          { where: 'remote', expected: 'Give `s3://bucket/prefix`.' },
          { where: 'context', expected: contextRule },
          {
            where: 'expect',
            expected: 'Write a YAML map of bundle names to conditions, such as `orders: { max-age: 26h }`.',
          },
        ],
      }),
    )
  })

  test('takes the remote part of a context with two names', () => {
    expect(read({ ...given, context: 'shop/mine' }).context).toBe('shop')
  })

  test('heals with three runs a day unless it is said otherwise', () => {
    expect(read({ ...given, heal: 'heal.yml' }).heal).toEqual({ workflow: 'heal.yml', limit: 3 })
    expect(read({ ...given, heal: 'heal.yml', 'heal-limit': '1' }).heal).toEqual({ workflow: 'heal.yml', limit: 1 })
  })

  test.each([
    ['heal', '.github/workflows/heal.yml', workflowRule],
    ['heal', 'heal', workflowRule],
    ['heal', 'heal.ymlx', workflowRule],
    ['heal', 'x/heal.yml', workflowRule],
    ['heal', 'healxyml', workflowRule],
    ['heal', `${'x'.repeat(201)}.yml`, workflowRule],
    ['heal-limit', '0', 'Give a whole number from 1 to 100.'],
    ['heal-limit', '101', 'Give a whole number from 1 to 100.'],
    ['heal-limit', '1.5', 'Give a whole number from 1 to 100.'],
    ['context', 'a/b/c', contextRule],
    ['remote', 'acme-data', 'Give `s3://bucket/prefix`.'],
    ['summary', 'no', 'Allowed: true, false.'],
  ])('refuses %s: %j', (where, text, expected) => {
    expect(() => read({ ...given, [where]: text })).toThrow(
      expect.objectContaining({ problems: [{ where, given: text, expected }] }),
    )
  })

  test.each(['heal.yml', 'heal-2.x_y.yaml', `${'x'.repeat(200)}.yml`])('accepts heal: %j', (heal) => {
    expect(read({ ...given, heal }).heal?.workflow).toBe(heal)
  })

  test('refuses a proxy that cannot be used', () => {
    const env = { ...createInputEnv(given), https_proxy: 'http://' }
    expect(() => readFreshnessInputs(env)).toThrow(InvalidInputs)
  })

  test.each(['day', '_day-2', 'x'.repeat(100)])('accepts the day %s as an input of the workflow', (key) => {
    expect(read({ ...given, heal: 'heal.yml', expect: `orders: { each: ${key}, newest: today }` }).heal).toBeDefined()
  })

  test.each(['the day', '2day', 'day!', 'x'.repeat(101)])('refuses the day %s as an input of the workflow', (key) => {
    const expectation = `raw: { max-age: 1h }\norders: { each: "${key}", newest: today }`
    expect(read({ ...given, expect: expectation }).expectations).toHaveLength(2)
    expect(() => read({ ...given, heal: 'heal.yml', expect: expectation })).toThrow(
      expect.objectContaining({
        problems: [
          {
            where: 'expect, orders.each',
            given: key,
            expected:
              'It is the name of an input of `heal`, so it has only letters, digits, `_` and `-`, the first a letter or `_`.',
          },
        ],
      }),
    )
  })

  test('reads the token, the region, the role, the issue and the summary', () => {
    const more = {
      ...{ 'github-token': 'ghs_1', 'aws-region': 'eu-central-1', 'role-to-assume': 'ci', 'failure-issue': 'true' },
      summary: 'false',
    }
    expect(read({ ...given, ...more })).toMatchObject({
      ...{ githubToken: 'ghs_1', region: 'eu-central-1', role: { roleToAssume: 'ci' }, summary: false },
      failureIssue: { isEnabled: true },
    })
  })

  test('counts lines from the first of the input, also of a block that begins with an empty one', () => {
    expect(() => read({ ...given, expect: '\n# nightly\norders: { max-age: soon }' })).toThrow(
      'expect, line 3, orders.max-age',
    )
  })
})
