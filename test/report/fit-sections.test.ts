import { describe, expect, test } from 'vitest'
import { createShorteningVariants, fitSections, type Section } from '../../src/report/fit-sections.ts'

const note = '_There is more than GitHub takes: some of it is left out here._'
const characters = (limit: number) => ({ limit, measure: (text: string) => text.length })
const section = (gives: Section['dropPriority'], ...forms: readonly string[]): Section => ({
  dropPriority: gives,
  variants: forms.map((form) => () => form),
})

describe('a rendering', () => {
  const sections = [
    section('schema', 'schema in full', 'schema'),
    section('log', 'log in full', 'log'),
    section('notes', ''),
  ]

  test('that fits is whole, without what is empty', () => {
    expect(fitSections('verdict', sections, characters(100))).toBe('verdict\n\nschema in full\n\nlog in full')
  })

  test('that is too large gives way in the stated order, form by form, and says so', () => {
    const whole = 'verdict\n\nschema in full\n\nlog in full'.length
    const room = note.length + 2
    const at = (limit: number) => fitSections('verdict', sections, characters(limit))
    expect(at(whole)).toBe('verdict\n\nschema in full\n\nlog in full')
    expect(at(whole - 1)).toBe(`verdict\n\n${note}`)
    const long = [section('schema', 'x'.repeat(200), 'schema'), section('log', 'y'.repeat(100), 'log')]
    const of = (limit: number) => fitSections('verdict', long, characters(limit + room))
    expect(of('verdict'.length + 202 + 5)).toBe(`verdict\n\n${'x'.repeat(200)}\n\nlog\n\n${note}`)
    expect(of('verdict'.length + 202)).toBe(`verdict\n\n${'x'.repeat(200)}\n\n${note}`)
    expect(of('verdict'.length + 201)).toBe(`verdict\n\nschema\n\n${note}`)
    expect(of('verdict'.length + 7)).toBe(`verdict\n\n${note}`)
  })

  test('always has its head', () => {
    expect(fitSections('verdict', sections, characters(0))).toContain('verdict')
  })

  test('renders no shorter form than it needs', () => {
    const rendered: string[] = []
    const forms = ['full', 'half', 'least'].map((form) => () => {
      rendered.push(form)
      return form
    })
    fitSections('verdict', [{ dropPriority: 'log', variants: forms }], characters(100))
    expect(rendered).toStrictEqual(['full'])
  })
})

test('a list has ever shorter forms, each told how many it leaves out', () => {
  const forms = createShorteningVariants(
    ['a', 'b', 'c', 'd', 'e', 'f'],
    5,
    (shown, more) => `${shown.join('')}+${more}`,
  )
  expect(forms.map((form) => form())).toStrictEqual(['abcde+1', 'ab+4', 'a+5'])
  expect(createShorteningVariants([], 5, () => 'never')).toStrictEqual([])
})
