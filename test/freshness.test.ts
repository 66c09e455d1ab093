import { describe, expect, test } from 'vitest'
import { createInputEnv } from './plan/input-fixtures.ts'
import { crash, runEntry } from './testbed/run-entry.ts'

describe('freshness', () => {
  test('fails with all input errors', async () => {
    const { code, stdout, stderr } = await runEntry('freshness.ts', createInputEnv({ expect: 'orders: {}' }))
    expect({ code, stderr }).toStrictEqual({ code: 1, stderr: '' })
    expect(stdout).toMatch(
      /^::error::invalid-input: 3 input errors:%0A- remote: nothing given\..*%0A- expect, line 1, orders: nothing given\. Give `newest`/,
    )
  })

  test('reports an exception that nothing catches, and ends', async () => {
    const inputs = { remote: 's3://bucket/p', context: 'shop', expect: 'orders: { max-age: 26h }' }
    // Nothing answers there, so that the step is still busy when the exception comes.
    const aws = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }
    const { code, stdout } = await runEntry('freshness.ts', { ...crash, ...aws, ...createInputEnv(inputs) })
    expect(code).toBe(1)
    expect(stdout).toContain('::error::internal-error: Error: crash')
  })
})
