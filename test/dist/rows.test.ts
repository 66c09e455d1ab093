import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import { makeImageWithPipes } from '../testbed/images.ts'
import { makeRepository } from '../testbed/repository.ts'
import { test } from '../testbed/world.ts'

/** The pull request rounds the totals to one decimal. */
const roundingEdit = {
  file: 'pipelines/orders.py',
  line: /by_customer\.sum\(\)/,
  becomes: 'by_customer.sum().round(1)',
}

const rawOrders = {
  order_id: [1, 2, 3, 4],
  day: Array(4).fill('2026-01-05'),
  customer: ['ann', 'ann', 'bob', 'cid'],
  amount: [5.126, 5, 20.5, 7.26],
  refunded: Array(4).fill(false),
}

test('a pull request that rounds shows which rows change, and breaks a rule about them', async ({ world }) => {
  await using repository = await makeRepository([roundingEdit])
  await world.home.makeBundle({ name: 'raw_orders', data: { kind: 'frame', columns: rawOrders } })
  const [cwd, temp] = [await world.createFolder(), await world.createFolder()]
  await repository.checkOut(cwd)
  const daily = {
    ...{ 'pipe-class': 'pipelines.orders.DailyOrders', 'input-bundle': 'raw_orders', 'input-param': 'orders' },
    ...{ params: 'day: 2026-01-05', 'output-bundle': 'daily_orders', 'pull-output': 'false', 'force-all': 'true' },
  }
  const { base: main, head, images } = repository
  const before = await world.runAction(
    { ...daily, image: `${images}:${main}` },
    { cwd, temp, event: { name: 'push', sha: main } },
  )
  expect(before).toMatchObject({ exitCode: 0, outputs: { changes: 'first-version' } })

  const payload = { pull_request: { number: 7, head: { sha: head }, base: { ref: 'main', sha: main } } }
  const rules = 'rows-removed>0, rows-changed>90%, changed(total)>50%, changed(orders)>0'
  const run = await world.runAction(
    { ...daily, image: `${images}:${head}`, 'diff-key': 'auto', 'diff-samples': 'true', 'fail-on': rules },
    { cwd, temp, event: { name: 'pull_request', number: 7, sha: head, payload } },
  )
  expect(run.outputs).toMatchObject({ verdict: 'rule-broken', changes: 'data', breaches: '["changed(total)>50%"]' })
  expect(run.log).toContain('total differs in 2 rows, 66.67 %.')
  const result: unknown = JSON.parse(await readFile(run.outputs['result-file'] ?? '', 'utf8'))
  const none = { count: 0, from: 0, to: 0 }
  expect(result).toMatchObject({
    comparison: {
      changes: {
        rowChanges: {
          ...{ key: ['customer'], isKeyFound: true, rows: { base: 3, now: 3 }, added: none, removed: none },
          changed: { count: 2 },
          samples: {
            changed: [
              { key: ['ann'], values: [{ column: 'total', base: expect.stringMatching(/^10\.126/), now: '10.1' }] },
              { key: ['cid'], values: [{ column: 'total', base: '7.26', now: '7.3' }] },
            ],
          },
        },
      },
    },
  })
})

/** A table of 8 MiB or more on each side: it is read by two threads. The parameters of both runs are the same. */
const largeTable = `
import os

import numpy as np
import pandas as pd
from disdatluigi.pipe import PipeTask


class Table(PipeTask):
    def pipe_run(self):
        rows = int(os.environ["ROWS"])
        ids = np.arange(rows, dtype="int64")
        table = pd.DataFrame({"id": ids, "amount": ids / 7, "customer": ids % 999_983, "refunded": ids % 10 == 0})
        for divisor in (3, 9, 11, 13):
            table[f"value_{divisor}"] = ids / divisor
        table["country"] = np.array(["de", "fr", "us"])[ids % 3]
        table["comment"] = "order " + table["customer"].astype(str)
        if "CHANGED" not in os.environ:
            return table
        table.loc[ids % 1000 == 0, "amount"] += 1
        return table[5:].reset_index(drop=True)
`

test('a large table is compared by row, with a second thread and in at most 256 MiB', async ({ world }) => {
  await using image = await makeImageWithPipes('table', largeTable)
  const inputs = {
    ...{ 'pipe-class': 'pipelines.table.Table', 'output-bundle': 'table', 'pull-output': 'false', force: 'true' },
    ...{ image: image.name, 'diff-key': 'id', 'compare-with': 'table' },
  }
  const rows = 2_000_000
  const first = await world.runAction({ ...inputs, env: `ROWS=${rows}` })
  expect(first.outputs).toMatchObject({ status: 'succeeded' })
  const changed = await world.runAction(
    { ...inputs, env: `ROWS=${rows}\nCHANGED=yes` },
    { env: { NODE_DEBUG: 'worker' } },
  )
  const result: unknown = JSON.parse(await readFile(changed.outputs['result-file'] ?? '', 'utf8'))
  expect(result).toMatchObject({
    comparison: {
      changes: { rowChanges: { removed: { count: 5 }, added: { count: 0 }, changed: { count: rows / 1000 - 1 } } },
    },
  })
  expect(changed.text.filter(({ line }) => /^WORKER \d+: .*create new worker \S+\/rows\.js /.test(line))).toHaveLength(
    1,
  )
  // The frames of the first run are objects in parts, whose checksum by boto3 is not that of the whole object.
  expect(changed.log).toMatch(/^Local context: seeded \d+ bundles?, 142\.8 MiB, in /m)
  expect(changed.peakMib).toBeGreaterThan(50)
  expect(changed.peakMib).toBeLessThan(256)
})
