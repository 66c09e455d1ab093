import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { create } from '@bufbuild/protobuf'
import { formatFrameName, formatHyperFrameName } from '../src/disdat/bundle.ts'
import { type Frame, writeFrame, writeHyperFrame } from '../src/disdat/format/hyperframe.ts'
import { FrameSchema, HyperFrameSchema, Presentation, Type } from '../src/disdat/format/proto/hyperframe_pb.ts'

/** A bundle as bytes: the files of its folder, the HyperFrame last. */
export interface SampleBundle {
  readonly uuid: string
  readonly name: string
  readonly objects: readonly { readonly path: string; readonly bytes: Uint8Array }[]
}

/** One in so many bundles has the wanted name. */
const oneIn = 100
const valuesInFrame = 256
/** The creation time of the first bundle, in Unix seconds; each bundle is a second younger than the previous one. */
const firstCreated = 1_760_000_000

/** The name whose newest bundle the benches search for. */
export const wantedName = 'orders'

/**
 * Small bundles of alternately one and two frames of 2 KiB; or of one frame only. The last one has the wanted name.
 * With `isRepeated`, the bundles of a name have one processing name, like those of a nightly run. With `hasDays`, each
 * bundle has a tag `day`: the bundles of a name are of successive days, up to yesterday in UTC.
 */
export function* generateBundles(
  count: number,
  options: { readonly frames?: 1; readonly isRepeated?: boolean; readonly hasDays?: boolean } = {},
): Generator<SampleBundle> {
  for (let at = 0; at < count; at++) {
    const fromEnd = count - 1 - at
    const name = fromEnd % oneIn === 0 ? wantedName : `table_${fromEnd % oneIn}`
    const day = options.hasDays ? { day: formatDaysAgo(1 + Math.floor(fromEnd / oneIn)) } : {}
    yield createDataBundle(name, firstCreated + at, options.frames ?? 1 + (at % 2), options.isRepeated, day)
  }
}

/** A bundle of files, represented by links. The caller provides the bytes of the files. */
export function createFileBundle(...paths: readonly string[]): SampleBundle {
  const uuid = randomUUID()
  const frame = create(FrameSchema, {
    name: 'file',
    uuid: randomUUID(),
    type: Type.LINK,
    shape: [paths.length],
    links: paths.map((path) => ({ link: { case: 'local' as const, value: { path: `bundle://${path}` } } })),
  })
  const presentation = paths.length === 1 ? Presentation.SCALAR : Presentation.TENSOR
  return { uuid, name: 'large', objects: listObjects(uuid, 'large', firstCreated, presentation, [frame]) }
}

/**
 * A bundle with one frame, which it names so many times: a link to its file `part.csv`, and so many links of 200 bytes
 * to another bucket.
 */
export function createLinkBundle(links: number, namings: number): SampleBundle {
  const uuid = randomUUID()
  const folder = 's3://elsewhere/'.padEnd(190, 'x')
  const frame = create(FrameSchema, {
    name: 'links',
    uuid: randomUUID(),
    type: Type.LINK,
    shape: [links + 1],
    links: [
      { link: { case: 'local', value: { path: 'bundle://part.csv' } } },
      ...Array.from({ length: links }, (_, nth) => ({
        link: { case: 's3' as const, value: { url: `${folder}/${String(nth).padStart(9, '0')}` } },
      })),
    ],
  })
  const frames = Array.from({ length: namings }, () => frame)
  const [first, ...others] = listObjects(uuid, 'linked', firstCreated, Presentation.TENSOR, frames)
  return { uuid, name: 'linked', objects: first === undefined ? [] : [first, ...others.slice(-1)] }
}

/** Writes bundles into the `objects` folder of a local context. */
export async function writeBundles(bundles: Iterable<SampleBundle>, objects: string): Promise<void> {
  for (const bundle of bundles) {
    await mkdir(join(objects, bundle.uuid), { recursive: true })
    await Promise.all(bundle.objects.map(({ path, bytes }) => writeFile(join(objects, bundle.uuid, path), bytes)))
  }
}

const formatDaysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** A bundle of numbers in so many frames of 2 KiB, created at a time in Unix seconds. */
export function createDataBundle(
  name: string,
  created: number,
  frames: number,
  isRepeated = false,
  tags: Readonly<Record<string, string>> = {},
): SampleBundle {
  const uuid = randomUUID()
  const encoded = Array.from({ length: frames }, (_, at) => {
    const values = Float64Array.from({ length: valuesInFrame }, (_, row) => row * 1.5 + at)
    const data = new Uint8Array(values.buffer)
    return create(FrameSchema, {
      name: `column_${at}`,
      uuid: randomUUID(),
      type: Type.FLOAT64,
      shape: [valuesInFrame],
      data,
    })
  })
  const objects = listObjects(uuid, name, created, Presentation.DF, encoded, isRepeated, tags)
  return { uuid, name, objects }
}

function listObjects(
  uuid: string,
  name: string,
  created: number,
  presentation: Presentation,
  frames: readonly Frame[],
  isRepeated = false,
  tags: Readonly<Record<string, string>> = {},
): SampleBundle['objects'] {
  const processingName = `${name}_${isRepeated ? 'nightly' : uuid.slice(0, 8)}`
  const hyperFrame = create(HyperFrameSchema, {
    owner: 'bench',
    humanName: name,
    processingName,
    uuid,
    frames: frames.map((frame) => ({ k: frame.name, v: frame.uuid })),
    lineage: {
      hframeProcName: processingName,
      hframeUuid: uuid,
      codeRepo: 'https://git.example/orders.git',
      codeHash: '1288f0d5a7ec19a6ad0a3ee1de1ecbb5a0e7a9b6',
      codeBranch: 'main',
      codeMethod: 'orders.Report',
      creationDate: created,
    },
    tags: [
      { k: 'committed', v: 'True' },
      { k: 'region', v: 'eu' },
      ...Object.entries(tags).map(([k, v]) => ({ k, v })),
    ],
    presentation,
  })
  return [
    ...frames.map((frame) => ({ path: formatFrameName(frame.uuid), bytes: writeFrame(frame) })),
    { path: formatHyperFrameName(uuid), bytes: writeHyperFrame(hyperFrame) },
  ]
}
