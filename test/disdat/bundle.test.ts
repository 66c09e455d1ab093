import path from 'node:path'
import { create } from '@bufbuild/protobuf'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Bundle,
  bundleUri,
  decodeBytesText,
  frameName,
  hyperFrameName,
  isUuid,
  matches,
  newest,
  objectsUri,
  parseLinkPath,
  readBundle,
} from '../../src/disdat/bundle.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import { type HyperFrame, writeHyperFrame } from '../../src/disdat/format/hyperframe.ts'
import { HyperFrameSchema, LineageSchema, StringTupleSchema } from '../../src/disdat/format/proto/hyperframe_pb.ts'

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'
const other = '57aa363c-8d95-4b4c-be97-48bb9aea9204'

type Wish = {
  readonly name?: string
  readonly uuid?: string
  readonly created?: number
  readonly tags?: Readonly<Record<string, string>>
  readonly frames?: Readonly<Record<string, string>>
  readonly code?: { readonly codeHash?: string; readonly codeMethod?: string }
  readonly times?: { readonly startTime: number; readonly stopTime: number }
}

function hyperFrame(wish: Wish = {}): HyperFrame {
  const tuples = (record: Readonly<Record<string, string>>) =>
    Object.entries(record).map(([k, v]) => create(StringTupleSchema, { k, v }))
  return create(HyperFrameSchema, {
    uuid: wish.uuid ?? uuid,
    humanName: wish.name ?? 'orders',
    tags: tuples(wish.tags ?? {}),
    frames: tuples(wish.frames ?? {}),
    lineage: create(LineageSchema, { creationDate: wish.created ?? 1_700_000_000.25, ...wish.code, ...wish.times }),
  })
}

function bundle(wish: Wish = {}): Bundle {
  return readBundle(writeHyperFrame(hyperFrame(wish)))
}

describe('a bundle', () => {
  test('is read from its HyperFrame', () => {
    const read = bundle({
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
    ['as its task did', { startTime: 1_700_000_000.25, stopTime: 1_700_000_001.5 }, 1250],
    ['no time', { startTime: 5, stopTime: 5 }, 0],
    ['what is not known, without a start', { startTime: 0, stopTime: 5 }, undefined],
    ['what is not known, without an end', { startTime: 5, stopTime: 0 }, undefined],
    ['what is not known, for an end without end', { startTime: 5, stopTime: Number.POSITIVE_INFINITY }, undefined],
  ])('took %s', (_, times, tookMs) => {
    expect(bundle({ times }).tookMs).toBe(tookMs)
  })

  test('is committed only by the very word', () => {
    for (const committed of ['true', 'False', '']) expect(bundle({ tags: { committed } }).committed).toBe(false)
  })

  test('keeps tags named like the properties of objects apart', () => {
    const read = bundle({ tags: { constructor: 'a', toString: 'b' } })
    expect(matches(read, { tags: new Map([['constructor', 'a']]) })).toBe(true)
    expect(matches(bundle(), { tags: new Map([['constructor', 'a']]) })).toBe(false)
  })

  test.each<[string, Wish, string]>([
    ['a uuid that is none', { uuid: '../../etc' }, 'a HyperFrame whose uuid is "../../etc"'],
    ['no uuid', { uuid: '' }, 'whose uuid is ""'],
    ['a frame whose uuid would be a path', { frames: { x: '../x' } }, 'a frame whose uuid is "../x"'],
    ['a creation date that is no number', { created: Number.NaN }, 'a creation date of NaN seconds'],
    ['a creation date beyond all calendars', { created: 1e300 }, 'a creation date of 1e+300 seconds'],
  ])('is refused for %s', (_, wish, message) => {
    expect(() => bundle(wish)).toThrow(BundleFormatError)
    expect(() => bundle(wish)).toThrow(message)
  })

  test('is refused when it is another than the one expected', () => {
    expect(() => readBundle(writeHyperFrame(hyperFrame()), other)).toThrow(`the HyperFrame of another bundle, ${uuid}`)
  })

  test('without lineage was made at the beginning of time', () => {
    const message = hyperFrame()
    delete message.lineage
    expect(readBundle(writeHyperFrame(message)).createdAt).toStrictEqual(new Date(0))
  })
})

describe('the newest', () => {
  test('is the one created last, to the microsecond', () => {
    const older = bundle({ created: 1_700_000_000.000_001 })
    const younger = bundle({ created: 1_700_000_000.000_002, uuid: other })
    expect(newest([older, younger])).toBe(younger)
    expect(newest([younger, older])).toBe(younger)
  })

  test('of twins is the same whatever their order', () => {
    const twins = [bundle({ uuid: other }), bundle({ uuid })]
    expect(newest(twins)?.uuid).toBe(newest(twins.toReversed())?.uuid)
  })

  test('of none is none', () => {
    expect(newest([])).toBeUndefined()
  })
})

describe('what is wanted', () => {
  const have = bundle({ name: 'a.b', tags: { env: 'test', '__param.n': '1' }, code: { codeMethod: 'p.m.C' } })

  test.each([
    ['nothing in particular', {}, true],
    ['the name', { name: 'a.b' }, true],
    ["a name that dsdt's pattern would take", { name: 'axb' }, false],
    ['another case of the name', { name: 'A.b' }, false],
    ['a tag', { tags: new Map([['env', 'test']]) }, true],
    ['a tag of another value', { tags: new Map([['env', 'prod']]) }, false],
    ['a tag that is not there', { tags: new Map([['x', '']]) }, false],
    [
      'a tag that is there and one that is not',
      {
        tags: new Map([
          ['env', 'test'],
          ['x', 'y'],
        ]),
      },
      false,
    ],
    ['a parameter', { params: new Map([['n', '1']]) }, true],
    ['a parameter of another value', { params: new Map([['n', '01']]) }, false],
    ['the code', { codeMethod: 'p.m.C' }, true],
    ['other code', { codeMethod: 'p.m.D' }, false],
    ['everything', { name: 'a.b', tags: new Map([['env', 'test']]), codeMethod: 'p.m.C' }, true],
  ])('%s', (_, wanted, expected) => {
    expect(matches(have, wanted)).toBe(expected)
  })
})

describe('where a link leads', () => {
  test.each([
    ['bundle://a.csv', 'a.csv'],
    ['bundle://sub/größe/ü 1.csv', 'sub/größe/ü 1.csv'],
    ['bundle://..a/b..', '..a/b..'],
    ['bundle://%2e%2e/a', '%2e%2e/a'],
    ['bundle://-rf', '-rf'],
  ])('%s is a file of the bundle', (url, path) => {
    expect(parseLinkPath(url)).toStrictEqual({ kind: 'file', path })
  })

  test.each(['s3://bucket/key', 'db://table', 'file:///etc/passwd', 'S3://x'])('%s leads out of it', (url) => {
    expect(parseLinkPath(url)).toStrictEqual({ kind: 'external', url })
  })

  test.each([
    '',
    'a.csv',
    '/etc/passwd',
    'bundle:',
    'bundle:/a',
    'bundle://',
    'bundle:///etc/passwd',
    'bundle://..',
    'bundle://../x',
    'bundle://a/../../x',
    'bundle://a/..',
    'bundle://./a',
    'bundle://a//b',
    'bundle://a/',
    'bundle://a\\..\\b',
    'bundle://a\u0000b',
    'bundle://a\nb',
    'bundle://a\u007fb',
    'bundle://a\u0085b',
    `bundle://${'a'.repeat(256)}`,
    `bundle://${'ü'.repeat(128)}`,
    `bundle://${'a/'.repeat(512)}a`,
  ])('%j is refused', (url) => {
    expect(() => parseLinkPath(url)).toThrow(BundleFormatError)
  })

  test('never leaves the folder, whatever the link', () => {
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
  ["b'unfinished", "b'unfinished"],
  ["b''", ''],
  ['', ''],
  ['  main\n', 'main'],
])('lineage text %j is %j', (text, plain) => {
  expect(decodeBytesText(text)).toBe(plain)
})

test('only what Disdat writes is a uuid', () => {
  expect(isUuid(uuid)).toBe(true)
  for (const text of ['', 'x', uuid.toUpperCase(), `${uuid} `, `${uuid}\n`, `{${uuid}}`, uuid.replaceAll('-', '')]) {
    expect(isUuid(text), text).toBe(false)
  }
})

test('names and URIs', () => {
  expect(hyperFrameName(uuid)).toBe(`${uuid}_hframe.pb`)
  expect(frameName(uuid)).toBe(`${uuid}_frame.pb`)
  const remote = { url: 's3://bucket/prefix', context: 'shop' }
  expect(objectsUri(remote)).toBe('s3://bucket/prefix/context/shop/objects')
  expect(bundleUri(remote, uuid)).toBe(`s3://bucket/prefix/context/shop/objects/${uuid}`)
})

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch (error) {
    if (error instanceof BundleFormatError) return undefined
    throw error
  }
}
