import { describe, expect } from 'vitest'
import { neverAborted } from '../../../src/lib/abort.ts'
import type { PlannedRun } from '../../../src/plan/plan.ts'
import { skipTriggers } from '../../../src/plan/skip-inputs.ts'
import { createRemote } from '../../../src/remote/remote.ts'
import { listContextObjects } from '../../../src/remote/remove.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { createDoubleBackend } from '../../testbed/double-backend.ts'
import { test } from '../fixtures.ts'
import { listIds, openBatchAccount } from './batch-account.ts'
import { carryOutMany, createChain, createMany } from './fixtures.ts'

const days = ['2026-07-01', '2026-07-02', '2026-07-03']

describe('runMany', () => {
  test('makes each run with the output that it needs, and reports them in the order of the plan', async ({
    remote,
  }) => {
    const { reports, ended, calls, lines } = await carryOutMany(remote, createMany(createChain(remote, days)))
    expect(ended).toEqual([
      ...days.map((day) => `clean [day=${day}] succeeded`),
      ...days.map((day) => `daily [day=${day}] succeeded`),
      'report succeeded',
    ])
    const daily = calls.tasks.filter(({ receipt }) => receipt.outputName === 'daily')
    expect(daily.map(({ receipt }) => [receipt.params['day'], receipt.inputUuid]).toSorted()).toEqual(
      reports.slice(0, 3).map(({ params, output }) => [params.get('day'), output?.uuid]),
    )
    expect(calls.tasks.at(-1)?.receipt.outputName).toBe('report')
    expect(lines.filter((line) => /ended|\(7 of 7\)/.test(line))).toHaveLength(1)
    expect(new Set(reports.map(({ runId }) => runId)).size).toBe(7)
  })

  test('does not run what needs a run that failed, and ends all others', async ({ remote }) => {
    const { ended, reports } = await carryOutMany(remote, createMany(createChain(remote, days)), {
      fails: [days[1] ?? ''],
    })
    expect(ended).toEqual([
      ...['clean [day=2026-07-01] succeeded', 'clean [day=2026-07-02] failed', 'clean [day=2026-07-03] succeeded'],
      ...['daily [day=2026-07-01] succeeded', 'daily [day=2026-07-02] not-run', 'daily [day=2026-07-03] succeeded'],
      'report not-run',
    ])
    const reason = 'It needs clean [day=2026-07-02], which failed.'
    expect(reports.flatMap(({ notRunReason }) => notRunReason ?? [])).toEqual([reason, reason])
  })

  test('makes only what is missing the next time: the run that failed, and what needs it', async ({ remote }) => {
    const many = createMany(createChain(remote, days), { rerun: 'missing' })
    const first = await carryOutMany(remote, many, { fails: [days[1] ?? ''] })
    const second = await carryOutMany(remote, many)
    expect(first.started).toHaveLength(5)
    expect(second.started).toEqual(['clean 2026-07-02', 'daily 2026-07-02', 'report'])
    expect(second.ended[0]).toBe('clean [day=2026-07-01] skipped')
    expect(second.reports[0]).toMatchObject({
      output: { uuid: first.reports[0]?.output?.uuid },
      notRunReason: expect.stringContaining(`clean is there already: ${first.reports[0]?.output?.uri}, made at 20`),
    })
    const third = await carryOutMany(remote, many)
    expect([third.started, third.calls.tasks]).toEqual([[], []])
  })

  test('makes all runs again with `rerun: all`, and a run with `force`', async ({ remote }) => {
    const runs = createChain(remote, days.slice(0, 1))
    await carryOutMany(remote, createMany(runs))
    const again = await carryOutMany(remote, createMany(runs))
    expect(again.started).toHaveLength(3)
    const forced = createChain(remote, days.slice(0, 1), { force: true })
    const many = await carryOutMany(remote, createMany(forced, { rerun: 'missing' }))
    expect(many.started).toHaveLength(3)
  })

  test('skips with `skip-unchanged` only what would be the same, and not after a run that it needs', async ({
    remote: own,
  }) => {
    const remote = createRemote(own.store, { ...own, useIndex: { signal: neverAborted, debug: () => undefined } })
    const skipUnchanged = { triggers: new Set(skipTriggers), maxAgeMs: undefined }
    const many = createMany(createChain(remote, days.slice(0, 1), { skipUnchanged }), { rerun: 'missing' })
    const first = await carryOutMany(remote, many)
    await remote.receipts.waitForSave()
    const second = await carryOutMany(remote, many)
    expect([first.started.length, second.started, second.ended]).toEqual([
      3,
      [],
      ['clean [day=2026-07-01] skipped', 'daily [day=2026-07-01] skipped', 'report skipped'],
    ])
    expect(second.reports[1]).toMatchObject({
      output: { uuid: first.reports[1]?.output?.uuid },
      skip: { why: expect.stringContaining('Nothing has changed since daily') },
    })
    const receipts = (await Array.fromAsync(listContextObjects(remote, { signal: neverAborted })))
      .map((object) => object.key)
      .filter((name) => name.includes('/receipts/'))
    await remote.store.deleteObjects(receipts, { signal: neverAborted })
    // The outputs are there, but nothing says what they were made of.
    expect((await carryOutMany(remote, many)).started).toHaveLength(3)
  })

  test('looks up a run with `when: never`, and fails where its output is not there', async ({ remote }) => {
    const chain = createChain(remote, days.slice(0, 1))
    const never = chain.map((planned): PlannedRun => {
      const when = planned.label.name === 'clean' ? 'never' : planned.when
      return { ...planned, when }
    })
    const [clean, daily] = never
    const linked = clean && daily ? [clean, { ...daily, needs: [clean], inputFrom: clean }] : []
    const absent = await carryOutMany(remote, createMany(linked))
    expect(absent.ended).toEqual(['clean [day=2026-07-01] failed', 'daily [day=2026-07-01] not-run'])
    expect(absent.reports[0]?.failure).toMatchObject({
      verdict: 'input-not-found',
      evidence: expect.stringMatching(
        /^No bundle in context `.*` of s3:.* is the output of clean \[day=2026-07-01\], and/,
      ),
    })
    expect(absent.started).toEqual([])
    const [made] = (await carryOutMany(remote, createMany(chain.slice(0, 1)))).reports
    // Even with `rerun: all`, which these plans have.
    const present = await carryOutMany(remote, createMany(linked))
    expect(present.ended).toEqual(['clean [day=2026-07-01] skipped', 'daily [day=2026-07-01] succeeded'])
    expect(present.calls.tasks[0]?.receipt.inputUuid).toBe(made?.output?.uuid)
  })

  test('runs as many at the same time as `max-parallel` says', async ({ remote }) => {
    for (const maxParallel of [1, 2]) {
      const full = Promise.withResolvers<void>()
      let started = 0
      const { mostAtOnce, ended } = await carryOutMany(remote, createMany(createChain(remote, days), { maxParallel }), {
        async follow() {
          started += 1
          if (started === maxParallel) full.resolve()
          await full.promise
        },
      })
      expect([mostAtOnce, ended.length]).toEqual([maxParallel, 7])
    }
  })

  test('looks an input up again for a run that needs others, which may have made a newer one', async ({ remote }) => {
    const old = await putBundle(remote, { name: 'clean', created: 1_600_000_000 })
    const [make, early, late] = ['make', 'early', 'late'].map((name) => createChain(remote, [name])[0])
    if (make === undefined || early === undefined || late === undefined) throw new Error('There are three runs.')
    const input = { kind: 'newest', name: 'clean', tags: new Map() } as const
    const runs = [
      { ...early, run: { ...early.run, outputName: 'early', input } },
      make,
      { ...late, run: { ...late.run, outputName: 'late', input }, needs: [make] },
    ]
    const { calls } = await carryOutMany(remote, createMany(runs, { maxParallel: 1 }))
    const [first, made, last] = calls.tasks.map(({ receipt }) => receipt)
    expect([first?.inputUuid, last?.inputUuid]).toEqual([old, made?.outputUuid])
  })

  test('ends the other runs with `fail-fast`, and starts no more', async ({ remote }) => {
    const other = Promise.withResolvers<void>()
    const many = createMany(createChain(remote, days), { failFast: true, maxParallel: 2 })
    const { reports, ended, calls } = await carryOutMany(remote, many, {
      fails: [days[0] ?? ''],
      async follow({ receipt }, signal) {
        if (receipt.params['day'] === days[0]) return await other.promise
        other.resolve()
        await new Promise((_, reject) => signal.addEventListener('abort', reject))
      },
    })
    expect(ended.slice(0, 4)).toEqual([
      ...['clean [day=2026-07-01] failed', 'clean [day=2026-07-02] cancelled', 'clean [day=2026-07-03] not-run'],
      'daily [day=2026-07-01] not-run',
    ])
    expect(reports[1]?.failure).toMatchObject({
      evidence: 'The run clean [day=2026-07-01] failed, and `fail-fast` ends the other runs.',
    })
    expect(calls.stopped).toHaveLength(1)
  })

  test('ends all runs at once when the workflow is cancelled, and starts no more', async ({ remote }) => {
    const cancel = new AbortController()
    let running = 0
    const many = createMany(createChain(remote, days), { maxParallel: 2 })
    const { reports, ended, calls } = await carryOutMany(remote, many, {
      async follow(_, signal) {
        running += 1
        if (running === 2) setImmediate(() => cancel.abort(new Error('SIGINT')))
        await new Promise((_resolve, reject) => signal.addEventListener('abort', reject))
      },
      dependencies: { cancelled: cancel.signal },
    })
    expect(ended.map((each) => each.split(' ').at(-1))).toEqual([
      ...['cancelled', 'cancelled', 'not-run'],
      ...['not-run', 'not-run', 'not-run', 'not-run'],
    ])
    expect(reports[2]?.notRunReason).toBe('The workflow was cancelled before it started.')
    expect(calls.stopped).toHaveLength(2)
  })

  test('saves for post a record of each run, with the id that its container has as a label', async ({ remote }) => {
    const { calls, readStates } = await carryOutMany(remote, createMany(createChain(remote, days)))
    const orphans = (await readStates()).at(-1)?.orphans.map(({ runId, outputUuid }) => [runId, outputUuid])
    const containers = calls.tasks.map(({ runId, receipt }) => [runId, receipt.outputUuid])
    expect(new Set(calls.tasks.map(({ runId }) => runId)).size).toBe(7)
    expect(orphans?.toSorted()).toEqual(containers.toSorted())
  })

  test('opens one backend for the runs of a name', async ({ remote }) => {
    const opened = new Set<unknown>()
    const runs = createChain(remote, days).map((each) => ({
      ...each,
      run: { ...each.run, backend: { ...each.run.backend } },
    }))
    const openBackend = (planned: unknown) => {
      opened.add(planned)
      return createDoubleBackend({ launch: () => Promise.reject(new Error('refused')) })
    }
    await carryOutMany(remote, createMany(runs), { dependencies: { openBackend } })
    expect(opened).toEqual(new Set([runs[0]?.run.backend]))
  })

  test('looks an image and an input up once for all runs', async ({ remote }) => {
    const images: string[] = []
    const { calls } = await carryOutMany(remote, createMany(createChain(remote, days)), {
      backend: {
        async image({ reference }) {
          images.push(reference)
          const unknown = { env: new Map(), user: '', architecture: undefined }
          return { reference, pinned: reference, id: reference, dialect: 'luigi', ...unknown }
        },
      },
    })
    expect([images.length, calls.tasks.length]).toEqual([1, 7])
  })

  test('follows a thousand jobs on Batch with ten calls a look, and ends all when it is cancelled', {
    timeout: 120_000,
  }, async ({ remote }) => {
    const cancel = new AbortController()
    await using batch = await openBatchAccount({
      onCall({ described }) {
        if (described.size === 1000) cancel.abort(new Error('SIGINT'))
      },
    })
    const { account, wire, backend } = batch
    const names = Array.from({ length: 1000 }, (_, index) => `${index}`)
    const runs = createChain(remote, names).slice(0, 1000)
    const { ended, lines } = await carryOutMany(remote, createMany(runs), {
      backend,
      dependencies: { cancelled: cancel.signal },
    })
    expect(new Set(ended.map((each) => each.split(' ').at(-1)))).toEqual(new Set(['cancelled']))
    // What a slow machine does not terminate within the time of a cancelled step is a warning, and left to post.
    const late = lines.filter((line) => line.includes('The job could not be stopped yet'))
    expect(account.terminated.size + late.length).toBeGreaterThanOrEqual(1000)
    expect(wire.named('terminatejobs').length).toBeLessThan(40)
    expect(account.jobs.size).toBe(1000)
    // Only a job whose response is lost is looked for, with a look at ListJobs and one at DescribeJobs.
    expect(account.lostSubmissions).toBeGreaterThan(9)
    expect(wire.named('listjobs')).toHaveLength(account.lostSubmissions)
    const described = wire.named('describejobs').map(({ body }) => listIds(body))
    const looks = Math.max(
      ...Map.groupBy(described.flat(), (id) => id)
        .values()
        .map((each) => each.length),
    )
    expect(Math.max(...described.map((ids) => ids.length))).toBe(100)
    expect(described.length).toBeLessThanOrEqual(10 * looks + account.lostSubmissions)
  })

  test('ends all jobs of a queue without hosts after `queue-timeout-minutes`, with few calls', {
    timeout: 60_000,
  }, async ({ remote }) => {
    await using batch = await openBatchAccount({ queueTimeoutMs: 1_500 })
    const { account, wire, backend } = batch
    const names = Array.from({ length: 200 }, (_, index) => `${index}`)
    const runs = createChain(remote, names).slice(0, 200)
    const { reports } = await carryOutMany(remote, createMany(runs), { backend })
    expect(new Set(reports.map(({ failure }) => failure?.verdict))).toEqual(new Set(['queue-timeout']))
    // No job is submitted twice, although two responses were lost, and each is ended once.
    expect([account.lostSubmissions, account.jobs.size, account.terminated.size]).toEqual([2, 200, 200])
    expect(wire.named('getjobqueuesnapshot')).toHaveLength(1)
    expect(wire.named('terminatejobs').length + wire.named('terminatejob').length).toBeLessThan(40)
  })
})
