import { describe, expect, test } from 'vitest'
import { crash, runEntry } from '../testbed/run-entry.ts'

describe('reportUncaught', () => {
  test('escapes an exception of the report action that nothing catches', async () => {
    const { code, stdout, stderr } = await runEntry('report.ts', crash)
    expect({ code, stderr }).toStrictEqual({ code: 1, stderr: '' })
    expect(stdout).not.toMatch(/^::set-env/m)
  })
})
