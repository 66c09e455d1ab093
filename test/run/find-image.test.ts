import { describe, expect, test } from 'vitest'
import type { StateWriter } from '../../src/action/state.ts'
import type { ImageRequest } from '../../src/backends/image.ts'
import type { Dialect } from '../../src/disdat/generations.ts'
import { findImage } from '../../src/run/find-image.ts'
import { planRun, runEnv } from '../plan/fixtures.ts'
import { catchFailure } from '../remote/helpers.ts'
import { createContext, image } from './fixtures.ts'

/** Finds an image of a dialect for these inputs. */
async function find(inputs: Readonly<Record<string, string>>, dialect: Dialect = 'luigi') {
  const requests: ImageRequest[] = []
  const { context, lines } = createContext({
    run: planRun({ ...runEnv, ...inputs }),
    backend: {
      async image(request) {
        requests.push(request)
        return { ...image, dialect }
      },
    },
  })
  const found = await findImage(context)
  return { found, requests, lines }
}

/** The state of a step that records what post has to end, and what it no longer has to end. */
function createOrphanRecorder(orphans: unknown[]): StateWriter {
  return Object.assign(createContext().context.dependencies.state, {
    addOrphan: async (orphan: unknown) => void orphans.push(orphan),
    removeOrphan: async (outputUuid: string) => void orphans.push(outputUuid),
  })
}

describe('findImage', () => {
  test('asks the backend for the image of the inputs', async () => {
    const inputs = {
      'INPUT_OUTPUT-BUNDLE': 'daily',
      INPUT_IMAGE: 'acme/orders:1',
      'INPUT_PULL-POLICY': 'always',
      INPUT_PLATFORM: 'linux/arm64',
    }
    const { found, requests, lines } = await find(inputs)
    expect(requests).toStrictEqual([
      {
        reference: 'acme/orders:1',
        pullPolicy: 'always',
        platform: 'linux/arm64',
        dialect: undefined,
        needsVersion: false,
        runId: 'run-1',
        trackContainer: expect.any(Function),
      },
    ])
    expect(found.pinned).toBe(image.pinned)
    expect(lines).toStrictEqual(['Image disdat-orders:latest (dialect luigi): disdat-orders@sha256:1'])
  })

  test('lets post remove a container that the backend starts to look into the image', async () => {
    const orphans: unknown[] = []
    const changes = createOrphanRecorder(orphans)
    const { context } = createContext({
      dependencies: { state: changes },
      backend: {
        async image({ trackContainer }) {
          const work = async () => void orphans.push('work')
          await trackContainer?.({ backend: 'Local', fields: { name: 'help' } }, work)
          return image
        },
      },
    })
    expect(await findImage(context)).toBe(image)
    const orphan = { backend: 'Local', runId: 'run-1', outputUuid: 'run-1', fields: { name: 'help' } }
    expect(orphans).toStrictEqual([orphan, 'work', 'run-1'])
  })

  test('pulls nothing in a dry run', async () => {
    const { requests } = await find({ 'INPUT_DRY-RUN': 'true', 'INPUT_PULL-POLICY': 'always' })
    expect(requests).toMatchObject([{ pullPolicy: 'never' }])
  })

  test('needs the version of the image when the run has tags or no output name, which versions take differently', async () => {
    const withOutputTag = await find({ 'INPUT_OUTPUT-TAGS': 'team:sales' })
    const withInputTag = await find({ 'INPUT_INPUT-BUNDLE': 'raw', 'INPUT_INPUT-TAGS': 'shop:north' })
    const withoutName = await find({})
    const requests = [withOutputTag, withInputTag, withoutName].flatMap((each) => each.requests)
    expect(requests).toMatchObject(Array(3).fill({ needsVersion: true }))
  })

  test.each([
    ['force-all', 'classic', { 'INPUT_FORCE-ALL': 'true' }, 'force-all: got "true". Images of disdat 0.7.1 to 0.8.0'],
    ['a second colon in a tag', 'luigi', { 'INPUT_OUTPUT-TAGS': 'day:a:b' }, 'output-tags: got "day:a:b". Images of'],
    [
      'a second colon in a tag of the input',
      'disdat-0.7.2',
      { 'INPUT_INPUT-BUNDLE': 'raw', 'INPUT_INPUT-TAGS': 'day:a:b' },
      'input-tags: got "day:a:b". Images of disdat 0.7.2 split',
    ],
    [
      'an output without a name',
      'disdat-0.7.2',
      {},
      'output-bundle: got "-". Images of disdat 0.7.2 push the output by',
    ],
    ['--entrypoint', 'disdat-0.8.13', { INPUT_PARAMS: 'run: --entrypoint' }, 'params: got "run: --entrypoint".'],
  ] as const)('refuses %s for an image of %s', async (_, dialect, inputs, evidence) => {
    expect(await catchFailure(find(inputs, dialect))).toMatchObject({
      verdict: 'invalid-input',
      evidence: expect.stringContaining(evidence),
    })
  })

  test('accepts a colon in a tag for a classic image', async () => {
    expect((await find({ 'INPUT_OUTPUT-TAGS': 'day:a:b' }, 'classic')).lines).toHaveLength(1)
  })

  test('warns about inputs that a classic image ignores', async () => {
    const inputs = { 'INPUT_INPUT-BUNDLE': 'raw', 'INPUT_INPUT-PARAM': 'raw', INPUT_WORKERS: '2' }
    const { lines } = await find(inputs, 'classic')
    expect(lines.slice(0, -1)).toStrictEqual([
      'warning: `input-param` is ignored: images of disdat 0.7.1 to 0.8.0 take the input bundle by name.',
      'warning: `workers` is ignored: images of disdat 0.7.1 to 0.8.0 have no workers, except 0.8.0 with `dialect: disdat-0.8.0`.',
    ])
    expect((await find(inputs)).lines).toHaveLength(1)
  })

  test('warns about an input bundle that no parameter of a luigi pipe receives', async () => {
    const { lines } = await find({ 'INPUT_INPUT-BUNDLE': 'raw' })
    expect(lines[0]).toMatch(/^warning: The pipe does not receive the input bundle:/)
    expect((await find({ 'INPUT_INPUT-BUNDLE': 'raw' }, 'classic')).lines).toHaveLength(1)
  })
})
