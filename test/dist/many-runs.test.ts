import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect } from 'vitest'
import { parseJson } from '../../src/lib/json.ts'
import { runDocker } from '../testbed/docker.ts'
import { runUncheckedAction } from '../testbed/failing.ts'
import { makeImageWithPipes } from '../testbed/images.ts'
import { endProcess } from '../testbed/process.ts'
import { makeShellImage } from '../testbed/shell-image.ts'
import { test } from '../testbed/world.ts'

const chain = `
import os

import luigi
from disdatluigi.pipe import PipeTask


class Clean(PipeTask):
    day = luigi.Parameter()

    def pipe_run(self):
        print(f"cleaning {self.day}", flush=True)
        if self.day == os.environ.get("BROKEN_DAY"):
            raise ValueError(f"no orders on {self.day}")
        return self.day


class Daily(PipeTask):
    day = luigi.Parameter()
    orders = luigi.Parameter()

    def pipe_run(self):
        return self.orders
`
const runs = `
clean:
  pipe-class: pipelines.chain.Clean
  output-bundle: orders.clean
  each: { day: 2026-07-01..2026-07-02 }
daily:
  pipe-class: pipelines.chain.Daily
  needs: clean
  input-bundle: clean
  input-param: orders
  output-bundle: orders.daily
  each: { day: clean }
`

describe('a step with several runs on Local', () => {
  test('fills a chain of pipes for each day, and then only what is missing', async ({ world }) => {
    await using image = await makeImageWithPipes('chain', chain)
    const inputs = { runs, image: image.name, 'pull-output': 'false' }
    const first = await world.runAction({ ...inputs, env: 'BROKEN_DAY=2026-07-02' })
    expect(first.outputs).toMatchObject({ status: 'failed', succeeded: '2', failed: '2', skipped: '0' })
    expect(first.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^clean \[day=2026-07-02\]: pipe-error: .*no orders on 2026-07-02/),
      '1 run did not start. The summary lists all runs.',
    ])
    const lines = first.text.map(({ line }) => line)
    expect(lines.filter((line) => line === 'cleaning 2026-07-02')).toHaveLength(1)
    expect(lines).toContain('daily [day=2026-07-02]: not run. It needs clean [day=2026-07-02], which failed.')

    const second = await world.runAction(inputs)
    expect(second.outputs).toMatchObject({ succeeded: '2', skipped: '2', failed: '0' })
    expect(parseJson(second.outputs['runs'] ?? '')).toMatchObject({
      clean: { '2026-07-01': { status: 'skipped' }, '2026-07-02': { status: 'succeeded' } },
      daily: { '2026-07-01': { status: 'skipped' }, '2026-07-02': { status: 'succeeded' } },
    })
  })
})

/** An image whose containers run until they are stopped. Resolves `running` when two of them have started. */
async function startSleepingImage() {
  const image = await makeShellImage('echo sleeping; exec sleep 120')
  const filters = ['type=container', 'event=start'].flatMap((filter) => ['--filter', filter])
  const events = spawn(
    'docker',
    ['events', '--since', `${Math.floor(Date.now() / 1000)}`, '--format', '{{.From}}', ...filters],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await once(events, 'spawn')
  const running = Promise.withResolvers<void>()
  let started = 0
  events.stdout.setEncoding('utf8').on('data', (images: string) => {
    started += images.split(image.id).length - 1
    if (started >= 2) running.resolve()
  })
  return {
    name: image.name,
    running: running.promise,
    listLeft: async () =>
      (await runDocker(['ps', '--all', '--quiet', '--filter', `ancestor=${image.id}`])).stdout
        .split('\n')
        .filter((id) => id !== ''),
    async [Symbol.asyncDispose]() {
      await endProcess(events)
      await image[Symbol.asyncDispose]()
    },
  }
}

const sleeps = {
  'pipe-class': 'pipelines.orders.Sleeps',
  each: 'day: [1, 2, 3]',
  'max-parallel': '2',
  'pull-output': 'false',
}

describe('a step with several runs that ends in the middle', () => {
  test('stops all containers when it is cancelled, and starts no more', async ({ world }) => {
    await using image = await startSleepingImage()
    const result = await world.runAction({ ...sleeps, image: image.name }, { signalOn: image.running })
    expect(result.conclusion).toBe('cancelled')
    expect(result.outputs).toMatchObject({ status: 'cancelled', verdict: 'cancelled' })
    expect(result.signals).not.toContain('SIGKILL')
    expect(result.text.map(({ line }) => line)).toContain(
      'run [day=3]: not run. The workflow was cancelled before it started.',
    )
    expect(await image.listLeft()).toEqual([])
  })

  test('leaves the containers of all runs to post when it is killed', async ({ world }) => {
    await using image = await startSleepingImage()
    const inputs = { ...sleeps, image: image.name }
    const main = await runUncheckedAction(world, inputs, { killOn: image.running, runPost: false })
    expect(main.exitCode).toBe(137)
    expect(await image.listLeft()).toHaveLength(2)
    const { post } = await runUncheckedAction(world, inputs, { runMain: false, state: main.state })
    expect(post).toMatchObject({ exitCode: 0, annotations: [] })
    expect(post?.summary).toContain('2 runs had started. Removed the container that main left\\. (2 times) The log')
    expect(await image.listLeft()).toEqual([])
  })
})
