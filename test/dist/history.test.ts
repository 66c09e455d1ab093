import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { parseJson } from '../../src/lib/json.ts'
import { makeImageWithPipes } from '../testbed/images.ts'
import type { ActionResult } from '../testbed/runner.ts'
import { test as base } from '../testbed/world.ts'

const pipe = `
import json
import os

import luigi
import pandas as pd
from disdatluigi.pipe import PipeTask


class Nightly(PipeTask):
    day = luigi.DateParameter()

    def pipe_run(self):
        rows = json.loads(os.environ.get("ROWS", "{}")).get(str(self.day), 100 + self.day.day % 3)
        return pd.DataFrame({"id": range(rows)})
`

const rules = 'rows outside 14 runs, rows<-50% previous, restated'
const countRows = (day: number) => 100 + (day % 3)

/** The output of a day as dsdt makes it, without a receipt. */
const createDay = (day: number) => ({
  ...{ name: 'orders.daily', method: 'pipelines.nightly.Nightly', params: { day: `2026-07-0${day}` }, push: true },
  data: { kind: 'frame', columns: { id: Array.from({ length: countRows(day) }, (_, row) => row) } } as const,
})

/** A nightly pipe of about a hundred rows a day, and six days: four that dsdt made, and two of the action. */
const test = base
  .extend('nightly', { scope: 'file' }, async ({ world }, { onCleanup }) => {
    const image = await makeImageWithPipes('nightly', pipe)
    onCleanup(() => image[Symbol.asyncDispose]())
    const daily = { 'pipe-class': 'pipelines.nightly.Nightly', 'output-bundle': 'orders.daily', 'pull-output': 'false' }
    return (inputs: Readonly<Record<string, string>>) => world.runAction({ ...daily, image: image.name, ...inputs })
  })
  .extend('days', { scope: 'file' }, async ({ world, nightly }) => {
    await world.home.makeBundles([1, 2, 3, 4].map(createDay))
    return await nightly({ each: 'day: 2026-07-05..2026-07-06', 'fail-on': rules })
  })

const readResult = async ({ outputs }: ActionResult): Promise<unknown> =>
  parseJson(await readFile(outputs['result-file'] ?? '', 'utf8'))

describe('a nightly run', () => {
  test('breaks no rule while the history is too short', async ({ days }) => {
    expect(days.outputs).toMatchObject({ succeeded: '2', failed: '0', breaches: '[]' })
    const why = 'Not checked: there are 4 earlier values, and a band needs 5.'
    expect(await readResult(days)).toMatchObject({ rules: { undecided: [{ rule: 'rows outside 14 runs', why }] } })
  })

  test('fails on a day of few rows, and shows it beside the days before', async ({ days: _days, nightly }) => {
    const result = await nightly({
      each: 'day: 2026-07-07..2026-07-08',
      'fail-on': rules,
      env: 'ROWS={"2026-07-08": 3}',
    })
    expect(result.outputs).toMatchObject({
      ...{ status: 'failed', verdict: 'rule-broken', succeeded: '1', failed: '1' },
      breaches: '["rows outside 14 runs","rows<-50% previous"]',
    })
    expect(parseJson(result.outputs['runs'] ?? '')).toMatchObject({
      run: { '2026-07-07': { status: 'succeeded' }, '2026-07-08': { verdict: 'rule-broken', rows: 3 } },
    })
    expect(result.summary).toMatch(/\| `rows` \| ❌ 3 \| `[▁-█]{6,7}│▁` \| [▁-█] 96 to █ 106 \|/)
    expect(result.summary).toMatch(/3 rows, 10\d in `2026-07-0[67]`\\: −97/)
  })

  test('names a day of few rows as not checked when `rerun: missing` skips it', async ({ days: _days, nightly }) => {
    const each = 'day: 2026-07-07..2026-07-08'
    // Made by the test before this one, unless this one runs alone.
    await nightly({ each, 'fail-on': 'rows<50', env: 'ROWS={"2026-07-08": 3}' })
    const again = await nightly({ each, 'fail-on': rules })
    expect(again.outputs).toMatchObject({ succeeded: '0', skipped: '2', failed: '0' })
    expect(again.summary).toMatch(/\*\*Rules of 1 run not checked:\*\* .*: `run \[day=2026-07-08\]`$/m)
    expect(await readResult(again)).toMatchObject({
      others: [{ rules: { breaches: [], undecided: rules.split(', ').map((rule) => ({ rule })) } }],
    })
  })

  test('fails on a day that is made again with other data', async ({ days: _days, nightly }) => {
    const result = await nightly({
      params: 'day: 2026-07-06',
      force: 'true',
      'fail-on': 'restated, rows<-20% previous, rows outside 5 runs',
      env: 'ROWS={"2026-07-06": 99}',
    })
    expect(result.outputs).toMatchObject({ verdict: 'rule-broken', breaches: '["restated"]', rows: '99' })
    expect(await readResult(result)).toMatchObject({
      evidence: expect.stringContaining('`2026-07-06` was made before with other data'),
      history: {
        over: ['day'],
        value: '2026-07-06',
        measures: [
          {
            ...{ quantity: 'rows', runs: 5, now: 99, band: { median: 101 } },
            points: [1, 2, 3, 4, 5].map((day) => ({ value: `2026-07-0${day}`, amount: countRows(day) })),
          },
        ],
      },
    })
  })
})
