import { describe, expect } from 'vitest'
import { makeImageWithPipes } from '../testbed/images.ts'
import { merged, testMerge } from '../testbed/merge-world.ts'

const uuid = 'output-bundle-uuid'
const objects = 'dsdt/context/shop/objects/'
const source = `
import luigi
from disdatluigi.pipe import PipeTask

class Region(PipeTask):
    region = luigi.Parameter()
    def pipe_requires(self):
        self.set_bundle_name("region")
    def pipe_run(self):
        return self.region

class Reads(PipeTask):
    def pipe_requires(self):
        self.add_dependency("region", Region, {"region": "eu"})
    def pipe_run(self, region=None):
        return region

class ReadsAsia(PipeTask):
    def pipe_requires(self):
        self.add_dependency("region", Region, {"region": "asia"})
    def pipe_run(self, region=None):
        return region

class ReadsName(PipeTask):
    def pipe_requires(self):
        self.add_dependency("region", Region, {"region": "eu"})
        self.add_external_dependency("newest", None, {}, human_name="region")
    def pipe_run(self, region=None, newest=None):
        return region + newest

class Passing(PipeTask):
    def pipe_run(self):
        self.mark_transient(push_meta=False)
        return "not for the remote"

class ReadsPassing(PipeTask):
    def pipe_requires(self):
        self.add_dependency("passing", Passing, {})
    def pipe_run(self, passing=None):
        return passing
`

/** Pipes with upstream bundles of every kind, in images that name a commit, and that name none. */
const test = testMerge.extend('images', { scope: 'file' }, async ({ world: _world }, { onCleanup }) => {
  const own = new AsyncDisposableStack()
  onCleanup(() => own.disposeAsync())
  const build = async (commit: string) =>
    own.use(await makeImageWithPipes('upstream', source, [`ENV PIPELINE_GIT_HASH="${commit}" GIT_DIRTY=`])).name
  return { named: await build('a'.repeat(40)), unnamed: await build('') }
})

const pipe = (name: string, image: string) => ({
  ...{ 'pipe-class': `pipelines.upstream.${name}`, image, 'input-bundle': '-', 'input-param': '' },
  'output-bundle': '-',
})
const nightly = { event: { name: 'schedule', sha: merged } } as const
const listLines = (log: string) => log.split('\n').filter((line) => line.includes('Not promoted'))

describe('a promotion', () => {
  test('is not stopped by a newer bundle of other parameters, which the pipe does not read', async ({
    images: { named },
    tryPipe,
    merge,
    world,
  }) => {
    const tried = await tryPipe(pipe('Reads', named))
    await tryPipe(pipe('ReadsName', named))
    await merge({ ...pipe('Region', named), params: 'region: us' }, {}, nightly)
    const run = await merge(pipe('Reads', named))
    expect(run.outputs, run.log).toMatchObject({ status: 'promoted', [uuid]: tried.outputs[uuid] })
    expect((await world.listKeys(objects)).filter((key) => key.endsWith('_hframe.pb'))).toHaveLength(4)
    const byName = await merge(pipe('ReadsName', named))
    expect(byName.outputs).toMatchObject({ status: 'succeeded' })
    expect(listLines(byName.log)).toEqual([
      expect.stringContaining('Not promoted (upstream). There is a newer bundle region.'),
    ])
  })

  test.for([
    ['whose code is not known', 'ReadsAsia', 'names no commit, so that the code that made it is not known'],
    [
      'that is transient',
      'ReadsPassing',
      'is not in the context: it was deleted, or is transient and was never pushed',
    ],
  ] as const)(
    'does not take place for an upstream bundle %s, and the pipe runs',
    async ([, name, why], { images, tryPipe, merge, world }) => {
      const own = pipe(name, images.unnamed)
      const tried = await tryPipe(own)
      const run = await merge(own)
      expect(run.outputs).toMatchObject({ status: 'succeeded' })
      expect(run.outputs[uuid]).not.toBe(tried.outputs[uuid])
      expect(listLines(run.log)).toEqual([expect.stringContaining(why)])
      // Nothing of the sandbox was copied.
      const inBase = await world.listKeys(objects)
      expect(inBase.filter((key) => key.includes(tried.outputs[uuid] ?? ''))).toEqual([])
    },
  )
})
