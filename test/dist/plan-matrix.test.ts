import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { makeImageWithPipes } from '../testbed/images.ts'
import { root } from '../testbed/process.ts'
import { openShop } from '../testbed/shop.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'
import { test } from '../testbed/world.ts'

const pipes = `
import luigi
from disdatluigi.pipe import PipeTask


class CleanOrders(PipeTask):
    day = luigi.Parameter()
    orders = luigi.Parameter()

    def pipe_run(self):
        return self.orders


class DailyOrders(PipeTask):
    day = luigi.Parameter()
    orders = luigi.Parameter()

    def pipe_run(self):
        return self.orders
`
const manual = { name: 'workflow_dispatch' } as const

/** The workflow of the page as a file. */
async function writeExample(folder: string): Promise<string> {
  const page = await readFile(join(root, 'docs/backfill.md'), 'utf8')
  const [, jobs = ''] = /^```yaml\n(jobs:\n.*?)^```/ms.exec(page) ?? []
  const file = join(folder, 'matrix.yml')
  await writeFile(file, `on: workflow_dispatch\n${jobs}`)
  return file
}

test('the matrices of docs/backfill.md make each level on its runners, and then nothing', async ({ account: _ }) => {
  await using own = new AsyncDisposableStack()
  const [shop, image] = await Promise.all([
    openShop({ dist: process.env['RUN_ACTION_DIST'] }).then((opened) => own.use(opened)),
    makeImageWithPipes('orders', pipes).then((made) => own.use(made)),
  ])
  await using folder = await makeTemporaryFolder('matrix-')
  const file = await writeExample(folder.path)
  const play = () => shop.runWorkflow('', manual, { file, vars: { ...shop.vars, ORDERS_IMAGE: image.name } })

  const first = await play()
  expect(first['plan']?.ours[0]?.outputs).toMatchObject({ legs: '4', skipped: '0' })
  const [clean, daily] = [first['layer-0'], first['layer-1']]
  expect(clean).toMatchObject({ result: 'success', runsOn: ['ubuntu-latest', 'ubuntu-latest'] })
  expect(daily?.runsOn).toEqual([
    ['self-hosted', 'large'],
    ['self-hosted', 'large'],
  ])
  for (const [index, { outputs }] of daily?.ours.entries() ?? []) {
    expect(outputs).toMatchObject({ succeeded: '1', skipped: '1', failed: '0' })
    const input: unknown = JSON.parse(clean?.ours[index]?.outputs['output-bundle-uris'] ?? '')
    expect(JSON.parse(outputs['output-bundle-uris'] ?? '')).toEqual(expect.arrayContaining(Array.of(input).flat()))
  }

  const second = await play()
  expect(second['plan']?.ours[0]?.outputs).toMatchObject({ layers: '[null,null]', legs: '0', skipped: '4' })
  expect([second['layer-0']?.result, second['layer-1']?.result]).toEqual(['skipped', 'skipped'])
})
