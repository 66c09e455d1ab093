import { describe, expect } from 'vitest'
import { startFaultyS3 } from '../testbed/faulty-s3.ts'
import { day, holdWrites, testMerge as test } from '../testbed/merge-world.ts'
import type { World } from '../testbed/world.ts'

const uuid = 'output-bundle-uuid'
const objects = 'dsdt/context/shop/objects/'

/** The keys of the bundles that are visible in the base although an object is missing, and the visible bundles. */
async function listVisible({ listKeys }: World) {
  const original = (await listKeys('dsdt/context/pr-7/objects/')).map((key) => key.replace('/pr-7/', '/shop/'))
  const keys = new Set(await listKeys(objects))
  const getFolder = (key: string) => key.slice(0, objects.length + 37)
  const visible = [...keys].filter((key) => key.endsWith('_hframe.pb')).map(getFolder)
  const missing = original.filter((key) => visible.includes(getFolder(key)) && !keys.has(key))
  return { visible, missing }
}

// The first promotion takes the upstream bundle, too. A pipe that runs in the base makes newer upstream bundles, so
// those tests are last.
describe('a promotion', () => {
  test.for([
    ['between two bundles', '_hframe.pb', '2026-01-01'],
    ['among the files', '', '2026-01-02'],
  ] as const)(
    'that is killed %s leaves no part of a bundle visible, and the next one completes it',
    async ([, ending, date], { world, tryPipe, merge }) => {
      const params = { params: `day: ${date}` }
      const tried = await tryPipe(params)
      const output = tried.outputs[uuid] ?? ''
      const before = await world.listKeys(objects)
      const { selectFault, held } = holdWrites(ending, new Promise(() => undefined))
      await using s3 = await startFaultyS3(world.account, selectFault)
      const killed = await merge(params, undefined, { env: s3.env, killOn: held })
      expect(killed.exitCode).toBe(137)
      const { visible, missing } = await listVisible(world)
      expect(missing).toEqual([])
      expect(visible).not.toContain(`${objects}${output}/`)
      const left = (await world.listKeys(objects)).length
      expect(left).toBeGreaterThan(before.length)

      const again = await merge(params)
      expect(again.outputs).toMatchObject({ status: 'promoted', [uuid]: output })
      const after = await listVisible(world)
      expect(after.visible).toContain(`${objects}${output}/`)
      expect(after.missing).toEqual([])
      expect((await world.listKeys(objects)).length).toBeGreaterThan(left)
    },
  )

  test('takes the values that are proved, and the pipe runs for the others', async ({ tryPipe, merge }) => {
    const tried = await tryPipe(day(4))
    const each = { each: 'day: [2026-01-04, 2026-01-05]', 'max-parallel': '1', params: '' }
    const run = await merge(each)
    expect(run.outputs).toMatchObject({ status: 'succeeded', succeeded: '1', reused: '1', failed: '0' })
    expect(run.log).toContain('Promoted. daily_orders is the output of the sandbox pr-7 of pull request #7.')
    expect(run.log).toMatch(/Not promoted \(params\)\./)
    expect(run.outputs['runs']).toContain(tried.outputs[uuid])
  })

  test('does not take place when the role may not read the sandbox, and the pipe runs', async ({ world, merge }) => {
    await using s3 = await startFaultyS3(world.account, ({ key }) =>
      key.includes('pr-7/') ? { kind: 'refuse', status: 403, code: 'AccessDenied' } : undefined,
    )
    const run = await merge(day(3), undefined, { env: s3.env })
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    const lines = run.log.split('\n').filter((line) => line.includes('Not promoted'))
    expect(lines).toEqual([
      expect.stringMatching(
        /Not promoted \(sandbox\)\. The sandbox of pull request #7, .*, cannot be read\. S3 refused .*docs\/iam\.md describes\./,
      ),
    ])
  })
})
