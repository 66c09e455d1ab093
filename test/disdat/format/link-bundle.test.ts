import { describe, expect, test } from 'vitest'
import { readBundle } from '../../../src/disdat/bundle.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { summarizeFrame } from '../../../src/disdat/format/frame-summary.ts'
import { frameHashMatches, hyperFrameHashMatches } from '../../../src/disdat/format/hyperframe.ts'
import { createProcessingName, type LinkBundle, writeLinkBundle } from '../../../src/disdat/format/link-bundle.ts'
import { writeBundle } from './fixtures/write-bundle.ts'

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'
const frameUuid = '57aa363c-8d95-4b4c-be97-48bb9aea9204'

function createBundle(more: Partial<LinkBundle> = {}): LinkBundle {
  return {
    uuid,
    frameUuid,
    name: 'orders',
    owner: 'größe',
    processingName: 'add_1_2',
    tags: new Map([
      ['env', 'a:b'],
      ['committed', 'True'],
    ]),
    createdSeconds: 1_767_571_200.25,
    code: { method: 'add', repo: 'https://example.com/r', hash: '1288', branch: 'main' },
    links: ['bundle://a.csv', 'bundle://sub/ü 1.csv'],
    ...more,
  }
}

describe('writeLinkBundle', () => {
  test('names the files after the uuids, and writes what readBundle and summarizeFrame read', () => {
    const bundle = createBundle()
    const { hyperFrame, frame } = writeLinkBundle(bundle)
    expect([hyperFrame.name, frame.name]).toStrictEqual([`${uuid}_hframe.pb`, `${frameUuid}_frame.pb`])
    expect(readBundle(hyperFrame.bytes, uuid)).toMatchObject({
      name: 'orders',
      owner: 'größe',
      processingName: 'add_1_2',
      tags: bundle.tags,
      committed: true,
      createdSeconds: 1_767_571_200.25,
      code: bundle.code,
      presentation: 'TENSOR',
      dependsOn: [],
      frames: [{ name: 'unnamed:0', uuid: frameUuid }],
      tookMs: undefined,
    })
    expect(summarizeFrame(frame.bytes)).toMatchObject({ head: { type: 'LINK' }, links: bundle.links, nested: [] })
    expect([hyperFrameHashMatches(hyperFrame.bytes), frameHashMatches(frame.bytes)]).toStrictEqual([true, true])
  })

  test('presents a single file as a scalar', () => {
    const { hyperFrame } = writeLinkBundle(createBundle({ links: ['bundle://a.csv'] }))
    expect(readBundle(hyperFrame.bytes).presentation).toBe('SCALAR')
  })

  // The conformance tests compare the general writer with the real disdat byte for byte.
  test.each([{ links: ['bundle://a.csv'] }, { links: ['bundle://a.csv', 'bundle://sub/ü 1.csv'] }, { links: [] }])(
    'writes the bytes that the general writer writes for $links',
    ({ links }) => {
      const { frameUuid: _, links: __, ...shared } = createBundle()
      const { hyperFrame, frame } = writeLinkBundle(createBundle({ links }))
      const general = writeBundle({
        ...shared,
        startSeconds: 0,
        stopSeconds: 0,
        dependsOn: [],
        content: {
          presentation: links.length === 1 ? 'SCALAR' : 'TENSOR',
          frame: { uuid: frameUuid, content: { kind: 'links', values: links } },
        },
      })
      expect({ hyperFrame, frames: [frame] }).toStrictEqual(general)
    },
  )

  test.each<[string, Partial<LinkBundle>, string]>([
    ['an invalid uuid', { uuid: '../x' }, '"../x" is not a uuid'],
    ['an invalid uuid of the frame', { frameUuid: '' }, '"" is not a uuid'],
    ['an unpaired surrogate in its name', { name: '\ud800' }, 'text that is not Unicode'],
    ['an unpaired surrogate in a tag', { tags: new Map([['a', '\udc00']]) }, 'text that is not Unicode'],
    ['an unpaired surrogate in a link', { links: ['bundle://\udc00'] }, 'text that is not Unicode'],
    [
      'a long text with an unpaired surrogate',
      { name: `${'x'.repeat(100)}\ud800` },
      `text that is not Unicode: "${'x'.repeat(100)}"`,
    ],
    ['an invalid time', { createdSeconds: Number.NaN }, 'a creation date of NaN seconds'],
  ])('refuses %s', (_, more, message) => {
    expect(() => writeLinkBundle(createBundle(more))).toThrow(BundleFormatError)
    expect(() => writeLinkBundle(createBundle(more))).toThrow(message)
  })
})

describe('defaultProcessingName', () => {
  test('sorts parameters by code point, as Python does', () => {
    // hashlib.md5(b'y.x').hexdigest(), and of no bytes; U+FF5E comes before U+1F642, but not in UTF-16.
    const params = new Map([
      ['🙂', 'x'],
      ['～', 'y'],
    ])
    expect(createProcessingName('pkg.mod.Made', params, new Map())).toBe('pkg.mod.Made_14ad4eaae0_d41d8cd98f')
  })
})
