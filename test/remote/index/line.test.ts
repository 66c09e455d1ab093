import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDescription } from '../../../src/disdat/bundle.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { escapeIndexText, formatIndexLine, parseIndexLine } from '../../../src/remote/index/line.ts'
import { createNumberedBundle } from './fixtures.ts'

describe('parseIndexLine', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((value) => value.isWellFormed())
  const plain = { noNullPrototype: true } as const
  const dependency = fc.record({ uuid: text, processingName: text, argument: text }, plain)
  const anyBundle = fc.record(
    {
      uuid: fc.uuid(),
      name: text,
      owner: text,
      processingName: text,
      createdSeconds: fc.double({ min: -6e10, max: 2.5e11, noNaN: true }).map((seconds) => seconds + 0),
      tags: fc.array(fc.tuple(text, text)).map((tags) => new Map(tags)),
      presentation: text,
      code: fc.record({ method: text, repo: text, hash: text, branch: text }, plain),
      dependsOn: fc.array(dependency),
    },
    plain,
  )

  test('returns the bundle that formatIndexLine wrote', () => {
    fc.assert(
      fc.property(anyBundle.map(createDescription), (description) => {
        expect(parseIndexLine(formatIndexLine(description) ?? '')).toStrictEqual(description)
      }),
    )
  })

  test('throws BundleFormatError for any other line', () => {
    const uuid = createNumberedBundle(1).uuid
    const whole = formatIndexLine(createNumberedBundle(1)) ?? ''
    for (const line of [
      '',
      uuid,
      `${uuid}{}`,
      `${uuid}[]`,
      `x${whole}`,
      whole.slice(0, -1),
      whole.replace('"P_1"', '1'),
    ]) {
      expect(() => parseIndexLine(line), line).toThrow(BundleFormatError)
    }
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (json) => {
        expect(() => parseIndexLine(uuid + json)).toThrow(BundleFormatError)
      }),
    )
  })
})

describe('formatIndexLine', () => {
  test('returns undefined for a line of more than 16 KiB', () => {
    expect(formatIndexLine(createNumberedBundle(1, 'x'.repeat(20_000)))).toBeUndefined()
  })

  test('starts with the uuid and has one line', () => {
    const line = formatIndexLine(createNumberedBundle(1, 'two\nlines')) ?? ''
    expect(line.startsWith(`${createNumberedBundle(1).uuid}[`)).toBe(true)
    expect(line).not.toContain('\n')
  })
})

describe('escapeIndexText', () => {
  test.each(['plain', 'näme "quoted"', 'two\nlines'])('spells %j as a line that contains it', (name) => {
    expect(formatIndexLine(createNumberedBundle(1, name))).toContain(escapeIndexText(name))
  })
})
