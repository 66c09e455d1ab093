import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect } from 'vitest'
import { makeChainImage, twelveDays, writeChain } from '../testbed/chain.ts'
import { runDocker } from '../testbed/docker.ts'
import { runUncheckedAction } from '../testbed/failing.ts'
import { endProcess } from '../testbed/process.ts'
import { makeShellImage } from '../testbed/shell-image.ts'
import { test } from '../testbed/world.ts'

const brokenDay = '2026-07-05'
/** The 26 containers take half a minute on two idle cores, and minutes on busy ones. */
const [timeoutMs, testTimeoutMs] = [300_000, 420_000]

describe('a step with several runs on Local', () => {
  test(
    'fills a chain of pipes for twelve days, and then only the day that failed and what needs it',
    async ({ world }) => {
      await using image = await makeChainImage()
      const inputs = { runs: writeChain(twelveDays), image: image.name, 'pull-output': 'false' }
      const first = await world.runAction({ ...inputs, env: `BROKEN_DAY=${brokenDay.slice(5)}` }, { timeoutMs })
      expect(first.outputs).toMatchObject({ status: 'failed', succeeded: '22', failed: '3', skipped: '0' })
      expect(first.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
        expect.stringMatching(/^clean \[day=2026-07-05\]: pipe-error: .*no orders on 2026-07-05/),
        '2 runs did not start. The summary lists all runs.',
      ])
      const lines = first.text.map(({ line }) => line)
      for (const day of twelveDays) expect(lines.filter((line) => line === `cleaning ${day}`)).toHaveLength(1)
      for (const name of [`daily [day=${brokenDay}]`, 'report'])
        expect(lines).toContain(`${name}: not run. It needs clean [day=${brokenDay}], which failed.`)

      const second = await world.runAction(inputs, { timeoutMs })
      expect(second.outputs).toMatchObject({ succeeded: '3', skipped: '22', failed: '0' })
      const [before, after] = [first, second].map(({ outputs }) => JSON.parse(outputs['runs'] ?? ''))
      for (const name of ['clean', 'daily'])
        for (const day of twelveDays)
          expect(after[name][day]).toMatchObject(
            day === brokenDay ? { status: 'succeeded' } : { status: 'skipped', uuid: before[name][day].uuid },
          )
      expect(after.report.status).toBe('succeeded')
    },
    testTimeoutMs,
  )

  test('shares a home and a local context with another step at the same time', async ({ world }) => {
    await using image = await makeChainImage()
    const results = await Promise.all(
      [twelveDays.slice(0, 2), twelveDays.slice(2, 4)].map((each, index) =>
        world.runAction({
          ...{ image: image.name, 'pipe-class': 'pipelines.chain.Clean', each: `day: [${each}]` },
          'output-bundle': `at.once.${index}`,
        }),
      ),
    )
    const uris = results.flatMap(({ outputs }) => JSON.parse(outputs['output-bundle-uris'] ?? '[]'))
    const contents = uris.map((uri) => world.home.catBundle(String(uri).split('/').at(-1) ?? ''))
    expect((await Promise.all(contents)).map((text) => text.trim()).toSorted()).toEqual(twelveDays.slice(0, 4))
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
