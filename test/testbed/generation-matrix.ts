import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { checkFailure, runFailingAction } from './failing.ts'
import { facts, type MatrixVersion } from './generation-facts.ts'
import { createInput, createTagged, createText, makeInputs, nameModule, readEchoes } from './generation-inputs.ts'
import { nameImage } from './generations.ts'
import { makeImageWithPipes, type OwnImage } from './images.ts'
import { test as base, readCommand, type World } from './world.ts'

/** Tests with three bundles `raw_orders` on the remote, and with the images of all versions. */
export const test = base
  .extend('uuids', { scope: 'file' }, ({ world }) => makeInputs(world))
  .extend('context', { scope: 'file' }, ({ world, uuids }, { onCleanup }): Context => {
    let own: Promise<OwnImage> | undefined
    onCleanup(async () => await (await own)?.[Symbol.asyncDispose]())
    const findImage = async (version: MatrixVersion) => {
      if (version !== '1.0.2') return nameImage(version)
      own ??= makeLuigiImage()
      return (await own).name
    }
    return { world, uuids, findImage }
  })

/** The pipes of the other versions, as the module `pipelines.matrix` in the image of disdat-luigi. */
async function makeLuigiImage(): Promise<OwnImage> {
  const pipes = join(import.meta.dirname, 'images/generations/pipeline/pipelines/orders.py')
  const source = (await readFile(pipes, 'utf8')).replace('from disdat.pipe', 'from disdatluigi.pipe')
  return await makeImageWithPipes('matrix', source)
}

/** What the tests get. */
interface Context {
  readonly world: World
  readonly uuids: readonly string[]
  readonly findImage: (version: MatrixVersion) => Promise<string>
}

const nameOwnText = (version: MatrixVersion) => `by ${version}`
const uuid = 'output-bundle-uuid'

/** A run whose image is not asked for its command line. */
const createPipe = async (version: MatrixVersion, pipe: string, { findImage }: Context) => ({
  image: await findImage(version),
  dialect: facts[version].given,
  'pipe-class': `pipelines.${nameModule(version)}.${pipe}`,
})

/** A step that several tests check: the first of them starts it. */
function share<T>(run: (context: Context) => Promise<T>): (context: Context) => Promise<T> {
  let running: Promise<T> | undefined
  return (context) => {
    running ??= run(context)
    return running
  }
}

const runTagged = async (
  version: MatrixVersion,
  { world, findImage }: Context,
  more: Readonly<Record<string, string>> = {},
) => await world.runAction({ image: await findImage(version), ...createTagged(version, `echo-${version}`), ...more })

/** The runs of a version that several tests check. */
function createRuns(version: MatrixVersion) {
  const { given, runsAgain, checksParams, defaultName } = facts[version]
  const tagged = share(async (context) => await runTagged(version, context))
  const again = share(async (context) => {
    await tagged(context)
    return await runTagged(version, context, { dialect: given })
  })
  const byUuid = share(async (context) => {
    const params = { text: nameOwnText(version), ...(checksParams ? {} : { colour: 'blue' }) }
    return await context.world.runAction({
      ...(await createPipe(version, 'Echo', context)),
      ...createInput(version, context.uuids[2] ?? ''),
      params: JSON.stringify(params),
      ...(defaultName === undefined && { 'output-bundle': `by-uuid-${version}` }),
      // Where each run makes the output, one run with `force` shows as much as two.
      ...(runsAgain && { force: 'true' }),
    })
  })
  const forced = share(async (context) => {
    const before = await again(context)
    const result = runsAgain
      ? await byUuid(context)
      : await runTagged(version, context, { dialect: given, force: 'true' })
    return { before, result }
  })
  return { tagged, again, byUuid, forced }
}

type Runs = ReturnType<typeof createRuns>

/** The recognition of an image, and the inputs that arrive: one run. */
export function testTagged(version: MatrixVersion, { tagged }: Pick<Runs, 'tagged'> = createRuns(version)) {
  const content = share(async (context) => (await readEchoes(context.world, [await tagged(context)]))[0])

  test('is recognized, and proves its output without a warning', async ({ context }) => {
    const { log, outputs, annotations } = await tagged(context)
    expect(log).toContain(`(dialect ${facts[version].found}): `)
    expect(annotations).toEqual([])
    expect(outputs).toMatchObject({ status: 'succeeded', 'output-bundle-name': `echo-${version}` })
  })

  test('reads the input with the name and the tag, which is the oldest of three', async ({ context }) => {
    expect((await tagged(context)).outputs).toMatchObject({ 'input-bundle-uuid': context.uuids[0] })
    expect(await content(context)).toMatchObject({ orders: 1 })
  })

  test('gives the output its tags', async ({ context }) => {
    expect(await content(context)).toMatchObject({ tags: { team: 'sales', region: 'north and south' } })
  })

  test('receives a parameter with spaces, quotes and dashes as it is', async ({ context }) => {
    expect(await content(context)).toMatchObject({ text: createText(version) })
  })
}

/** A second run, without and with `force`. */
function testReuse(version: MatrixVersion, { tagged, again, forced }: Runs) {
  if (facts[version].runsAgain)
    test('makes its output again in each run', async ({ context }) => {
      const { outputs } = await again(context)
      expect(outputs).toMatchObject({ status: 'succeeded' })
      expect(outputs[uuid]).not.toBe((await tagged(context)).outputs[uuid])
    })
  else
    test('finds its output up to date in a second run', async ({ context }) => {
      const first = (await tagged(context)).outputs
      expect((await again(context)).outputs).toMatchObject({ status: 'reused', [uuid]: first[uuid] })
    })

  test('makes another output with force', async ({ context }) => {
    const { before, result } = await forced(context)
    expect(result.outputs).toMatchObject({ status: 'succeeded' })
    expect(readCommand(result).argv).toContain('--force')
    expect(result.outputs[uuid]).not.toBe(before.outputs[uuid])
  })
}

/** A run with the uuid of its input and, where that is possible, without a name of its output. */
function testByUuid(version: MatrixVersion, { byUuid }: Runs) {
  const { defaultName } = facts[version]

  test('reads the input with the uuid', async ({ context }) => {
    const result = await byUuid(context)
    expect(result.outputs).toMatchObject({ status: 'succeeded', 'input-bundle-uuid': context.uuids[2] })
    expect(await readEchoes(context.world, [result])).toMatchObject([{ orders: 3, text: nameOwnText(version) }])
  })

  if (defaultName === undefined)
    test('refuses an output without a name before the run', async ({ context }) => {
      const { error, result } = await runFailingAction(context.world, await createPipe(version, 'Echo', context))
      expect(error).toContain(`output-bundle: got "-". Images of disdat ${version} push the output by its name.`)
      expect(result.outputs['job-id']).toBeUndefined()
    })
  else
    test('names an output itself', async ({ context }) => {
      expect((await byUuid(context)).outputs['output-bundle-name']).toMatch(defaultName)
    })
}

/** Parameters that the pipe cannot have. */
function testParams(version: MatrixVersion, { byUuid }: Runs) {
  const { checksParams, takesUnicode } = facts[version]

  if (checksParams)
    test('fails with a parameter that the pipe does not have', async ({ context }) => {
      const inputs = { ...(await createPipe(version, 'Echo', context)), params: 'colour: blue' }
      const { result } = await runFailingAction(context.world, inputs)
      expect(result.outputs).toMatchObject({ verdict: 'unknown-parameter' })
    })
  else
    test('ignores a parameter that the pipe does not have', async ({ context }) => {
      const result = await byUuid(context)
      expect(readCommand(result).argv).toContain('--colour')
      expect(result.outputs).toMatchObject({ status: 'succeeded' })
    })

  if (!takesUnicode)
    test('reports that a parameter cannot have text outside ASCII', async ({ context }) => {
      const inputs = { ...(await createPipe(version, 'Echo', context)), 'output-bundle': 'unicode' }
      const { error } = await runFailingAction(context.world, { ...inputs, params: 'text: \u8336' })
      expect(error).toContain('UnicodeEncodeError')
    })
}

function testFailures(version: MatrixVersion) {
  test('runs without an input, and reports the line that raises', async ({ context }) => {
    const inputs = { ...(await createPipe(version, 'Raises', context)), 'output-bundle': 'raised' }
    const { error, result } = await runFailingAction(context.world, inputs)
    expect(result.outputs).toMatchObject({ verdict: 'pipe-error', 'exit-code': facts[version].failureCode })
    expect(error).toMatch(/KeyError: 'pear' \(exit code \d+\)\./)
    expect(error).toMatch(new RegExp(` At pipelines/${nameModule(version)}\\.py:\\d+`))
    expect(result.text.map(({ line }) => line)).toContain('looking up a price, with no orders')
  })

  test('fails before the run when the remote does not exist', async ({ context }) => {
    const { world } = context
    const home = await world.createEmptyHome()
    const where = { remote: 's3://bucket-that-does-not-exist/dsdt', context: 'shop/ci', 'output-bundle': 'echo' }
    const inputs = { ...(await createPipe(version, 'Echo', context)), ...where }
    const result = await world.runAction(inputs, { home: home.path })
    expect(checkFailure(result).error).toContain('The bucket bucket-that-does-not-exist does not exist')
    expect(result.outputs['job-id']).toBeUndefined()
  })
}

/** Every behaviour of the matrix, on the runner. */
export function describeVersion(version: MatrixVersion) {
  describe(`disdat ${version} on the runner`, () => {
    const runs = createRuns(version)
    testTagged(version, runs)
    testReuse(version, runs)
    testByUuid(version, runs)
    testParams(version, runs)
    testFailures(version)
  })
}
