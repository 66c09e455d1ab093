import { describe, expect, test } from 'vitest'
import { createDescription } from '../../src/disdat/bundle.ts'
import type { Run } from '../../src/plan/plan.ts'
import { createTask } from '../../src/run/create-task.ts'
import { batchEnv, planRun, runEnv } from '../plan/fixtures.ts'
import { doubleCapabilities } from '../testbed/double-backend.ts'
import { createContext, image } from './fixtures.ts'

const outputUuid = '4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f'
const inputUuid = '00000000-0000-4000-8000-000000000001'
const reuse = { possible: true, why: '', env: new Map([['GIT_DIRTY', '']]), imageCommit: undefined }
const inputBundle = {
  ...createDescription({
    ...{ uuid: inputUuid, name: 'raw', owner: '', processingName: '', createdSeconds: 0, presentation: 'DF' },
    ...{ tags: new Map(), code: { method: '', repo: '', hash: '', branch: '' }, dependsOn: [] },
  }),
  frames: [],
  tookMs: undefined,
}
const parts = { image, inputBundle: undefined, reuse, outputUuid }
const luigi = planRun({
  ...runEnv,
  'INPUT_INPUT-BUNDLE': inputUuid,
  'INPUT_INPUT-PARAM': 'raw',
  'INPUT_OUTPUT-BUNDLE': 'daily',
  INPUT_PARAMS: 'day: monday',
  INPUT_WORKERS: '2',
})

describe('createTask', () => {
  test('builds the command line of the luigi dialect, with the input as a parameter', () => {
    const { context } = createContext({ run: luigi })
    const { argv, name, runId } = createTask(context, { ...parts, inputBundle })
    const line = argv.join(' ')
    expect(line).toMatch(/^dsdt_docker /)
    expect(line).toContain(`--output-bundle-uuid ${outputUuid}`)
    expect(line).toContain('--workers 2')
    expect(line).toMatch(new RegExp(` pipes\\.orders\\.Daily --day monday --raw ${inputUuid}$`))
    expect({ name, runId }).toStrictEqual({ name: 'disdat-pipes-orders-run-1', runId: 'run-1' })
  })

  test('passes the input by name to a classic image, and not as a parameter', () => {
    const { context } = createContext({ run: luigi })
    const { argv } = createTask(context, { ...parts, image: { ...image, dialect: 'classic' }, inputBundle })
    expect(argv).toContain('raw')
    expect(argv).not.toContain(inputUuid)
  })

  test.each([
    ['a\0b', 'contains a NUL'],
    ['a\ud800', 'contains half'],
    ['-', 'is `-`, which Disdat reads as no input'],
  ])('throws bundle-corrupt for the name %j of an input that an image takes by name', (name, problem) => {
    const { context } = createContext({ run: luigi })
    const named = { ...inputBundle, name }
    const create = (dialect: 'classic' | 'luigi') =>
      createTask(context, { ...parts, image: { ...image, dialect }, inputBundle: named })
    expect(() => create('classic')).toThrow(`The name of the input bundle ${inputUuid} ${problem}`)
    expect(create('luigi').argv).toContain(inputUuid)
  })

  test("lets the workflow's variables win over those of the runner's network and of the reuse", () => {
    const run = planRun({ ...runEnv, INPUT_ENV: 'NO_PROXY=own\nGIT_DIRTY=yes', INPUT_VCPUS: '1.5' })
    const networkEnv = new Map([['NO_PROXY', 'runner']])
    const { context } = createContext({ run, dependencies: { networkEnv } })
    expect([...createTask(context, parts).env]).toStrictEqual([
      ['PYTHONUNBUFFERED', '1'],
      ['DISDAT_CPU_COUNT', '16'],
      ['NO_PROXY', 'own'],
      ['GIT_DIRTY', 'yes'],
    ])
  })

  test('gives Disdat 16 threads for S3, or as many as the run has CPUs', () => {
    for (const [vcpus, threads] of [
      ['', '16'],
      ['0.5', '16'],
      ['30.5', '31'],
    ] as const) {
      const { context } = createContext({ run: planRun({ ...runEnv, INPUT_VCPUS: vcpus }) })
      expect(createTask(context, parts).env.get('DISDAT_CPU_COUNT')).toBe(threads)
    }
  })

  test("leaves out the runner's network variables for a backend elsewhere", () => {
    const networkEnv = new Map([['NO_PROXY', 'runner']])
    const backend = { can: { ...doubleCapabilities, usesRunnerNetwork: false } }
    const { context } = createContext({ dependencies: { networkEnv }, backend })
    expect([...createTask(context, parts).env.keys()]).toStrictEqual([
      'PYTHONUNBUFFERED',
      'DISDAT_CPU_COUNT',
      'GIT_DIRTY',
    ])
  })

  test('writes a receipt with everything that a later step needs', () => {
    const { context } = createContext({ run: luigi, dependencies: { workflowAttempt: 3 } })
    const { receipt } = createTask(context, { ...parts, inputBundle })
    const { launchedAt, ...others } = receipt
    expect(others).toStrictEqual({
      pipeClass: 'pipes.orders.Daily',
      remote: 's3://acme/dsdt',
      context: 'prod/local',
      dialect: 'luigi',
      outputName: 'daily',
      outputUuid,
      inputUuid,
      inputParam: 'raw',
      params: { day: 'monday' },
      image: 'disdat-orders@sha256:1',
      settings: { image: expect.any(String), workers: expect.any(String) },
      workflowAttempt: 3,
    })
    expect(Math.abs(Date.now() - Date.parse(launchedAt))).toBeLessThan(60_000)
  })

  describe('names the request of the workflow', () => {
    const getRequest = (changes: Partial<Run> = {}, more: object = {}) =>
      createTask(createContext({ run: { ...luigi, ...changes } }).context, { ...parts, inputBundle, ...more }).request
    const newest = { kind: 'newest', name: 'raw', tags: new Map() } as const

    test('which does not depend on the image of a tag, the bundle of a name, and `force`', () => {
      const moved = { image: { ...image, pinned: 'disdat-orders@sha256:2', dialect: 'disdat-0.9.6' } }
      expect(getRequest({}, moved)).toBe(getRequest())
      expect(getRequest({ force: true })).toBe(getRequest())
      const other = { inputBundle: { ...inputBundle, uuid: crypto.randomUUID() } }
      expect(getRequest({ input: newest }, other)).toBe(getRequest({ input: newest }))
      const env = new Map([['AWS_SESSION_TOKEN', 'short-lived']])
      expect(getRequest({ env })).toBe(getRequest())
    })

    test('which does not depend on the uuid of an input that another run makes', () => {
      const promise = (uuid: string, inputSource: string) =>
        getRequest({ input: { kind: 'promised', uuid, name: 'raw' }, inputSource })
      expect(promise(crypto.randomUUID(), 'clean [day=1]')).toBe(promise(crypto.randomUUID(), 'clean [day=1]'))
      expect(promise(inputUuid, 'clean [day=1]')).not.toBe(promise(inputUuid, 'clean [day=2]'))
    })

    test.each<[string, Partial<Run>]>([
      ['its label, because two runs of a step may ask for the same', { label: 'daily' }],
      ['the parameters', { params: new Map([['day', 'tuesday']]) }],
      ['the input', { input: newest }],
      ['the tags of the input', { input: { ...newest, tags: new Map([['a', 'b']]) } }],
      ['the output', { outputName: 'weekly' }],
      ['the context', { context: { remote: 'test', local: 'local' } }],
    ])('which depends on %s', (_, changes) => {
      expect(getRequest(changes)).not.toBe(getRequest())
    })
  })

  test.each<[string, Partial<Run>]>([
    ['image', { image: { kind: 'reference', reference: 'disdat-orders:2' } }],
    ['env', { env: new Map([['REGION', 'eu']]) }],
    ['output-tags', { outputTags: new Map([['a', 'b']]) }],
    ['vcpus', { vcpus: 4 }],
    ['memory', { memoryMib: 512 }],
    ['gpus', { gpus: 1 }],
    ['shm-size', { shmSizeMib: 64 }],
    ['platform', { platform: 'linux/arm64' }],
    ['dialect', { dialect: 'luigi' }],
    ['workers', { workers: 9 }],
  ])('records in the receipt that another `%s` makes the same output in another way', (name, changes) => {
    const create = (run: Partial<Run>) => createTask(createContext({ run: { ...luigi, ...run } }).context, parts)
    const [before, after] = [create({}), create(changes)]
    expect(after.request).toBe(before.request)
    const { [name]: changed, ...others } = after.receipt.settings ?? {}
    const { [name]: earlier, ...same } = before.receipt.settings ?? {}
    expect(changed).toMatch(/^[0-9a-f]{8}$/)
    expect(changed).not.toBe(earlier)
    expect(others).toStrictEqual(same)
    // A value that is not given, and short-lived credentials, leave no hash.
    const env = new Map([['AWS_SESSION_TOKEN', 'short-lived']])
    expect(Object.keys(create({ env }).receipt.settings ?? {})).not.toContain('env')
  })

  test('holds neither the token nor the role of the step', () => {
    const secrets = { 'INPUT_GITHUB-TOKEN': 'ghs_token', 'INPUT_ROLE-TO-ASSUME': 'disdat-ci' }
    const { context } = createContext({ run: planRun({ ...batchEnv, ...secrets }) })
    const task = createTask(context, parts)
    const text = JSON.stringify({ ...task, env: [...task.env] })
    expect(text).toContain(outputUuid)
    expect(text).not.toMatch(/ghs_token|disdat-ci/)
    expect(task.files).toStrictEqual([])
  })
})
