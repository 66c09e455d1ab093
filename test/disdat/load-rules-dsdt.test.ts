import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { create } from '@bufbuild/protobuf'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readBundleParts } from '../../src/bundles/bundle-reader.ts'
import { formatFrameName, formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { writeFrame, writeHyperFrame } from '../../src/disdat/format/hyperframe.ts'
import {
  ByteOrder,
  DatabaseLinkSchema,
  FrameSchema,
  HyperFrameSchema,
  LineageSchema,
  type Link,
  LinkSchema,
  LocalLinkSchema,
  Presentation,
  S3LinkSchema,
  Type,
} from '../../src/disdat/format/proto/hyperframe_pb.ts'
import { Failure } from '../../src/errors.ts'
import { openContext } from '../../src/local/context.ts'
import { neverAborted } from '../remote/helpers.ts'
import { root } from '../testbed/process.ts'
import { runPython } from '../testbed/python.ts'
import { makeTemporaryFolder, memoryFolder } from '../testbed/temporary-folder.ts'

type Files = ReadonlyMap<string, Uint8Array>

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'
const frameUuids = ['57aa363c-8d95-4b4c-be97-48bb9aea9204', '67aa363c-8d95-4b4c-be97-48bb9aea9204'] as const

/** Writes each bundle to a context of its own, and loads all with the real dsdt in one process. */
async function compareWithDsdt(
  cases: readonly Files[],
): Promise<readonly { readonly ours: string | undefined; readonly dsdt: string | null }[]> {
  await using home = await makeTemporaryFolder('load-', memoryFolder)
  const contexts = path.join(home.path, '.disdat', 'context')
  const ours: (string | undefined)[] = []
  for (const [index, files] of cases.entries()) {
    const name = String(index).padStart(6, '0')
    const folder = path.join(contexts, name, 'objects', uuid)
    await mkdir(folder, { recursive: true })
    for (const [file, bytes] of files) await writeFile(path.join(folder, file), bytes)
    await writeFile(path.join(contexts, name, 'ctxt.json'), JSON.stringify({ local_ctxt: name }))
    ours.push(await findRefusal(home.path, name))
  }
  const { stdout, stderr } = await runPython([`${root}test/testbed/load_bundles.py`, contexts], {
    env: { HOME: home.path, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
  })
  const last = stdout.trimEnd().split('\n').at(-1) ?? ''
  const results: unknown = last.startsWith('[') ? JSON.parse(last) : undefined
  if (!Array.isArray(results) || results.length !== cases.length) throw new Error(`dsdt: ${stdout}${stderr}`)
  return ours.map((refusal, index) => ({
    ours: refusal,
    dsdt: results[index] === null ? null : String(results[index]),
  }))
}

/** Why the action refuses the bundle; undefined when it accepts it. */
async function findRefusal(home: string, name: string): Promise<string | undefined> {
  const context = await openContext({ home, name })
  if (context === undefined) throw new Error(`no context ${name}`)
  try {
    const parts = await readBundleParts(context, uuid, { signal: neverAborted })
    const missing = parts?.flatMap((part) => part.missing) ?? ['the HyperFrame']
    return missing.length > 0 ? `missing: ${missing}` : undefined
  } catch (error) {
    if (error instanceof Failure && error.verdict === 'bundle-corrupt') return error.message
    throw error
  }
}

type FrameFixture = {
  readonly name: string
  readonly type: Type
  readonly shape: readonly number[]
  readonly byteorder: ByteOrder
  readonly links: readonly Link[]
  readonly strings: readonly string[]
  readonly data: Uint8Array<ArrayBuffer>
}

type BundleFixture = {
  readonly created: number
  readonly presentation: Presentation
  readonly frames: readonly FrameFixture[]
  readonly tags: readonly (readonly [string, string])[]
  readonly texts: readonly string[]
}

function createFiles({ created, presentation, frames, tags, texts }: BundleFixture): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const [index, { links, strings, shape, ...frame }] of frames.entries()) {
    const id = frameUuids[index] ?? ''
    const message = { ...frame, uuid: id, shape: [...shape], links: [...links], strings: [...strings] }
    files.set(formatFrameName(id), writeFrame(create(FrameSchema, message)))
    for (const link of links) {
      const file = link.link.value !== undefined && 'path' in link.link.value ? link.link.value.path : ''
      if (/^bundle:\/\/[^/]+$/.test(file)) files.set(file.slice('bundle://'.length), Buffer.from('x'))
    }
  }
  const [owner = '', humanName = '', processingName = ''] = texts
  const message = create(HyperFrameSchema, {
    uuid,
    owner,
    humanName,
    processingName,
    presentation,
    frames: frames.map(({ name }, index) => ({ k: name, v: frameUuids[index] ?? '' })),
    tags: tags.map(([k, v]) => ({ k, v })),
    lineage: create(LineageSchema, { creationDate: created }),
  })
  files.set(formatHyperFrameName(uuid), writeHyperFrame(message))
  return files
}

const createLink = (path: string, kind: number) =>
  create(LinkSchema, {
    link:
      kind === 0
        ? { case: 'local', value: create(LocalLinkSchema, { path }) }
        : kind === 1
          ? { case: 's3', value: create(S3LinkSchema, { url: path }) }
          : { case: 'database', value: create(DatabaseLinkSchema, { url: path }) },
  })

const anyName = fc.constantFrom('a', 'b', 'unnamed:0', '', '\0', 'größe', '"', '\ud83d\ude00')
const anyText = fc.oneof(anyName, fc.string({ unit: 'grapheme', maxLength: 8 }))
const anyJson = fc.constantFrom(
  '[null]',
  'NaN',
  '-Infinity',
  '-NaN',
  '{',
  '',
  '[1,]',
  '1.NaN',
  '"a\\\\"',
  '"\\u12"',
  '\ufeff1',
  '0'.repeat(3),
  '9'.repeat(5000),
  '['.repeat(2000) + ']'.repeat(2000),
)
const anyShape: fc.Arbitrary<readonly number[]> = fc.oneof(
  fc.array(fc.nat(3), { maxLength: 3 }),
  fc.constantFrom([1], [2], [0], [1, 1], [0, 4_294_967_295, 4_294_967_295, 4_294_967_295], Array(33).fill(1)),
)
const anyLink = fc
  .record({
    path: fc.constantFrom(
      'bundle://a',
      'bundle://b.csv',
      's3://b/k',
      'db://x',
      'bundle://[',
      'bundle://x_hframe.pb',
      'bundle://_hframe.pb',
      'bundle://\uff1a',
    ),
    kind: fc.nat(2),
  })
  .map(({ path: url, kind }) => createLink(url, kind))

/** The bytes of one number, by type. */
const widths = new Map<number, number>([
  [2, 2],
  [3, 4],
  [4, 8],
  [5, 1],
  [8, 8],
  [10, 2],
  [12, 8],
  [14, 1],
  [15, 8],
  [16, 16],
])

/** A frame whose values mostly fit its type and shape. */
const anyFrame: fc.Arbitrary<FrameFixture> = fc
  .record({
    name: anyName,
    type: fc.constantFrom<Type>(0, 1, 1, 2, 3, 4, 5, 8, 10, 12, 13, 13, 13, 14, 15, 16, 17, 18),
    shape: anyShape,
    byteorder: fc.constantFrom<ByteOrder>(0, 1, 1, 2),
    links: fc.array(anyLink, { maxLength: 2 }),
    texts: fc.array(fc.oneof(anyText, anyJson), { maxLength: 3 }),
    surplus: fc.constantFrom(0, 0, 0, 0, 1, -1),
  })
  .map(({ type, shape, links, texts, surplus, ...rest }) => {
    const width = widths.get(type)
    const size = shape.reduce((product, length) => product * length, 1)
    const bytes = width === undefined ? 0 : Math.min(Math.max(0, (size + surplus) * width), 1000)
    const isText = type === 13
    const values = isText ? Array.from({ length: Math.min(size, 30) }, (_, at) => texts[at % texts.length] ?? 'x') : []
    return {
      ...rest,
      type,
      shape: type === 1 ? [links.length] : shape,
      links: type === 1 ? links : [],
      strings: values,
      data: new Uint8Array(bytes),
    }
  })

const anyBundle: fc.Arbitrary<BundleFixture> = fc.record({
  created: fc.oneof(
    { weight: 6, arbitrary: fc.constant(1_700_000_000.5) },
    { weight: 1, arbitrary: fc.double() },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        -62_135_596_800,
        -62_135_596_801,
        -62_135_510_400,
        253_402_300_799,
        253_402_300_799.999_94,
        253_402_214_399,
        253_402_300_800,
        0,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        Number.MIN_VALUE,
      ),
    },
  ),
  presentation: fc.constantFrom<Presentation>(0, 1, 3, 3, 4, 4, 5, 5, 6, 7, 7),
  frames: fc.array(anyFrame, { maxLength: 2 }),
  tags: fc.array(fc.tuple(anyName, anyText), { maxLength: 3 }),
  texts: fc.array(anyText, { minLength: 3, maxLength: 3 }),
})

const anyMutation = fc.record({
  at: fc.nat(),
  value: fc.nat(255),
  kind: fc.constantFrom('set', 'cut', 'insert', 'drop'),
})

function mutate(
  bytes: Buffer,
  { at, value, kind }: { readonly at: number; readonly value: number; readonly kind: string },
) {
  const place = at % (bytes.length + 1)
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)]
  if (kind === 'cut') return before
  if (kind === 'insert') return Buffer.concat([before, Buffer.of(value), after])
  if (kind === 'drop') return Buffer.concat([before, after.subarray(1)])
  return Buffer.concat([before, Buffer.of(value), after.subarray(1)])
}

const column: FrameFixture = {
  name: 'a',
  type: Type.FLOAT64,
  shape: [2],
  byteorder: ByteOrder.LITTLE,
  links: [],
  strings: [],
  data: new Uint8Array(16),
}
const texts: FrameFixture = { ...column, type: Type.STRING, strings: ['x', '[null]'], data: new Uint8Array() }
const files: FrameFixture = {
  ...column,
  type: 1,
  links: [createLink('bundle://a', 0)],
  shape: [1],
  data: new Uint8Array(),
}
const table: BundleFixture = {
  created: 1.5,
  presentation: Presentation.DF,
  frames: [column],
  tags: [['committed', 'True']],
  texts: ['ann', 'orders', 'p'],
}

/** What a bundle has instead of `table`, and why the action refuses it. */
const refusals: readonly (readonly [string, Partial<BundleFixture>, RegExp])[] = [
  ['a creation date before year 1', { created: -62_135_596_801 }, /a creation date of -62135596801 seconds/],
  ['a creation date after year 9999', { created: 253_402_300_800 }, /a creation date of/],
  ['a creation date that is not a number', { created: Number.NaN }, /a creation date of NaN/],
  ['no presentation', { presentation: Presentation.DEFAULT }, /cannot load the presentation DEFAULT/],
  ['a scalar of two values', { presentation: Presentation.SCALAR }, /a scalar has 2 values/],
  ['a type that NumPy lacks', { frames: [{ ...column, type: Type.OBJECT, shape: [] }] }, /a frame of type OBJECT/],
  ['fewer values than its shape', { frames: [{ ...column, shape: [3] }] }, /2 values whose shape is \[3\]/],
  ['a column of a matrix', { frames: [{ ...column, shape: [1, 2] }] }, /a column has the shape 1,2/],
  [
    'a shorter column of big-endian numbers',
    {
      frames: [column, { ...column, name: 'b', shape: [1], byteorder: ByteOrder.BIG, data: new Uint8Array(8) }],
    },
    /columns of different lengths that have big-endian numbers/,
  ],
  ['a row without values', { presentation: Presentation.ROW, frames: [] }, /the presentation ROW with 0 frames/],
  [
    'a row of one number without a name',
    {
      presentation: Presentation.ROW,
      frames: [{ ...column, name: 'unnamed:0', shape: [1], data: new Uint8Array(8) }],
    },
    /a row has a single number, without a name/,
  ],
  [
    'a first link to another object of S3',
    { frames: [{ ...files, links: [createLink('s3://b/k', 1), createLink('bundle://a', 0)], shape: [2] }] },
    /its first link is not to a file of the bundle/,
  ],
  ['a frame without links', { frames: [{ ...files, links: [], shape: [] }] }, /it has no links/],
  [
    'JSON that is not JSON',
    { presentation: Presentation.JSON, frames: [{ ...texts, strings: ['{'], shape: [1] }] },
    /not JSON/,
  ],
  [
    'a file that is taken for a bundle',
    { frames: [{ ...files, links: [createLink('bundle://x_hframe.pb', 0)] }] },
    /x_hframe/,
  ],
]

describe('a bundle that dsdt cannot load', () => {
  // One process for all, because Python takes a second to start.
  let results: Awaited<ReturnType<typeof compareWithDsdt>>
  beforeAll(async () => {
    results = await compareWithDsdt(refusals.map(([, change]) => createFiles({ ...table, ...change })))
  })

  test.each(refusals.map(([name, , refusal], index) => [name, refusal, index] as const))(
    'is refused: %s',
    (_, refusal, index) => {
      expect(results[index]?.dsdt).not.toBeNull()
      expect(results[index]?.ours).toMatch(refusal)
    },
  )

  test('is refused, for any HyperFrame and any frames', async () => {
    const results = await compareWithDsdt(fc.sample(anyBundle, 400).map(createFiles))
    expect(results.filter(({ ours, dsdt }) => ours === undefined && dsdt !== null)).toStrictEqual([])
    expect(results.filter(({ ours }) => ours === undefined).length).toBeGreaterThan(5)
  }, 60_000)

  test('is refused, for any change of the bytes', async () => {
    const seeds: readonly BundleFixture[] = [table, { ...table, frames: [texts] }, { ...table, frames: [files] }]
    const anyMutated = fc
      .tuple(fc.constantFrom(...seeds), fc.boolean(), fc.array(anyMutation, { minLength: 1, maxLength: 2 }))
      .map(([fixture, isHyperFrame, mutations]) => {
        const bundle = createFiles(fixture)
        const file = isHyperFrame ? formatHyperFrameName(uuid) : formatFrameName(frameUuids[0])
        return bundle.set(file, mutations.reduce(mutate, Buffer.from(bundle.get(file) ?? [])))
      })
    const results = await compareWithDsdt(fc.sample(anyMutated, 400))
    expect(results.filter(({ ours, dsdt }) => ours === undefined && dsdt !== null)).toStrictEqual([])
    expect(results.filter(({ ours }) => ours === undefined).length).toBeGreaterThan(5)
  }, 60_000)
})
