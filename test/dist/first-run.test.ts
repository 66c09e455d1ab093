import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { runDocker } from '../testbed/docker.ts'
import { playFirstRun, readCopiedFiles } from '../testbed/first-run.ts'
import { buildImage } from '../testbed/images.ts'
import { root } from '../testbed/process.ts'
import { test } from '../testbed/world.ts'

describe('the first run of a new user', () => {
  const files = readCopiedFiles()

  test('needs two files of the README and no AWS account, and creates a bundle', async () => {
    expect(await files).toEqual([
      { from: 'examples/pipeline/Dockerfile', to: 'Dockerfile' },
      { from: 'examples/workflows/first-run.yml', to: '.github/workflows/first-run.yml' },
    ])
    const job = await playFirstRun(await files, { dist: process.env['RUN_ACTION_DIST'] })
    expect(job).toMatchObject({ result: 'success', ours: [{ outputs: { status: 'succeeded', rows: '2' } }] })
    expect(JSON.parse(job?.printed.slice(job.printed.indexOf('{\n')) ?? '')).toMatchObject({ status: 'succeeded' })
    expect(job?.ours[0]?.summary).toContain('orders.daily')
  })
})

test('examples/pipeline/Dockerfile builds an image that does not run as root', async ({ world }) => {
  const folder = join(root, 'examples/pipeline')
  await using image = await buildImage(folder, { BASE: 'disdat-run-action/python:3.11', USER: '1000' })
  const user = await runDocker(['run', '--rm', image.name, 'sh', '-c', 'echo "$(id --user) $HOME"'])
  expect(user.stdout).toBe('1000 /home/pipe\n')
  const run = await world.runAction(
    {
      'pipe-class': 'pipelines.orders.CleanOrders',
      image: image.name,
      'input-bundle': 'raw.orders',
      'input-path': 'sample/orders.csv',
      'input-param': 'orders',
    },
    { cwd: folder },
  )
  expect(run.outputs).toMatchObject({ status: 'succeeded', changes: 'first-version' })
})
