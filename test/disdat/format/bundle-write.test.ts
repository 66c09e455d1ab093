import { describe, expect, test } from 'vitest'
import { readBundle } from '../../../src/disdat/bundle.ts'
import {
  type BundleDraft,
  defaultProcessingName,
  type Presented,
  writeBundle,
} from '../../../src/disdat/format/bundle-write.ts'
import type { FrameContent } from '../../../src/disdat/format/frame.ts'
import { readFrameValues } from '../../../src/disdat/format/frame-read.ts'
import type { FrameDraft } from '../../../src/disdat/format/frame-write.ts'
import { BundleFormatError } from '../../../src/disdat/format/hyperframe.ts'

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'
const frameUuid = '57aa363c-8d95-4b4c-be97-48bb9aea9204'
const otherUuid = '67aa363c-8d95-4b4c-be97-48bb9aea9204'

const numbers = { kind: 'integers', values: Int32Array.of(1, 2) } as const
const text = { kind: 'strings', values: ['a'] } as const

function draft(content: Presented, more: Partial<BundleDraft> = {}): BundleDraft {
  return {
    uuid,
    name: 'orders',
    owner: 'ann',
    processingName: 'made',
    tags: new Map([['committed', 'True']]),
    createdSeconds: 1_767_571_200.25,
    startSeconds: 0,
    stopSeconds: 0,
    code: { method: 'pkg.mod.Made', repo: '', hash: '', branch: '' },
    dependsOn: [],
    content,
    ...more,
  }
}

function frame(name: string, content: FrameContent, more: Partial<FrameDraft> = {}): FrameDraft {
  return { name, uuid: frameUuid, content, ...more }
}

function one(presentation: 'HF' | 'SCALAR' | 'TENSOR' | 'ROW' | 'JSON', content: FrameContent): Presented {
  return { presentation, frame: { uuid: frameUuid, content } }
}

describe('a bundle that we make', () => {
  test('names its files after its uuids and its one frame as Disdat does', () => {
    const { hyperFrame, frames } = writeBundle(draft(one('TENSOR', numbers)))
    expect(hyperFrame.name).toBe(`${uuid}_hframe.pb`)
    expect(frames.map(({ name }) => name)).toStrictEqual([`${frameUuid}_frame.pb`])
    expect(frames.map(({ bytes }) => readFrameValues(bytes).name)).toStrictEqual(['unnamed:0'])
    expect(readBundle(hyperFrame.bytes, uuid)).toMatchObject({
      name: 'orders',
      presentation: 'TENSOR',
      committed: true,
      createdSeconds: 1_767_571_200.25,
      frames: [{ name: 'unnamed:0', uuid: frameUuid }],
    })
  })

  test.each<[string, Presented, string]>([
    ['HF of other than bundles', one('HF', text), 'an HF of other than bundles'],
    ['a scalar of two', one('SCALAR', numbers), 'a scalar of 2 values'],
    ['JSON of two texts', one('JSON', { kind: 'strings', values: ['1', '2'] }), 'JSON that is not one text'],
    ['JSON of a number', one('JSON', { kind: 'integers', values: Int8Array.of(1) }), 'JSON that is not one text'],
    ['a tuple of one', one('ROW', text), 'a tuple of one value'],
    ['a row of nothing', { presentation: 'ROW', fields: [] }, 'a row of nothing'],
    [
      'a row whose names get lost',
      { presentation: 'ROW', fields: [frame('unnamed', numbers)] },
      'first name, unnamed,',
    ],
    [
      'a row of a value without dimension',
      { presentation: 'ROW', fields: [frame('a', text, { shape: [] })] },
      'without a dimension',
    ],
    [
      'columns of different lengths',
      { presentation: 'DF', columns: [frame('a', text), frame('b', numbers, { uuid: otherUuid })] },
      '1 and 2 rows',
    ],
    [
      'a column of two dimensions',
      { presentation: 'DF', columns: [frame('a', text, { shape: [1, 1] })] },
      'one dimension',
    ],
    [
      'two columns of a name',
      { presentation: 'DF', columns: [frame('a', text), frame('a', text, { uuid: otherUuid })] },
      'two frames of the same name',
    ],
    ['two frames of a uuid', { presentation: 'DF', columns: [frame('a', text), frame('b', text)] }, 'of the same uuid'],
    [
      'a frame without uuid',
      { presentation: 'DF', columns: [frame('a', text, { uuid: '' })] },
      'a frame whose uuid is ""',
    ],
  ])('is refused: %s', (_, content, message) => {
    expect(() => writeBundle(draft(content))).toThrow(BundleFormatError)
    expect(() => writeBundle(draft(content))).toThrow(message)
  })

  test.each<[string, Partial<BundleDraft>, string]>([
    ['a uuid that is none', { uuid: '../x' }, 'a bundle whose uuid is "../x"'],
    ['half a character in its name', { name: '\ud800' }, 'text that is not Unicode'],
    ['half a character in a tag', { tags: new Map([['a', '\udc00']]) }, 'text that is not Unicode'],
    ['a time that is none', { createdSeconds: Number.NaN }, 'a creation date of NaN seconds'],
  ])('is refused for %s', (_, more, message) => {
    expect(() => writeBundle(draft(one('SCALAR', text), more))).toThrow(BundleFormatError)
    expect(() => writeBundle(draft(one('SCALAR', text), more))).toThrow(message)
  })
})

test('the processing name sorts parameters as Python does, by code point', () => {
  // hashlib.md5(b'y.x').hexdigest(), and of nothing; U+FF5E comes before U+1F642, but not in UTF-16.
  const params = new Map([
    ['🙂', 'x'],
    ['～', 'y'],
  ])
  expect(defaultProcessingName('pkg.mod.Made', params, new Map())).toBe('pkg.mod.Made_14ad4eaae0_d41d8cd98f')
})
