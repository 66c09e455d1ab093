import { execFile } from 'node:child_process'
import { cp, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect } from 'vitest'
import { rawOrders } from '../testbed/dsdt.ts'
import { test as base } from '../testbed/world.ts'

const root = dirname(dirname(import.meta.dirname))

const test = base.extend('checkout', { scope: 'file' }, async ({ world }) => {
  const cwd = await world.folder()
  // As in many a repository: the pipeline is in a folder of it.
  await cp(join(root, 'examples/pipeline'), join(cwd, 'etl'), { recursive: true })
  await cp(join(root, 'test/testbed/pipeline/pipelines/faults.py'), join(cwd, 'etl/pipelines/faults.py'))
  const git = async (...args: readonly string[]) => await promisify(execFile)('git', ['-C', cwd, ...args])
  await git('init', '--quiet')
  await git('add', '.')
  /** The number of the first line of a file that has this text. */
  const lineOf = async (file: string, text: string) => {
    const lines = (await readFile(join(cwd, file), 'utf8')).split('\n')
    return lines.findIndex((line) => line.includes(text)) + 1
  }
  return { cwd, lineOf }
})

const missing = { 'pipe-class': 'pipelines.faults.Raises', 'pull-output': 'false' }

describe('a failure of the pipe', () => {
  test('is annotated at the line that it comes from', async ({ world, checkout }) => {
    const { cwd, lineOf } = checkout
    const run = await world.act(missing, { cwd })
    const line = await lineOf('etl/pipelines/faults.py', 'return prices[article]')
    expect(run.annotations).toEqual([
      {
        level: 'error',
        message: "KeyError: 'pear'",
        properties: { file: 'etl/pipelines/faults.py', line: String(line), title: 'Raises() failed' },
      },
      // The last words, which stand at no line.
      { level: 'error', message: expect.stringMatching(/^pipe-error: /), properties: {} },
    ])
  })

  test('in the data, too', async ({ world, checkout }) => {
    const { cwd, lineOf } = checkout
    const input = await world.home.makeBundle({ name: 'raw_orders', data: rawOrders })
    const inputs = { 'pipe-class': 'pipelines.orders.DailyOrders', params: 'day: 2020-01-01', 'input-param': 'orders' }
    const run = await world.act({ ...inputs, 'input-bundle': input }, { cwd })
    const line = String(await lineOf('etl/pipelines/orders.py', 'raise ValueError(f"no orders on'))
    expect(run.annotations[0]).toMatchObject({
      message: 'ValueError: no orders on 2020-01-01',
      properties: { file: 'etl/pipelines/orders.py', line },
    })
  })

  test('by a parameter that it does not have is annotated at its class', async ({ world, checkout }) => {
    const { cwd, lineOf } = checkout
    const run = await world.act({ ...missing, params: 'colour: blue' }, { cwd })
    const line = String(await lineOf('etl/pipelines/faults.py', 'class Raises'))
    expect(run.annotations[0]).toMatchObject({
      message: expect.stringContaining('Parameter colour is not defined in class Raises'),
      properties: { file: 'etl/pipelines/faults.py', line, title: 'unknown-parameter' },
    })
    expect(run.annotations).toHaveLength(2)
  })

  test('is that of a rule, too, and stands at the class', async ({ world, checkout }) => {
    const { cwd, lineOf } = checkout
    const inputs = {
      'pipe-class': 'pipelines.faults.Prints',
      params: 'lines: 1',
      'fail-on': 'bytes<1GiB, bytes<2GiB',
    }
    const run = await world.act({ ...inputs, 'pull-output': 'false' }, { cwd })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'rule-broken' })
    const line = String(await lineOf('etl/pipelines/faults.py', 'class Prints'))
    const places = run.annotations.map(({ properties }) => properties)
    expect(places).toEqual([
      { file: 'etl/pipelines/faults.py', line, title: 'Prints breaks bytes<1GiB' },
      { file: 'etl/pipelines/faults.py', line, title: 'Prints breaks bytes<2GiB' },
      {},
    ])
  })

  test('is not annotated where nobody wants it, and not without a checkout', async ({ world, checkout }) => {
    const runs = [await world.act({ ...missing, annotations: 'false' }, checkout), await world.act(missing)]
    for (const { annotations } of runs) {
      expect(annotations).toEqual([expect.objectContaining({ message: expect.stringMatching(/^pipe-error: /) })])
      expect(annotations[0]?.properties).toEqual({})
    }
  })
})
