import { expect, test } from 'vitest'
import type { InputProblem } from '../../src/action/input-problems.ts'
import { deprecatedInputs, replaceDeprecatedInputs } from '../../src/plan/deprecated-inputs.ts'
import { findProblems, planInputs, planRun, runEnv } from './fixtures.ts'

test('deprecatedInputs name no replacement that is deprecated', () => {
  for (const { name } of deprecatedInputs.values()) expect(deprecatedInputs.has(name)).toBe(false)
})

test('deprecated inputs mean what their replacements mean, with one warning each', () => {
  const env = { ...runEnv, 'INPUT_MEMORY-MIB': '2048', 'INPUT_SHM-SIZE-MIB': '64', INPUT_MEMORY: '' }
  expect(planRun(env)).toMatchObject({ memoryMib: 2048, shmSizeMib: 64 })
  expect(planInputs(env).warnings).toStrictEqual([
    '`memory-mib` is deprecated. Replace it with `memory: 2048MiB`.',
    '`shm-size-mib` is deprecated. Replace it with `shm-size: 64MiB`.',
  ])
})

test('a deprecated input wins over the default of its replacement', () => {
  const env = { 'INPUT_JOB-CREDENTIALS-SECONDS': '0', 'INPUT_AWS-SESSION-TOKEN-DURATION': '900' }
  const problems: InputProblem[] = []
  const { env: replaced, warnings } = replaceDeprecatedInputs(env, problems)
  expect(replaced).toMatchObject({ 'INPUT_JOB-CREDENTIALS-SECONDS': '900' })
  expect(warnings).toStrictEqual([
    '`aws-session-token-duration` is deprecated. Replace it with `job-credentials-seconds: 900`.',
  ])
  expect(problems).toStrictEqual([])
})

test('a deprecated input beside its replacement is a problem', () => {
  expect(findProblems({ ...runEnv, 'INPUT_MEMORY-MIB': '2048', INPUT_MEMORY: '4GiB' })).toStrictEqual([
    {
      where: 'memory-mib',
      given: '2048',
      expected: 'It is deprecated and `memory` is given too. Remove `memory-mib`.',
    },
  ])
})

test.each([
  ['memory-mib', 'memory'],
  ['shm-size-mib', 'shm-size'],
  ['aws-session-token-duration', 'job-credentials-seconds'],
])('%s is a whole number', (old, name) => {
  for (const given of ['2g', '1.5', 'x1', '1x']) {
    const problems: InputProblem[] = []
    const env = { [`INPUT_${old.toUpperCase()}`]: ` ${given} ` }
    expect(replaceDeprecatedInputs(env, problems)).toStrictEqual({ env, warnings: [] })
    const expected = `Give a whole number, or \`${name}\`, which replaces this input.`
    expect(problems).toStrictEqual([{ where: old, given, expected }])
  }
})

test('blank deprecated inputs are absent, and blanks around a number are not part of the number', () => {
  const blank = { 'INPUT_MEMORY-MIB': ' ' }
  expect(replaceDeprecatedInputs(blank, []).env).toBe(blank)
  const { env, warnings } = replaceDeprecatedInputs({ 'INPUT_MEMORY-MIB': ' 12 ', INPUT_MEMORY: ' ' }, [])
  expect(env['INPUT_MEMORY']).toBe('12MiB')
  expect(warnings).toStrictEqual(['`memory-mib` is deprecated. Replace it with `memory: 12MiB`.'])
})
