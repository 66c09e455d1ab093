import path from 'node:path'
import { create } from '@bufbuild/protobuf'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Bundle,
  compareNewestFirst,
  createDescription,
  decodeBytesText,
  formatBundleUri,
  formatFrameName,
  formatHyperFrameName,
  formatObjectsUri,
  isHyperFrameName,
  isUuid,
  parseLinkPath,
  pickNewest,
  readBundle,
} from '../../src/disdat/bundle.ts'
import { matchesQuery } from '../../src/disdat/bundle-query.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import { type HyperFrame, writeHyperFrame } from '../../src/disdat/format/hyperframe.ts'
import {
  HyperFrameSchema,
  Lineage_DependencySchema,
  LineageSchema,
  StringTupleSchema,
} from '../../src/disdat/format/proto/hyperframe_pb.ts'
import { attempt } from './format/fixtures/attempt.ts'

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'
const other = '57aa363c-8d95-4b4c-be97-48bb9aea9204'

type BundleSpec = {
  readonly name?: string
  readonly uuid?: string
  readonly created?: number
  readonly tags?: Readonly<Record<string, string>>
  readonly frames?: Readonly<Record<string, string>>
  readonly code?: { readonly codeHash?: string; readonly codeMethod?: string }
  readonly times?: { readonly startTime: number; readonly stopTime: number }
}

function createHyperFrame(spec: BundleSpec = {}): HyperFrame {
  const createTuples = (record: Readonly<Record<string, string>>) =>
    Object.entries(record).map(([k, v]) => create(StringTupleSchema, { k, v }))
  return create(HyperFrameSchema, {
    uuid: spec.uuid ?? uuid,
    humanName: spec.name ?? 'orders',
    tags: createTuples(spec.tags ?? {}),
    frames: createTuples(spec.frames ?? {}),
    lineage: create(LineageSchema, { creationDate: spec.created ?? 1_700_000_000.25, ...spec.code, ...spec.times }),
  })
}

function createBundle(spec: BundleSpec = {}): Bundle {
  return readBundle(writeHyperFrame(createHyperFrame(spec)))
}

describe('readBundle', () => {
  test('reads a bundle from its HyperFrame', () => {
    const read = createBundle({
      tags: { committed: 'True', '__param.day': '2026-01-05', '__param.': 'nameless', env: 'test' },
      frames: { 'naïve column': other },
      code: { codeHash: "b'1288abcd\\n'", codeMethod: 'pkg.mod.Class' },
    })
    expect(read).toMatchObject({
      uuid,
      name: 'orders',
      committed: true,
      createdSeconds: 1_700_000_000.25,
      createdAt: new Date(1_700_000_000_250),
      presentation: 'HF',
      frames: [{ name: 'naïve column', uuid: other }],
      code: { method: 'pkg.mod.Class', hash: '1288abcd', repo: '', branch: '' },
    })
    expect([...read.params]).toStrictEqual([
      ['day', '2026-01-05'],
      ['', 'nameless'],
    ])
    expect(read.tags.size).toBe(4)
  })

  test.each([
    ['the duration of its task', { startTime: 1_700_000_000.25, stopTime: 1_700_000_001.5 }, 1250],
    ['zero', { startTime: 5, stopTime: 5 }, 0],
    ['nothing without a start', { startTime: 0, stopTime: 5 }, undefined],
    ['nothing without an end', { startTime: 5, stopTime: 0 }, undefined],
    ['nothing for an infinite end', { startTime: 5, stopTime: Number.POSITIVE_INFINITY }, undefined],
  ])('reads as duration %s', (_, times, tookMs) => {
    expect(createBundle({ times }).tookMs).toBe(tookMs)
  })

  test('reads a bundle as committed only if the tag is True', () => {
    for (const committed of ['true', 'False', '']) expect(createBundle({ tags: { committed } }).committed).toBe(false)
  })

  test('does not confuse tags with properties of objects', () => {
    const read = createBundle({ tags: { constructor: 'a', toString: 'b' } })
    expect(matchesQuery(read, { tags: new Map([['constructor', 'a']]) })).toBe(true)
    expect(matchesQuery(createBundle(), { tags: new Map([['constructor', 'a']]) })).toBe(false)
  })

  test.each<[string, BundleSpec, string]>([
    ['an invalid uuid', { uuid: '../../etc' }, 'a HyperFrame whose uuid is "../../etc"'],
    ['no uuid', { uuid: '' }, 'whose uuid is ""'],
    ['a frame with a path as its uuid', { frames: { x: '../x' } }, 'a frame whose uuid is "../x"'],
    ['a creation date that is not a number', { created: Number.NaN }, 'a creation date of NaN seconds'],
    ['a creation date out of range', { created: 1e300 }, 'a creation date of 1e+300 seconds'],
  ])('refuses %s', (_, spec, message) => {
    expect(() => createBundle(spec)).toThrow(BundleFormatError)
    expect(() => createBundle(spec)).toThrow(message)
  })

  test('refuses another bundle than the expected one', () => {
    expect(() => readBundle(writeHyperFrame(createHyperFrame()), other)).toThrow(
      `the HyperFrame of another bundle, ${uuid}`,
    )
    expect(readBundle(writeHyperFrame(createHyperFrame()), uuid).uuid).toBe(uuid)
  })

  test('reads a bundle without lineage as created at the epoch', () => {
    const message = createHyperFrame()
    delete message.lineage
    const code = { method: '', repo: '', hash: '', branch: '' }
    expect(readBundle(writeHyperFrame(message))).toMatchObject({ createdAt: new Date(0), code, dependsOn: [] })
  })

  test('reads the upstream bundles', () => {
    const message = createHyperFrame()
    const dependency = { hframeUuid: other, hframeProcName: 'raw_1_2', argName: 'raw' }
    message.lineage?.dependsOn.push(create(Lineage_DependencySchema, dependency))
    expect(readBundle(writeHyperFrame(message)).dependsOn).toStrictEqual([
      { uuid: other, processingName: 'raw_1_2', argument: 'raw' },
    ])
  })
})

describe('createDescription', () => {
  // 0001-01-03 to 9999-12-29.
  test.each([
    [-62_135_424_000, true],
    [-62_135_424_001, false],
    [253_402_127_999, true],
    [253_402_128_000, false],
  ])('of a bundle created at %i seconds is valid: %s', (created, isValid) => {
    const describe = () => createDescription({ ...createBundle(), createdSeconds: created })
    if (isValid) expect(describe().createdAt.getTime()).toBe(created * 1000)
    else expect(describe).toThrow(`a creation date of ${created} seconds`)
  })
})

test('compareNewestFirst puts the greater uuid first at the same time', () => {
  const twins = [createBundle({ uuid }), createBundle({ uuid: other })]
  expect(twins.toSorted(compareNewestFirst).map((bundle) => bundle.uuid)).toStrictEqual([other, uuid])
  expect(
    twins
      .toReversed()
      .toSorted(compareNewestFirst)
      .map((bundle) => bundle.uuid),
  ).toStrictEqual([other, uuid])
  expect(pickNewest(twins)?.uuid).toBe(other)
})

describe('pickNewest', () => {
  test('returns the bundle that was created last, to the microsecond', () => {
    const older = createBundle({ created: 1_700_000_000.000_001 })
    const younger = createBundle({ created: 1_700_000_000.000_002, uuid: other })
    expect(pickNewest([older, younger])).toBe(younger)
    expect(pickNewest([younger, older])).toBe(younger)
  })

  test('returns the same of two bundles of one time, in any order', () => {
    const twins = [createBundle({ uuid: other }), createBundle({ uuid })]
    expect(pickNewest(twins)?.uuid).toBe(pickNewest(twins.toReversed())?.uuid)
  })

  test('returns undefined without bundles', () => {
    expect(pickNewest([])).toBeUndefined()
  })
})

describe('parseLinkPath', () => {
  test.each([
    ['bundle://a.csv', 'a.csv'],
    ['bundle://sub/größe/ü 1.csv', 'sub/größe/ü 1.csv'],
    ['bundle://..a/b..', '..a/b..'],
    ['bundle://%2e%2e/a', '%2e%2e/a'],
    ['bundle://-rf', '-rf'],
  ])('returns the path of %s', (url, path) => {
    expect(parseLinkPath(url)).toStrictEqual({ kind: 'file', path })
  })

  test.each(['s3://bucket/key', 'db://table', 'file:///etc/passwd', 'S3://x'])(
    'returns %s as an external URL',
    (url) => {
      expect(parseLinkPath(url)).toStrictEqual({ kind: 'external', url })
    },
  )

  const neither = 'which is neither a file of the bundle nor a URL'
  const notPlain = 'its path is not a plain path within the bundle'
  const badCharacter = 'its path has a backslash or a control character'
  const longName = 'its path has a name of more than 255 bytes'

  test.each([
    ...['', 'a.csv', '/etc/passwd', 'bundle:', 'bundle:/a', 'see s3://bucket/key'].map(
      (url) => [url, neither] as const,
    ),
    ...['', '/etc/passwd', '..', '../x', 'a/../../x', 'a/..', './a', 'a//b', 'a/'].map(
      (file) => [`bundle://${file}`, notPlain] as const,
    ),
    ...['a\\..\\b', 'a\u0000b', 'a\nb', 'a\u007fb', 'a\u0085b'].map(
      (file) => [`bundle://${file}`, badCharacter] as const,
    ),
    ...['a'.repeat(256), 'ü'.repeat(128), `a/${'b'.repeat(256)}/c`].map(
      (file) => [`bundle://${file}`, longName] as const,
    ),
    [`bundle://${'a/'.repeat(512)}a`, 'its path has more than 1024 bytes'] as const,
  ])('refuses %j: %s', (url, problem) => {
    expect(() => parseLinkPath(url)).toThrow(BundleFormatError)
    expect(() => parseLinkPath(url)).toThrow(problem)
  })

  test('accepts the longest name and the longest path', () => {
    for (const file of ['a'.repeat(255), `${'a/'.repeat(511)}ab`])
      expect(parseLinkPath(`bundle://${file}`)).toStrictEqual({ kind: 'file', path: file })
  })

  test('quotes at most 100 characters of the link', () => {
    const quote = (url: string) => `a link to ${JSON.stringify(url)}, ${neither}`
    expect(() => parseLinkPath('x'.repeat(100))).toThrow(new BundleFormatError(quote('x'.repeat(100))))
    expect(() => parseLinkPath('x'.repeat(101))).toThrow(new BundleFormatError(quote(`${'x'.repeat(100)}…`)))
  })

  test('never returns a path outside the folder', () => {
    const part = fc.constantFrom('..', '.', '', 'a', '/', '\\', '\u0000', '%2e', '…', '~')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const link = attempt(() => parseLinkPath(`bundle://${parts.join('')}`))
        if (link?.kind !== 'file') return
        expect(path.resolve('/objects/uuid', link.path).startsWith('/objects/uuid/')).toBe(true)
        expect(path.join('/', link.path)).toBe(`/${link.path}`)
      }),
    )
  })
})

test.each([
  ['1288', '1288'],
  ["b'1288abc\\n'", '1288abc'],
  ['b"it\'s\\n"', "it's"],
  ['b1288abc\\n', '1288abc'],
  ["b'two\\nlines\\n'", 'two lines'],
  ["b'unfinished", "b'unfinished"],
  ["see b'1288'", "see b'1288'"],
  ["b'1288' or", "b'1288' or"],
  ['see b1288\\n', 'see b1288\\n'],
  ['b1288\\n or', 'b1288\\n or'],
  ["b''", ''],
  ['', ''],
  ['  main\n', 'main'],
])('decodeBytesText decodes %j as %j', (text, plain) => {
  expect(decodeBytesText(text)).toBe(plain)
})

test('isUuid accepts only uuids as Disdat writes them', () => {
  expect(isUuid(uuid)).toBe(true)
  for (const text of [
    '',
    'x',
    uuid.toUpperCase(),
    `${uuid} `,
    ` ${uuid}`,
    `${uuid}\n`,
    `{${uuid}}`,
    uuid.replaceAll('-', ''),
  ]) {
    expect(isUuid(text), text).toBe(false)
  }
})

test.each([
  [`${uuid}_hframe.pb`, true],
  ['_hframe.pb', true],
  ['a.b_hframe.pb', true],
  ['.a_hframe.pb', false],
  ['/_hframe.pb', false],
  ['a/b_hframe.pb', false],
  ['a/_hframe.pb', false],
  ['a_hframe.pb.gz', false],
  ['a_hframe', false],
])('isHyperFrameName of %s is %s', (file, expected) => {
  expect(isHyperFrameName(file)).toBe(expected)
})

test('formats names and URIs of objects', () => {
  expect(formatHyperFrameName(uuid)).toBe(`${uuid}_hframe.pb`)
  expect(formatFrameName(uuid)).toBe(`${uuid}_frame.pb`)
  const remote = { url: 's3://bucket/prefix', context: 'shop' }
  expect(formatObjectsUri(remote)).toBe('s3://bucket/prefix/context/shop/objects')
  expect(formatBundleUri(remote, uuid)).toBe(`s3://bucket/prefix/context/shop/objects/${uuid}`)
})
