import { expect } from 'vitest'
import { putBundle } from '../../remote/fixtures.ts'
import { test } from '../fixtures.ts'
import { carryOutMany, createChain, createMany } from './fixtures.ts'

test('dryRunMany prints what each run would do, and the totals, and starts nothing', async ({ remote }) => {
  const days = ['2026-07-01', '2026-07-02']
  await carryOutMany(remote, createMany(createChain(remote, days)), { fails: ['2026-07-02'] })
  const many = createMany(createChain(remote, days, { dryRun: true }), { rerun: 'missing' })
  const { ended, reports, lines, calls } = await carryOutMany(remote, many)
  const [clean, , daily] = reports
  expect(lines.filter((line) => /^(run|skip|wait|fail) |^Dry run/.test(line))).toEqual([
    `skip  clean [day=2026-07-01]: ${clean?.output?.uri}`,
    'run   clean [day=2026-07-02]',
    `skip  daily [day=2026-07-01]: ${daily?.output?.uri}`,
    'wait  daily [day=2026-07-02]: clean [day=2026-07-02]',
    'wait  report: daily [day=2026-07-02]',
    'Dry run: of 5 runs, 1 would run, 2 would be skipped and 2 would wait for others.',
  ])
  expect(calls.tasks).toEqual([])
  expect(ended.every((each) => each.endsWith(' skipped'))).toBe(true)
  expect(reports.map(({ notRunReason }) => notRunReason)).toMatchObject({
    1: 'Dry run: it would run.',
    4: 'Dry run: it would wait for daily [day=2026-07-02].',
  })
})

test('dryRunMany reports what it cannot decide', async ({ remote }) => {
  const many = createMany(createChain(remote, ['1'], { dryRun: true }), { rerun: 'missing' })
  const openRemote = () => Promise.reject(new Error('refused'))
  const { lines, ended } = await carryOutMany(remote, many, { dependencies: { openRemote } })
  expect(lines).toContainEqual(expect.stringMatching(/^fail {2}clean \[day=1\]: .*refused/))
  expect(ended[0]).toBe('clean [day=1] failed')
})

test('dryRunMany cannot decide for a run with `when: never` whose output is not there', async ({ remote }) => {
  const [clean] = createChain(remote, ['1'], { dryRun: true })
  const many = createMany(clean ? [{ ...clean, when: 'never' }] : [])
  const { lines, reports } = await carryOutMany(remote, many)
  expect(lines).toContainEqual(expect.stringMatching(/^fail {2}clean \[day=1\]: No bundle in context /))
  expect(reports[0]?.failure?.verdict).toBe('input-not-found')
})

test('dryRunMany adds up the vCPU-hours of what would run, by the median of earlier runs of the pipe', async ({
  remote,
}) => {
  const days = ['1', '2', '3']
  const runs = createChain(remote, days, { dryRun: true, vcpus: 2 })
  const codeMethod = runs[0]?.run.pipeClass.name ?? ''
  // Of these, the run of day 1 is there, and the two others take 2 vCPUs for half an hour.
  for (const tookSeconds of [60, 1800, 7200])
    await putBundle(remote, { name: 'clean', codeMethod, tookSeconds, tags: { '__param.day': '1' } })
  const { lines } = await carryOutMany(remote, createMany(runs.slice(0, days.length), { rerun: 'missing' }))
  expect(lines.at(-1)).toBe(
    'Dry run: of 3 runs, 2 would run, 1 would be skipped and 0 would wait for others. About 2.00 vCPU-hours, by earlier runs.',
  )
})
