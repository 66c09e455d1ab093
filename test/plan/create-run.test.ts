import { describe, expect, test } from 'vitest'
import { InvalidInputs } from '../../src/action/input-problems.ts'
import { collectWarnings, createRun } from '../../src/plan/create-run.ts'
import { readInputs } from '../../src/plan/inputs.ts'
import { runEnv } from './fixtures.ts'

const defaults = { configuration: {}, context: undefined, remote: undefined }

describe('createRun', () => {
  test('creates a run from inputs alone', () => {
    expect(createRun(readInputs(runEnv, []), defaults, runEnv, [])).toMatchObject({
      pipeClass: { name: 'pipes.orders.Daily' },
      context: { remote: 'prod', local: 'local' },
      image: { reference: 'disdat-pipes-orders:latest' },
    })
  })

  test('throws the problems that were found before together with its own', () => {
    const known = { where: 'vcpus', given: 'x', expected: 'Give a number.' }
    const create = () => createRun(readInputs({}, []), defaults, {}, [known])
    expect(create).toThrow(InvalidInputs)
    expect(create).toThrow(/^3 input errors:\n- vcpus: .*\n- remote: .*\n- context: /)
  })
})

describe('collectWarnings', () => {
  test('has a sentence for each input without an effect', () => {
    const env = { ...runEnv, 'INPUT_INPUT-TAGS': 'a:b', INPUT_ENV: 'MISSING' }
    expect(collectWarnings(readInputs(env, []), env)).toStrictEqual([
      '`input-tags` are ignored: they select a bundle by name, and `input-bundle` is not a name.',
      '`env`: MISSING is not set on this runner, so the container does not get it.',
    ])
  })
})
