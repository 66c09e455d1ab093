import { execFile } from 'node:child_process'
import { cp, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect } from 'vitest'
import { rawOrders } from '../testbed/dsdt.ts'
import { test as base } from '../testbed/world.ts'

const root = dirname(dirname(import.meta.dirname))

const test = base.extend('checkout', { scope: 'file' }, async ({ world }) => {
  const cwd = await world.createFolder()
  // The pipeline is in a folder of the repository, as is common.
  await cp(join(root, 'examples/pipeline'), join(cwd, 'etl'), { recursive: true })
  await cp(join(root, 'test/testbed/pipeline/pipelines/faults.py'), join(cwd, 'etl/pipelines/faults.py'))
  const git = async (...args: readonly string[]) => await promisify(execFile)('git', ['-C', cwd, ...args])
  await git('init', '--quiet')
  await git('add', '.')
  /** The number of the first line that contains a text. */
  const findLine = async (file: string, text: string) => {
    const lines = (await readFile(join(cwd, file), 'utf8')).split('\n')
    return lines.findIndex((line) => line.includes(text)) + 1
  }
  return { cwd, findLine }
})

const missing = { 'pipe-class': 'pipelines.faults.Raises', 'pull-output': 'false' }

describe('the annotation of a failed step', () => {
  test('stands at the line of the pipe that failed', async ({ world, checkout }) => {
    const { cwd, findLine } = checkout
    const run = await world.runAction(missing, { cwd })
    const line = await findLine('etl/pipelines/faults.py', 'return prices[article]')
    expect(run.annotations).toEqual([
      {
        level: 'error',
        message: "KeyError: 'pear'",
        properties: { file: 'etl/pipelines/faults.py', line: String(line), title: 'Raises() failed' },
      },
      // The error of the step has no line.
      { level: 'error', message: expect.stringMatching(/^pipe-error: /), properties: {} },
    ])
  })

  test('stands at the line that rejected the data', async ({ world, checkout }) => {
    const { cwd, findLine } = checkout
    const input = await world.home.makeBundle({ name: 'raw_orders', data: rawOrders })
    const inputs = { 'pipe-class': 'pipelines.orders.DailyOrders', params: 'day: 2020-01-01', 'input-param': 'orders' }
    const run = await world.runAction({ ...inputs, 'input-bundle': input }, { cwd })
    const line = String(await findLine('etl/pipelines/orders.py', 'raise ValueError(f"no orders on'))
    expect(run.annotations[0]).toMatchObject({
      message: 'ValueError: no orders on 2020-01-01',
      properties: { file: 'etl/pipelines/orders.py', line },
    })
  })

  test('stands at the class when the pipe does not have a parameter', async ({ world, checkout }) => {
    const { cwd, findLine } = checkout
    const run = await world.runAction({ ...missing, params: 'colour: blue' }, { cwd })
    const line = String(await findLine('etl/pipelines/faults.py', 'class Raises'))
    expect(run.annotations[0]).toMatchObject({
      message: expect.stringContaining('Parameter colour is not defined in class Raises'),
      properties: { file: 'etl/pipelines/faults.py', line, title: 'unknown-parameter' },
    })
    expect(run.annotations).toHaveLength(2)
  })

  test('stands at the class for each broken rule', async ({ world, checkout }) => {
    const { cwd, findLine } = checkout
    const inputs = {
      'pipe-class': 'pipelines.faults.Prints',
      params: 'lines: 1',
      'fail-on': 'bytes<1GiB, bytes<2GiB',
    }
    const run = await world.runAction({ ...inputs, 'pull-output': 'false' }, { cwd })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'rule-broken' })
    const line = String(await findLine('etl/pipelines/faults.py', 'class Prints'))
    const places = run.annotations.map(({ properties }) => properties)
    expect(places).toEqual([
      { file: 'etl/pipelines/faults.py', line, title: 'Prints breaks bytes<1GiB' },
      { file: 'etl/pipelines/faults.py', line, title: 'Prints breaks bytes<2GiB' },
      {},
    ])
  })

  test('is missing with `annotations: false`, and without a checkout', async ({ world, checkout }) => {
    const runs = [await world.runAction({ ...missing, annotations: 'false' }, checkout), await world.runAction(missing)]
    for (const { annotations } of runs) {
      expect(annotations).toEqual([expect.objectContaining({ message: expect.stringMatching(/^pipe-error: /) })])
      expect(annotations[0]?.properties).toEqual({})
    }
  })
})
