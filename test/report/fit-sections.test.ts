import { describe, expect, test } from 'vitest'
import { createShorteningVariants, fitSections, type Section } from '../../src/report/fit-sections.ts'

const note = '_This report is shortened to fit the size limit of GitHub._'
const inCharacters = (limit: number) => ({ limit, measure: (text: string) => text.length })
const createSection = (dropPriority: Section['dropPriority'], ...texts: readonly string[]): Section => ({
  dropPriority,
  variants: texts.map((text) => () => text),
})

describe('fitSections', () => {
  const sections = [
    createSection('schema', 'schema in full', 'schema'),
    createSection('log', 'log in full', 'log'),
    createSection('notes', ''),
  ]

  test('joins all sections that are not empty if they fit', () => {
    expect(fitSections('verdict', sections, inCharacters(100))).toBe('verdict\n\nschema in full\n\nlog in full')
  })

  test('shortens sections in the order of their priority, variant by variant, and adds a note', () => {
    const whole = 'verdict\n\nschema in full\n\nlog in full'.length
    const room = note.length + 2
    const fitTo = (limit: number) => fitSections('verdict', sections, inCharacters(limit))
    expect(fitTo(whole)).toBe('verdict\n\nschema in full\n\nlog in full')
    expect(fitTo(whole - 1)).toBe(`verdict\n\n${note}`)
    const long = [createSection('schema', 'x'.repeat(200), 'schema'), createSection('log', 'y'.repeat(100), 'log')]
    const fitLong = (limit: number) => fitSections('verdict', long, inCharacters(limit + room))
    expect(fitLong('verdict'.length + 202 + 5)).toBe(`verdict\n\n${'x'.repeat(200)}\n\nlog\n\n${note}`)
    expect(fitLong('verdict'.length + 202)).toBe(`verdict\n\n${'x'.repeat(200)}\n\n${note}`)
    expect(fitLong('verdict'.length + 201)).toBe(`verdict\n\nschema\n\n${note}`)
    expect(fitLong('verdict'.length + 7)).toBe(`verdict\n\n${note}`)
  })

  test('always keeps the headline', () => {
    expect(fitSections('verdict', sections, inCharacters(0))).toContain('verdict')
  })

  test('renders no variant that it does not need', () => {
    const rendered: string[] = []
    const variants = ['full', 'half', 'least'].map((text) => () => {
      rendered.push(text)
      return text
    })
    fitSections('verdict', [{ dropPriority: 'log', variants }], inCharacters(100))
    expect(rendered).toStrictEqual(['full'])
  })
})

test('createShorteningVariants halves the list and passes the number of omitted items', () => {
  const variants = createShorteningVariants(
    ['a', 'b', 'c', 'd', 'e', 'f'],
    5,
    (shown, more) => `${shown.join('')}+${more}`,
  )
  expect(variants.map((render) => render())).toStrictEqual(['abcde+1', 'ab+4', 'a+5'])
  expect(createShorteningVariants([], 5, () => 'never')).toStrictEqual([])
})
