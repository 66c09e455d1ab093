import { describe, expect } from 'vitest'
import type { Remote } from '../../src/remote/remote.ts'
import { compareOutput, needsContents, throwOnBreach } from '../../src/run/compare-output.ts'
import { createContextSnapshot } from '../../src/run/context-snapshot.ts'
import { planRun, runEnv } from '../plan/fixtures.ts'
import { putBundle } from '../remote/fixtures.ts'
import { catchFailure, neverAborted, openTestRemote } from '../remote/helpers.ts'
import { startFaultyS3 } from '../testbed/faulty-s3.ts'
import { createContext, createFolder, planRunOn, proveOrThrow, test } from './fixtures.ts'

const csv = (rows: number) => `a\n${'1\n'.repeat(rows)}`
const createTable = (text: string, created: number) => ({
  ...{ name: 'daily', codeMethod: 'pipes.orders.Daily', created },
  ...{ links: ['bundle://a.csv'], files: { 'a.csv': text } },
})
const createOutput = (rows: number, created: number) => createTable(csv(rows), created)

interface Situation {
  readonly inputs?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  readonly cancelled?: AbortSignal
  readonly table?: string
  readonly temporaryFolder?: string
}

/** Compares a new output, by default of three rows. */
async function compare(remote: Remote, { inputs = {}, signal = neverAborted, ...more }: Situation) {
  const { cancelled = neverAborted, temporaryFolder = '/nonexistent', table = csv(3) } = more
  const proof = await proveOrThrow(remote, await putBundle(remote, createTable(table, 100)))
  const dependencies = { cancelled, temporaryFolder }
  const { context, lines, phases } = createContext({ run: planRunOn(remote, inputs), dependencies })
  const snapshot = createContextSnapshot(remote, signal, true)
  const result = await compareOutput(context, { remote, proof, status: 'succeeded' }, snapshot)
  return { result, lines, phases, proof }
}

describe('compareOutput', () => {
  test('reports a first version', async ({ remote }) => {
    const { result, lines, phases } = await compare(remote, {})
    expect(result).toMatchObject({
      comparison: { base: undefined, kind: 'first-version' },
      rules: { checked: [], breaches: [], undecided: [] },
    })
    expect(result).not.toHaveProperty('notCompared')
    expect(lines).toStrictEqual([expect.stringContaining('this is the first version')])
    expect(phases).toStrictEqual(['compare'])
  })

  test('compares with an earlier version, and reports the rules that the output breaks', async ({ remote }) => {
    const uuid = await putBundle(remote, createOutput(2, 10))
    const { result, lines } = await compare(remote, { inputs: { 'INPUT_FAIL-ON': 'bytes>1, empty' } })
    expect(result.comparison).toMatchObject({ base: { uuid }, kind: 'data' })
    expect(result.rules).toMatchObject({ checked: ['bytes>1', 'empty'], breaches: [{ rule: 'bytes>1' }] })
    expect(lines[0]).toContain(`Compared with daily ${remote.getUri(uuid)}: the data changed.`)
  })

  test('explains why the output is not compared, with a warning', async ({ remote }) => {
    const { result, lines } = await compare(remote, { inputs: { 'INPUT_COMPARE-WITH': 'absent' } })
    const why = `The remote context ${remote.context} has no other committed bundle "absent".`
    expect(result).toMatchObject({ notCompared: why })
    expect(result).not.toHaveProperty('comparison')
    expect(lines).toStrictEqual([`warning: The output is not compared. ${why}`])
  })

  test('decides rules about the output alone without a base, and warns about nothing', async ({ remote }) => {
    const inputs = { 'INPUT_COMPARE-WITH': '-', 'INPUT_FAIL-ON': 'rows<10, column-removed' }
    const { result, lines } = await compare(remote, { inputs })
    expect(result.rules).toMatchObject({ breaches: [{ rule: 'rows<10' }], undecided: [{ rule: 'column-removed' }] })
    expect(lines).toStrictEqual([])
  })

  test('reports a comparison that takes too long, or fails, as not compared', async ({ remote }) => {
    const late = await compare(remote, { signal: AbortSignal.abort(new Error('timeout')) })
    expect(late.result.notCompared).toBe('The comparison took more than 60 s.')
    expect(late.lines.at(-1)).toMatch(
      /^warning: The output is proved, but it was not compared with an earlier one\. The/,
    )
    await putBundle(remote, { ...createOutput(2, 10), without: () => ['a.csv'] })
    await putBundle(remote, { ...createOutput(2, 200), without: () => ['a.csv'] })
    const failed = await compare(remote, {})
    expect(failed.result.notCompared).toMatch(/^The comparison failed: .*a\.csv/)
  })

  test.for(['InvalidObjectState', 'AccessDenied'])(
    'compares the rest of a base with a frame that S3 refuses: %s',
    async (code, { moto, remote }) => {
      const uuid = await putBundle(remote, createOutput(3, 10))
      await using faulty = await startFaultyS3(moto, ({ method, key }) =>
        method === 'GET' && key.includes(uuid) && key.endsWith('_frame.pb')
          ? { kind: 'refuse', status: 403, code }
          : undefined,
      )
      const refusing = await openTestRemote(remote.url, faulty.env, remote.context)
      const { result, lines } = await compare(refusing, {})
      refusing.store.close()
      expect(result).not.toHaveProperty('notCompared')
      expect(result.comparison).toMatchObject({
        base: { uuid },
        kind: 'unknown',
        changes: {
          bytes: { base: undefined },
          columns: [{ name: 'unnamed:0', status: 'unknown' }],
          files: [{ path: 'a.csv', status: 'same' }],
          notes: [expect.stringMatching(/^`unnamed:0` of the base is not read \((?:it is archived|S3 refuses it)/)],
        },
      })
      expect(lines.join('\n')).not.toContain('warning')
    },
  )

  test('compares the rows with `diff-key`, and explains why it cannot', async ({ remote }) => {
    const uuid = await putBundle(remote, createTable('a,b\n1,x\n2,y\n', 10))
    const situation = { inputs: { 'INPUT_DIFF-KEY': 'a', 'INPUT_COMPARE-WITH': uuid }, table: 'a,b\n1,x\n2,z\n3,z\n' }
    const compared = await compare(remote, { ...situation, temporaryFolder: await createFolder() })
    expect(compared.result.comparison?.changes).toMatchObject({
      rowChanges: { added: { count: 1 }, removed: { count: 0 }, changed: { count: 1 } },
    })
    const failed = await compare(remote, { ...situation, temporaryFolder: '/nonexistent' })
    expect(failed.result.comparison).toMatchObject({
      kind: 'data',
      changes: { rowsNotCompared: expect.stringMatching(/^The comparison by row failed: ENOENT/) },
    })
    expect(failed.result.comparison?.changes).not.toHaveProperty('rowChanges')
  })

  test('throws when the workflow is cancelled', async ({ remote }) => {
    const cancelled = AbortSignal.abort(new Error('SIGTERM'))
    await expect(compare(remote, { signal: cancelled, cancelled })).rejects.toBe(cancelled.reason)
  })
})

describe('throwOnBreach', () => {
  const rules = (...names: readonly string[]) => ({
    checked: names,
    breaches: names.map((rule) => ({ rule, evidence: `It breaks ${rule}.` })),
    undecided: [],
  })
  const breach = async (...names: readonly string[]) => throwOnBreach(rules(...names), undefined)

  test('throws nothing when no rule is broken', async () => {
    await expect(breach()).resolves.toBeUndefined()
  })

  test('throws `rule-broken` with the evidence of each rule', async () => {
    expect(await catchFailure(breach('empty'))).toMatchObject({
      verdict: 'rule-broken',
      evidence: 'The output breaks the rule empty of `fail-on`: It breaks empty.',
    })
    expect((await catchFailure(breach('empty', 'bytes>1'))).evidence).toBe(
      'The output breaks 2 rules of `fail-on`:\n- empty: It breaks empty.\n- bytes>1: It breaks bytes>1.',
    )
  })
})

describe('needsContents', () => {
  test.each([
    ['', false],
    ['column-removed', false],
    ['empty', true],
    ['restated', true],
    ['rows outside 14 runs', true],
    ['rows < 10', true],
  ])('returns for the rules "%s": %s', (rules, expected) => {
    expect(needsContents(planRun({ ...runEnv, 'INPUT_FAIL-ON': rules }))).toBe(expected)
  })
})
