import { describe, expect, test } from 'vitest'
import { runEnv } from './plan/fixtures.ts'
import { runEntry } from './testbed/run-entry.ts'

describe('plan', () => {
  test('fails with all input errors, with their lines', async () => {
    const runs = 'clean:\n  each: { day: 3..1 }\ndaily:\n  pipe: a.B\n'
    const { code, stdout, outputs } = await runEntry('plan.ts', { ...runEnv, INPUT_RUNS: runs })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error::invalid-input: 2 input errors:%0A- runs, line 2, clean\.each\.day: got "3\.\.1"/m)
    expect(stdout).toContain('- runs, line 4, daily: got "pipe". ')
    expect([...outputs]).toEqual([])
  })

  test('needs runs', async () => {
    const { code, stdout } = await runEntry('plan.ts', runEnv)
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error::invalid-input: 1 input error:%0A- runs: nothing given\./m)
  })

  test('fails without matrices when the remote cannot be read', async () => {
    const { code, stdout, outputs } = await runEntry('plan.ts', {
      ...{ ...runEnv, INPUT_EACH: 'day: [1]', 'INPUT_ROLE-TO-ASSUME': '' },
      // No server answers there.
      ...{ AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
      ...{ AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true' },
    })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error::run \[day=1\]: remote-unreachable: /m)
    expect([...outputs]).toEqual([])
  })
})
