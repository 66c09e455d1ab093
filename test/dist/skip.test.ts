import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { getString, parseJson } from '../../src/lib/json.ts'
import { runDocker } from '../testbed/docker.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { deriveImage } from '../testbed/images.ts'
import { makePricedImage, pricedInputs } from '../testbed/priced.ts'
import type { ActionResult } from '../testbed/runner.ts'
import { test as base } from '../testbed/world.ts'

/** Instructions of an image with the layers of the test-bed's, built at this time and from this commit. */
const rebuild = (time: string, commit = 'a') => [
  `LABEL org.opencontainers.image.created=${time}`,
  `ENV PIPELINE_GIT_HASH=${commit.repeat(40)}`,
]

const test = base.extend('daily', { scope: 'file' }, async ({ world }, { onCleanup }) => {
  await world.home.makeBundle({ name: 'raw_orders', data: rawOrders })
  const image = await deriveImage(rebuild('2026-11-28'))
  onCleanup(() => image[Symbol.asyncDispose]())
  const inputs = {
    'pipe-class': 'pipelines.orders.DailyOrders',
    'input-bundle': 'raw_orders',
    'input-param': 'orders',
    params: 'day: 2026-01-05',
    'output-bundle': 'daily_orders',
    'pull-output': 'false',
    'skip-unchanged': 'true',
    image: image.name,
  }
  const started = Date.now()
  const first = await world.runAction(inputs)
  return { inputs, first, outputs: first.outputs, containers: await countContainers(image.name, started) }
})

const uuid = 'output-bundle-uuid'

const readResult = async ({ outputs }: ActionResult) => parseJson(await readFile(outputs['result-file'] ?? '', 'utf8'))

/** The change that the log names, and both values. */
const findReason = ({ text }: ActionResult) => text.find(({ line }) => line.startsWith('Not skipped'))?.line

/** How many containers of an image the engine has created since. The action creates them from its id. */
async function countContainers(image: string, since: number): Promise<number> {
  const { stdout: id } = await runDocker(['image', 'inspect', '--format', '{{.Id}}', image])
  const filters = ['type=container', 'event=create'].flatMap((filter) => ['--filter', filter])
  const times = ['--since', `${Math.floor(since / 1000)}`, '--until', `${Math.ceil(Date.now() / 1000)}`]
  const { stdout } = await runDocker(['events', ...times, '--format', '{{.Actor.Attributes.image}}', ...filters])
  return stdout.split('\n').filter((name) => [id.trim(), image].includes(name)).length
}

describe('skip-unchanged on Local', () => {
  test('runs the pipe when there is no output yet, and says so', ({ daily: { first } }) => {
    expect(first.outputs).toMatchObject({ status: 'succeeded' })
    expect(findReason(first)).toBe('Not skipped (output). The pipe has no output in the context yet.')
  })

  test('skips the run when nothing has changed, without a container', async ({
    world,
    daily: { inputs, outputs, containers },
  }) => {
    // Otherwise the count below would prove nothing.
    expect(containers).toBeGreaterThan(0)
    const started = Date.now()
    const again = await world.runAction({ ...inputs, 'pull-output': 'true' })
    expect(again).toMatchObject({ exitCode: 0, conclusion: 'success', annotations: [] })
    expect(again.outputs).toMatchObject({
      status: 'skipped',
      [uuid]: outputs[uuid],
      'output-bundle-uri': outputs['output-bundle-uri'],
      'output-bundle-name': 'daily_orders',
      'output-path': expect.stringContaining(outputs[uuid] ?? '-'),
    })
    expect(again.summary).toContain('🟦 Unchanged: `daily_orders`, nothing was started')
    expect(await readResult(again)).toMatchObject({ status: 'skipped', skip: { why: expect.any(String) } })
    expect(await countContainers(inputs.image, started)).toBe(0)
  })

  test('skips the run for an image that was built again with the same layers', async ({ world, daily: { inputs } }) => {
    await using image = await deriveImage(rebuild('2026-11-29'))
    expect((await world.runAction({ ...inputs, image: image.name })).outputs).toMatchObject({ status: 'skipped' })
  })

  test('names the trigger for another image, commit and parameter', async ({ world, daily: { inputs } }) => {
    await using image = await deriveImage([...rebuild('2026-11-28'), 'ENV TZ=Europe/Berlin'])
    await using code = await deriveImage(rebuild('2026-11-28', 'b'))
    const find = async (changes: object) =>
      findReason(await world.runAction({ ...inputs, 'dry-run': 'true', ...changes }))
    expect(await find({ image: image.name })).toMatch(
      /^Not skipped \(image\)\. The image has other layers.* Was: sha256:\w+\. Now: sha256:\w+\.$/,
    )
    expect(await find({ image: code.name })).toMatch(/^Not skipped \(code\)\. .* Was: a{40}\. Now: b{40}\.$/)
    expect(await find({ params: 'day: 2026-01-06' })).toBe(
      'Not skipped (params). The pipe has no output with these parameters yet. Was: day: 2026-01-05. Now: day: 2026-01-06.',
    )
    expect(await find({ 'max-age': '1m', 'skip-unchanged': 'params' })).toBeUndefined()
    expect(await find({ force: 'true' })).toBeUndefined()
  })

  test('runs again for a newer input, and then skips again', async ({ world, daily: { inputs, outputs } }) => {
    const input = await world.home.makeBundle({ name: 'raw_orders', data: rawOrders })
    const again = await world.runAction(inputs)
    expect(again.outputs).toMatchObject({ status: 'succeeded' })
    expect(again.outputs[uuid]).not.toBe(outputs[uuid])
    expect(findReason(again)).toContain(
      `Not skipped (input). The input bundle is another one. Was: ${outputs['input-bundle-uuid']}. Now: ${input}.`,
    )
    expect(getString(await readResult(again), 'skip', 'trigger')).toBe('input')
    expect((await world.runAction(inputs)).outputs).toMatchObject({ status: 'skipped', [uuid]: again.outputs[uuid] })
  })
})

/** Moves the clock of the step, as if so much time had passed, in milliseconds. */
const moveClock = (ms: number) => {
  const script = `const { now } = Date
globalThis.Date = class extends Date {
  constructor(...given) { given.length > 0 ? super(...given) : super(now() + ${ms}) }
  static now() { return now() + ${ms} }
}`
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` }
}

describe('skip-unchanged of a pipe that reads the newest bundle of a name', () => {
  test('runs it again for a newer upstream bundle and beyond `max-age`, and for nothing else', async ({ world }) => {
    await using image = await makePricedImage()
    await using rebuilt = await makePricedImage(['LABEL org.opencontainers.image.created=2026-11-29'])
    const putPrices = () => world.home.makeBundle({ name: 'prices', data: rawOrders, push: true })
    const run = async (changes: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}) => {
      const inputs = { ...pricedInputs, image: image.name, 'skip-unchanged': 'true', 'max-age': '90m' }
      const started = Date.now()
      const result = await world.runAction({ ...inputs, ...changes }, { env })
      const containers = await countContainers(changes['image'] ?? image.name, started)
      return { outputs: result.outputs, reason: findReason(result), hasStarted: containers > 0 }
    }

    const prices = await putPrices()
    const first = await run()
    expect(first).toMatchObject({ outputs: { status: 'succeeded' }, hasStarted: true })
    const skipped = { outputs: { status: 'skipped', [uuid]: first.outputs[uuid] }, hasStarted: false }
    expect(await run()).toMatchObject(skipped)
    expect(await run({ image: rebuilt.name })).toMatchObject(skipped)

    const newPrices = await putPrices()
    expect(await run({ 'skip-unchanged': 'params, input, image, code' })).toMatchObject(skipped)
    const second = await run()
    expect(second).toMatchObject({ outputs: { status: 'succeeded' }, hasStarted: true })
    expect(second.reason).toMatch(
      new RegExp(
        `^Not skipped \\(upstream\\)\\. There is a newer bundle prices\\. Was: ${prices} \\(.+\\)\\. Now: ${newPrices} \\(.+\\)\\.$`,
      ),
    )
    expect(second.outputs[uuid]).not.toBe(first.outputs[uuid])
    expect(await run()).toMatchObject({ outputs: { status: 'skipped', [uuid]: second.outputs[uuid] } })

    // Disdat itself finds the output up to date: its age stays.
    const later = await run({}, moveClock(2 * 3_600_000))
    expect(later).toMatchObject({ outputs: { status: 'reused', [uuid]: second.outputs[uuid] }, hasStarted: true })
    expect(later.reason).toMatch(
      /^Not skipped \(max-age\)\. The output was made at .+\. Was: 2 h.*\. Now: 1 h 30 min\.$/,
    )
  })
})
