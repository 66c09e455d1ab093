import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Home } from '../../testbed/dsdt.ts'

/** A file that the real disdat wrote. */
export type WrittenFile = { readonly file: string; readonly bytes: Uint8Array }

/** A bundle as disdat's own API describes it. */
export type CorpusBundle = {
  readonly kind: string
  readonly uuid: string
  readonly name: string
  readonly processing_name: string
  readonly owner: string
  readonly creation_date: number
  readonly tags: Readonly<Record<string, string>>
  readonly presentation: string
  readonly frames: readonly (readonly [string, string])[]
  readonly hash: string
}

/**
 * Creates a bundle of every kind in one process, and prints how disdat's own API describes each. `outer` holds
 * `nested`, which holds `files`.
 */
const script = `
import json, os, sys
import numpy as np, pandas as pd
import disdat.api as api
from disdat import hyperframe_pb2

context = sys.argv[1]
os.makedirs('made/sub', exist_ok=True)
for name, text in {'one.txt': 'one', 'größe.txt': 'zwei', 'sub/three.txt': 'three'}.items():
    open(os.path.join('made', name), 'w').write(text)
here = os.path.abspath('made')
made = {}

def keep(kind, bundle):
    bundle.commit()
    made[kind] = bundle
    return bundle

def make(kind, data, **more):
    return keep(kind, api.Bundle(context, name=kind, data=data, code_method='pkg.mod.' + kind.title(), **more))

make('frame', pd.DataFrame({'n': [1, 2, 3], 'x': [0.5, float('nan'), -1.0], 't': ['a', 'ü', ''], 'b': [True, False, True]}),
     tags={'env': 'test', 'note': 'a:b'}, params={'day': '2026-01-05'})
make('columns', pd.DataFrame({'c%d' % i: [i] for i in range(30)}))
make('wide', pd.DataFrame({'long': np.arange(20000, dtype='float64')}))
make('scalar', 42)
make('text', 'ein Größenwert')
make('numbers', np.arange(24, dtype='>i2').reshape(2, 3, 4))
make('row', {'a': [1, 2], 'b': 7, 'c': 2.5})
make('tuple', (1, 2, 3))
with api.Bundle(context, name='nothing', code_method='pkg.mod.Nothing') as nothing:
    nothing.add_data(None)
keep('nothing', nothing)
make('empty', np.zeros((2, 0), dtype='int64'))
keep('file', api.add(context, 'file', os.path.join(here, 'one.txt'), tags={'via': 'add'}))
keep('files', api.add(context, 'files', here))
with api.Bundle(context, name='managed', code_method='pkg.mod.Managed') as managed:
    folder = managed.get_directory('deep/er')
    paths = []
    for name in ('a.bin', 'b.bin'):
        path = os.path.join(folder, name)
        open(path, 'wb').write(bytes(range(256)) * 40)
        paths.append(path)
    managed.add_data(paths)
keep('managed', managed)
make('child', [1.5, 2.5], dependencies={'upstream': made['frame']})
nested = make('nested', made['files'])
make('outer', nested)
make('several', [made['scalar'], made['text']])
made['loose'] = api.Bundle(context, name='loose', data='not committed')

# commit() changes the bundle on disk, not the object.
made = {kind: api.get(context, None, uuid=b.uuid) for kind, b in made.items()}
print('\\nbundles=' + json.dumps([{
    'kind': kind, 'uuid': b.uuid, 'name': b.name, 'processing_name': b.processing_name, 'owner': b.pb.owner,
    'creation_date': b.pb.lineage.creation_date, 'tags': {t.k: t.v for t in b.pb.tags},
    'presentation': hyperframe_pb2.Presentation.Name(b.pb.presentation),
    'frames': [[f.k, f.v] for f in b.pb.frames], 'hash': b.pb.hash,
} for kind, b in made.items()]))
`

/** Creates the corpus in the home's context. Each `kind` is the name of its bundle too. */
export async function createCorpus(home: Home, context = 'local'): Promise<ReadonlyMap<string, CorpusBundle>> {
  const ran = await home.runPython(script, context)
  const printed = /^bundles=(.*)$/m.exec(ran.stdout)?.[1]
  if (ran.code !== 0 || printed === undefined)
    throw new Error(`the corpus cannot be created: ${ran.stdout}${ran.stderr}`)
  const bundles: readonly CorpusBundle[] = JSON.parse(printed)
  return new Map(bundles.map((bundle) => [bundle.kind, bundle]))
}

/** All HyperFrames and frames in a home's context. */
export async function readWritten(
  home: Home,
  context = 'local',
): Promise<{ readonly hyperFrames: readonly WrittenFile[]; readonly frames: readonly WrittenFile[] }> {
  const objects = join(home.path, '.disdat/context', context, 'objects')
  const files = (await readdir(objects, { recursive: true })).filter((file) => file.endsWith('.pb'))
  const written = await Promise.all(
    files.map(async (file) => ({ file, bytes: new Uint8Array(await readFile(join(objects, file))) })),
  )
  return {
    hyperFrames: written.filter(({ file }) => file.endsWith('_hframe.pb')),
    frames: written.filter(({ file }) => file.endsWith('_frame.pb')),
  }
}

const readers = `
import json, sys
import disdat.api as api
print('\\nread=' + json.dumps({uuid: str(api.get(sys.argv[1], None, uuid=uuid).data) for uuid in sys.argv[2:]}))
`

/** The data of each bundle as disdat in this home reads it, with `~` for the home. */
export async function readBundleData(
  home: Home,
  uuids: readonly string[],
  context = 'local',
): Promise<Readonly<Record<string, string>>> {
  const ran = await home.runPython(readers, context, ...uuids)
  const read = /^read=(.*)$/m.exec(ran.stdout)?.[1]
  if (ran.code !== 0 || read === undefined)
    throw new Error(`disdat cannot read the bundles: ${ran.stdout}${ran.stderr}`)
  return JSON.parse(read.replaceAll(home.path, '~'))
}
