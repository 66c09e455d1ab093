import { describe, expect } from 'vitest'
import { runUncheckedAction } from '../testbed/failing.ts'
import { startFaultyS3 } from '../testbed/faulty-s3.ts'
import { test } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.Sleeps', context: 'shop/local' }
describe.concurrent('S3 silent', () => {
  test.for(['proof', 'pull', 'index'])('%s', { timeout: 500_000 }, async (where, { world }) => {
    let ended = false
    let t0 = 0
    await using s3 = await startFaultyS3(world.account, ({ method, key, fromAction }) => {
      if (!fromAction) return undefined
      if (where === 'index') return key.includes('/run-action/') ? { kind: 'silence' } : undefined
      if (where === 'proof') return ended ? { kind: 'silence' } : undefined
      return ended && method === 'GET' && key.endsWith('_frame.pb') ? { kind: 'silence' } : undefined
    })
    const { path: home } = await world.createEmptyHome()
    const result = await runUncheckedAction(
      world,
      { ...pipe, remote: world.remote, params: `seconds: 0.${where.length}1` },
      {
        env: s3.env,
        home,
        timeoutMs: 480_000,
        onLine: (line) => {
          if (/^slept|Produced|sleeping/.test(line)) {
            ended = true
            t0 = performance.now()
          }
        },
      },
    )
    console.log(
      where,
      JSON.stringify({
        status: result.outputs['status'],
        a: result.annotations.map((x) => x.message),
        s: (performance.now() - t0) / 1000,
        d: result.durationMs,
        post: result.postLog,
        exit: result.exitCode,
      }),
    )
    console.log(where, result.log.slice(-800))
    expect(result.postExitCode).toBe(0)
  })
})
