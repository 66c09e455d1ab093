import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { parseJson } from '../../src/lib/json.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { startGitHub } from '../testbed/github.ts'
import type { WorkflowRecord } from '../testbed/github-workflows.ts'
import { makeImageWithPipes } from '../testbed/images.ts'
import { root } from '../testbed/process.ts'
import { type ActionResult, runAction } from '../testbed/runner.ts'
import { test } from '../testbed/world.ts'

const pipe = `
import json
import os

import luigi
import pandas as pd
from disdatluigi.pipe import PipeTask


class Nightly(PipeTask):
    day = luigi.DateParameter()

    def pipe_run(self):
        if str(self.day) == os.environ.get("BROKEN_DAY"):
            raise ValueError(f"no orders on {self.day}")
        rows = json.loads(os.environ.get("ROWS", "{}")).get(str(self.day), 100 + self.day.day % 3)
        return pd.DataFrame({"id": range(rows)})
`
const token = 'ghs_0123456789abcdefghijABCDEFGHIJ012345'
const output = 'orders.nightly'

/** The day in UTC, so many days before today, that the pipe makes in a night. */
const getDay = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)

const readResult = async ({ outputs }: ActionResult): Promise<unknown> =>
  parseJson(await readFile(outputs['result-file'] ?? '', 'utf8'))

/** Thirteen containers, one after the other. */
const timeout = 900_000

test('ten nights, with a dropped, a failed and a restated one, are reported, watched and healed', { timeout }, async ({
  world,
}) => {
  await using image = await makeImageWithPipes('nightly', pipe)
  const workflow: WorkflowRecord = { inputs: ['day'], runs: [] }
  await using github = await startGitHub({ workflows: { 'heal.yml': workflow } })
  const [dropped, failed, restated, yesterday] = [getDay(6), getDay(4), getDay(8), getDay(1)]
  let runs = 0
  const run = async (inputs: Readonly<Record<string, string>>) => {
    const given = {
      ...{ image: image.name, 'pipe-class': 'pipelines.nightly.Nightly', 'output-bundle': output },
      ...{ 'pull-output': 'false', 'fail-on': 'rows outside 14 runs, rows<-50% previous, restated' },
      'failure-issue': 'true',
    }
    runs += 1
    const context = { GITHUB_API_URL: github.apiUrl, GITHUB_RUN_ID: `${runs}`, GITHUB_REF: 'refs/heads/main' }
    return await world.runAction({ ...given, ...inputs }, { event: { name: 'schedule' }, token, context })
  }
  const dist = process.env['RUN_ACTION_DIST']
  const watch = () =>
    runAction({
      ...(dist && { dist }),
      action: join(root, 'freshness'),
      event: { name: 'schedule', cron: '41 9 * * *' },
      ...{ env: world.account.env, token },
      context: { GITHUB_API_URL: github.apiUrl, GITHUB_REF: 'refs/heads/main' },
      inputs: {
        ...{ remote: world.remote, context: 'shop', heal: 'heal.yml' },
        expect: `${output}: { each: day, newest: yesterday, window: 14d, max-age: 1h, rows: ">0" }`,
      },
    })

  const verdicts = new Map<string, string>()
  let last: ActionResult | undefined
  for (const day of [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map(getDay)) {
    // GitHub starts no run of this night.
    if (day === dropped) continue
    last = await run({ params: `day: ${day}`, env: `BROKEN_DAY=${failed}` })
    verdicts.set(day, last.outputs['verdict'] ?? '')
    // The failure opens an issue, and the next night closes it.
    const states = [...(day >= failed ? [day === failed ? 'open' : 'closed'] : [])]
    expect(github.issues.map(({ state }) => state)).toEqual(states)
  }
  expect([...verdicts].filter(([, verdict]) => verdict !== '')).toEqual([[failed, 'pipe-error']])
  // The history of the last night has the nights that made something.
  const known = [10, 9, 8, 7, 5, 3, 2].map((daysAgo) => ({ value: getDay(daysAgo) }))
  expect(last && (await readResult(last))).toMatchObject({
    rules: { breaches: [], undecided: [] },
    history: { over: ['day'], value: yesterday, measures: [{ quantity: 'rows', points: known }] },
  })

  const again = await run({ params: `day: ${restated}`, force: 'true', env: `ROWS={"${restated}": 99}` })
  expect(again.outputs).toMatchObject({ verdict: 'rule-broken', breaches: '["restated"]', rows: '99' })
  expect(github.issues.map(({ state }) => state)).toEqual(['closed', 'open'])

  // The index does not know it yet: a step that may write would add it.
  await world.home.makeBundle({ name: 'raw_orders', data: rawOrders, push: true })
  const before = await world.listVersions()
  const first = await watch()
  expect(first).toMatchObject({ exitCode: 1, outputs: { fresh: 'false', stale: `["${output}"]` }, problems: [] })
  expect(parseJson(first.outputs['missing'] ?? '')).toEqual({ [output]: [dropped, failed] })
  expect(workflow.runs).toMatchObject([{ ref: 'main', inputs: { day: JSON.stringify([dropped, failed]) } }])
  expect(first.outputs['heal-run-url']).toMatch(/\/actions\/runs\/9000$/)
  expect(first.annotations.filter(({ level }) => level === 'error')).toMatchObject([
    { message: expect.stringContaining(`- ${output}: Missing in the last 14 days: ${dropped}, ${failed}.`) },
  ])
  expect(first.summary).toMatch(/^### ⚠️ 1 with gaps\n/)
  expect(first.summary).toContain(`| ⚠️ | \`${output}\` | \`${yesterday}\` |`)
  // The receipt of the newest day names the run that made it.
  expect(first.summary).toContain(`[run](https://github.com/octo-org/pipelines/actions/runs/${runs - 1}`)
  // It only reads.
  expect(await world.listVersions()).toEqual(before)

  // The workflow makes what it was asked for.
  const healed = await run({ each: `day: ${workflow.runs[0]?.inputs?.['day']}` })
  expect(healed.outputs).toMatchObject({ succeeded: '2', failed: '0', breaches: '[]' })
  expect(github.issues.map(({ state }) => state)).toEqual(['closed', 'closed'])
  // The watchdog could start another one.
  for (const started of workflow.runs) started.status = 'completed'
  expect(await watch()).toMatchObject({ exitCode: 0, outputs: { fresh: 'true', stale: '[]', missing: '{}' } })
  expect(workflow.runs).toHaveLength(1)
})
