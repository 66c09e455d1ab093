import { describe, expect } from 'vitest'
import { waitForNoContainers } from '../testbed/batch.ts'
import { test as base } from '../testbed/batch-world.ts'
import type { BundleSpec } from '../testbed/dsdt.ts'
import { checkFailure, runFailingAction } from '../testbed/failing.ts'
import { nameImage, type Version, versions } from '../testbed/generations.ts'
import { readCommand } from '../testbed/world.ts'

/** What differs between the versions, beside their command lines. */
interface Facts {
  /** The input is an argument. Otherwise the pipe gets its uuid as a parameter. */
  readonly takesInput: boolean
  /** Luigi on Python 2 cannot store a parameter with text outside ASCII. */
  readonly takesUnicode: boolean
  /**
   * The result of a second run. 0.7 pulls its input alone, so that it makes the output again. 0.8 finds its output, but
   * its bundles do not record the class, so that the action cannot prove which one it is.
   */
  readonly secondRun: { readonly status: string; readonly verdict?: string }
  /** The name of the output without `output-bundle`; undefined: the output must have a name. */
  readonly defaultName: RegExp | undefined
  /** Disdat checks that parameters exist. */
  readonly checksParams: boolean
  /** The exit code of a run whose task failed. */
  readonly failureCode: string
}

const facts071: Facts = {
  takesInput: true,
  takesUnicode: false,
  secondRun: { status: 'succeeded' },
  defaultName: undefined,
  checksParams: false,
  failureCode: '0',
}
const facts080: Facts = {
  ...facts071,
  secondRun: { status: 'failed', verdict: 'no-output' },
  defaultName: /^Echo_\w+$/,
  failureCode: '74',
}
const facts081: Facts = { ...facts080, takesInput: false }
const facts0825: Facts = { ...facts081, takesUnicode: true, defaultName: /^Echo$/, checksParams: true }
const facts0916: Facts = { ...facts0825, secondRun: { status: 'reused' } }

const facts: Readonly<Record<Version, Facts>> = {
  '0.7.1': facts071,
  '0.7.2': facts071,
  '0.8.0': facts080,
  '0.8.1': facts081,
  '0.8.25': facts0825,
  '0.9.16': facts0916,
  '0.10.1': facts0916,
}

/** A text that a shell, argparse or JSON could change, with an option of Disdat at its begin. */
const text = "--no \"it's\" {'x': [1]} $HOME \\  end"
const params = (version: Version) => JSON.stringify({ text: facts[version].takesUnicode ? `${text}\u8336` : text })

/** The tags of three bundles of one name, the oldest first, with as many rows as their place. */
const regions = ['north', 'south', 'west'] as const

const test = base.extend('uuids', { scope: 'file' }, ({ world }) =>
  world.home.makeBundles(
    regions.map((region, at): BundleSpec => {
      const rows = Array.from({ length: at + 1 }, (_, row) => row)
      const columns = { order_id: rows, day: rows.map(() => '2026-01-05') }
      return { name: 'raw_orders', tags: { region }, push: true, data: { kind: 'frame', columns } }
    }),
  ),
)

const echo = 'pipelines.orders.Echo'

/** A run that reads the oldest of three bundles by name and tag. */
function createEcho(version: Version, bundle = 'raw_orders') {
  return {
    image: nameImage(version),
    'pipe-class': echo,
    'input-bundle': bundle,
    ...(facts[version].takesInput ? {} : { 'input-param': 'orders' }),
  }
}

const createTagged = (version: Version, output: string) => ({
  ...createEcho(version),
  'input-tags': 'region:north',
  'output-bundle': output,
  'output-tags': 'team:sales\nregion:north and south',
  params: params(version),
})

describe.for(versions)('disdat %s on the runner', (version) => {
  const { takesUnicode, secondRun, defaultName, checksParams, failureCode } = facts[version]
  const tagged = createTagged(version, `echo-${version}`)

  test('reads the input with the tag, and pushes the output with its parameter and tags', async ({ world, uuids }) => {
    const { outputs, annotations } = await world.runAction(tagged)
    expect(annotations).toEqual([])
    expect(outputs).toMatchObject({
      status: 'succeeded',
      'input-bundle-uuid': uuids[0],
      'output-bundle-name': `echo-${version}`,
    })
    const content = await world.home.catBundle(outputs['output-bundle-uuid'] ?? '')
    expect(content).toContain(takesUnicode ? `${text}\u8336` : text)
    // The number of rows of the oldest input.
    expect(content).toMatch(/ 1\b/)
    const listed = await world.home.runDsdt('ls', '-v', '--tag', 'team:sales', '--tag', 'region:north and south')
    expect(listed.stdout).toContain(outputs['output-bundle-uuid'])
  })

  test(`ends a second run as ${secondRun.status}, and makes another output with force`, async ({ world }) => {
    const second = await world.runAction(tagged)
    expect(second.outputs).toMatchObject(secondRun)
    const forced = await world.runAction({ ...tagged, force: 'true' })
    expect(forced.outputs).toMatchObject({ status: 'succeeded' })
    expect(readCommand(forced).argv).toContain('--force')
    expect(forced.outputs['output-bundle-uuid']).not.toBe(second.outputs['output-bundle-uuid'])
  })

  if (defaultName === undefined)
    test('refuses an output without a name before the run', async ({ world }) => {
      const { error, result } = await runFailingAction(world, createEcho(version))
      expect(error).toContain(`output-bundle: got "-". Images of disdat ${version} push the output by its name.`)
      expect(result.outputs['job-id']).toBeUndefined()
    })

  const ownName = defaultName === undefined ? '' : ', and names the output itself'
  test(`reads the input with the uuid${ownName}`, async ({ world, uuids }) => {
    const newest = uuids[2] ?? ''
    const name = defaultName === undefined ? { 'output-bundle': 'by-uuid' } : {}
    // Another version would find the output of this one up to date.
    const own = JSON.stringify({ text: `by ${version}` })
    const { outputs } = await world.runAction({ ...createEcho(version, newest), ...name, params: own })
    expect(outputs).toMatchObject({ status: 'succeeded', 'input-bundle-uuid': newest })
    expect(outputs['output-bundle-name']).toMatch(defaultName ?? /^by-uuid$/)
    expect(await world.home.catBundle(outputs['output-bundle-uuid'] ?? '')).toMatch(/ 3\b/)
  })

  test('runs without an input, and reports the line that raises', async ({ world }) => {
    const { image } = createEcho(version)
    const inputs = { image, 'pipe-class': 'pipelines.orders.Raises', 'output-bundle': 'raised' }
    const { error, result } = await runFailingAction(world, inputs)
    expect(result.outputs).toMatchObject({ verdict: 'pipe-error', 'exit-code': failureCode })
    expect(error).toMatch(/KeyError: 'pear' \(exit code \d+\).* At pipelines\/orders\.py:\d+/s)
    expect(result.text.map(({ line }) => line)).toContain('looking up a price, with no orders')
  })

  test(`${checksParams ? 'refuses' : 'ignores'} a parameter that the pipe does not have`, async ({ world }) => {
    const { image } = createEcho(version)
    const result = await world.runAction({
      ...{ image, 'pipe-class': echo, 'output-bundle': `unknown-${version}`, params: 'colour: blue' },
    })
    if (checksParams) checkFailure(result)
    expect(result.outputs).toMatchObject(checksParams ? { verdict: 'unknown-parameter' } : { status: 'succeeded' })
  })

  if (!takesUnicode)
    test('reports that a parameter cannot have text outside ASCII', async ({ world }) => {
      const { image } = createEcho(version)
      const inputs = { image, 'pipe-class': echo, 'output-bundle': 'unicode', params: 'text: \u8336' }
      const { error } = await runFailingAction(world, inputs)
      expect(error).toContain('UnicodeEncodeError')
    })

  test('fails before the run when the remote does not exist', async ({ world }) => {
    const home = await world.createEmptyHome()
    const { image } = createEcho(version)
    const where = { remote: 's3://bucket-that-does-not-exist/dsdt', context: 'shop/ci' }
    const result = await world.runAction({ image, 'pipe-class': echo, ...where }, { home: home.path })
    expect(checkFailure(result).error).toContain('The bucket bucket-that-does-not-exist does not exist')
    expect(result.outputs['job-id']).toBeUndefined()
  })
})

/** One version of each command line, with the dialect: the runner's engine is not asked. */
const onBatch = [
  ['0.7.1', 'disdat-0.7.1'],
  ['0.7.2', 'disdat-0.7.2'],
  ['0.8.1', 'disdat-0.8.1'],
  ['0.8.25', 'disdat-0.8.25'],
  ['0.10.1', 'disdat-0.10.1'],
] as const

describe('on AWS Batch', () => {
  test.for(onBatch)(
    'disdat %s reads the input with the tag, and pushes its output',
    async ([version, dialect], { world, uuids, batch }) => {
      const tagged = createTagged(version, `batch-${version}`)
      const { outputs } = await world.runAction({ ...batch.inputs, ...tagged, dialect }, { env: batch.env })
      await waitForNoContainers(batch.queue)
      expect(outputs).toMatchObject({
        status: 'succeeded',
        'input-bundle-uuid': uuids[0],
        'output-bundle-name': `batch-${version}`,
      })
      expect(await world.home.catBundle(outputs['output-bundle-uuid'] ?? '')).toContain(text)
    },
  )
})
