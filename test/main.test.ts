import { describe, expect, test } from 'vitest'
import { readState } from '../src/action/state.ts'
import { createFolder } from './run/fixtures.ts'
import { crash, runEntry } from './testbed/run-entry.ts'

describe('main', () => {
  test('fails with the annotation `invalid-input` without inputs', async () => {
    const { code, stdout, stderr, outputs } = await runEntry('main.ts')
    expect({ code, stderr }).toStrictEqual({ code: 1, stderr: '' })
    expect(stdout).toMatch(/^::error::invalid-input: \d input errors:%0A- pipe-class: nothing given\./m)
    expect(outputs.get('verdict')).toBe('invalid-input')
  })

  test('escapes an exception that nothing catches, and fails', async () => {
    const { code, stdout, stderr } = await runEntry('main.ts', crash)
    expect({ code, stderr }).toStrictEqual({ code: 1, stderr: '' })
    expect(stdout).toMatch(/^::error::internal-error: Error: crash%0A::set-env name=A::## \[error\]%0A {4}at /m)
  })

  test('reports a cancellation that arrives while the program loads', async () => {
    const preload = `data:text/javascript,import { registerHooks } from 'node:module'
      registerHooks({
        load(url, context, next) {
          if (url.endsWith('/run/step.ts')) process.kill(process.pid, 'SIGINT')
          return next(url, context)
        },
      })`
    const { code, stdout, outputs } = await runEntry('main.ts', {
      ...{ 'INPUT_PIPE-CLASS': 'a.b.C', INPUT_REMOTE: 's3://bucket/p', INPUT_CONTEXT: 'shop' },
      NODE_OPTIONS: `--import=${encodeURI(preload)}`,
    })
    expect(stdout).toMatch(/^::error::cancelled: /m)
    expect({ code, status: outputs.get('status') }).toStrictEqual({ code: 1, status: 'cancelled' })
  })

  test('reports a run that has no engine, and asks post to clean up nothing', async () => {
    const { code, stdout, outputs, state } = await runEntry('main.ts', {
      ...{ 'INPUT_PIPE-CLASS': 'a.b.C', INPUT_REMOTE: 's3://bucket/p', INPUT_CONTEXT: 'shop' },
      RUNNER_TEMP: await createFolder(),
      // No server answers there.
      ...{ AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
      ...{ AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true', 'INPUT_ROLE-TO-ASSUME': '' },
    })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error::docker-unavailable: /m)
    expect(outputs.get('status')).toBe('failed')
    expect(await readState({ STATE_file: state.get('file') })).toMatchObject({ reported: true, unclean: false })
    expect(state.get('clean')).toBe('true')
  })
})
