import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkNames, type Exemptions } from '../../script/check-names.ts'

const none: Exemptions = { texts: [], untested: [] }

/** A tree that breaks no rule. */
const clean: Readonly<Record<string, string>> = {
  'biome.json': createWalls({ plan: ['../lib/**', '../errors.ts'], lib: [] }),
  'CONTRIBUTING.md':
    '| room | may import |\n| --- | --- |\n| `plan` | `lib`, `errors.ts` |\n| `lib` | nothing |\n| entries | everything |\n',
  'src/plan/plan.ts': "import { add } from '../lib/add.ts'\n\nexport function createPlan() {\n  return add(1, 2)\n}\n",
  'src/lib/add.ts': 'export const add = (a: number, b: number) => a + b\n',
  'src/lib/limits.ts': 'export interface Limits {\n  readonly bytes: number\n}\n',
  'test/plan/plan.test.ts': "test('creates a plan', () => {})\n",
  'test/lib/add.test.ts': "test('adds', () => {})\n",
}

function createWalls(rooms: Readonly<Record<string, readonly string[]>>): string {
  const overrides = Object.entries(rooms).map(([room, exceptions]) => {
    const group = ['../**', ...exceptions.map((exception) => `!${exception}`)]
    return {
      includes: [`src/${room}/*`],
      linter: { rules: { style: { noRestrictedImports: { options: { patterns: [{ group, message: '' }] } } } } },
    }
  })
  return JSON.stringify({ overrides })
}

/** The findings, as printed, for the clean tree with these files in addition or instead. */
async function check(files: Readonly<Record<string, string>>, exemptions = none): Promise<readonly string[]> {
  const root = await mkdtemp(join(tmpdir(), 'check-names-'))
  onTestFinished(() => rm(root, { recursive: true }))
  for (const [name, content] of Object.entries({ ...clean, ...files })) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), content)
  }
  return checkNames(root, exemptions).map(({ file, line, problem }) => `${file}:${line}: ${problem}`)
}

describe('checkNames', () => {
  test('finds nothing in a tree that follows the rules', async () => {
    expect(await check({})).toStrictEqual([])
  })

  describe('exported names', () => {
    const first = 'export interface Limits {}\n'

    test.each([
      ['a type', 'export type Limits = string\n', 1],
      ['a value', 'const a = 1\nexport const Limits = a\n', 2],
      ['a class', 'export abstract class Limits {}\n', 1],
      ['an export list', 'const a = 1\nexport { a as Limits }\n', 2],
    ])('reports %s that another file exports too', async (_, content, line) => {
      expect(
        await check({ 'src/lib/limits.ts': first, 'src/plan/limits.ts': content, 'test/plan/limits.test.ts': '' }),
      ).toStrictEqual([
        `src/plan/limits.ts:${line}: Limits is exported by src/lib/limits.ts too. Give one of the two a name of its own.`,
      ])
    })

    test.each([
      ['a re-export', "export { Limits } from '../lib/limits.ts'\nexport * from '../lib/limits.ts'\n"],
      ['an export of an import', "import { type Limits } from '../lib/limits.ts'\nexport { Limits }\n"],
      ['a name that is not exported', 'type Limits = string\nexport const a: Limits = ""\n'],
      ['a type and a value of one file', 'export type Range = string\nexport const Range = 1\n'],
    ])('accepts %s', async (_, content) => {
      expect(await check({ 'src/lib/limits.ts': first, 'src/plan/limits.ts': content })).toStrictEqual([])
    })

    test('are not compared with generated code', async () => {
      const proto = 'src/disdat/format/proto/limits_pb.ts'
      expect(await check({ 'src/lib/limits.ts': first, [proto]: first })).toStrictEqual([])
    })
  })

  describe('functions', () => {
    test.each([
      ['export function planOf() {}', 'planOf'],
      ['async function planOf() {}', 'planOf'],
      ['export const planOf = () => 1', 'planOf'],
      ['function ofBatch() {}', 'ofBatch'],
    ])('named after their argument are reported: %s', async (code, name) => {
      expect(await check({ 'src/lib/add.ts': `\n${code}\n` })).toStrictEqual([
        `src/lib/add.ts:2: ${name} does not say what the function does. Name it with a verb, such as createPlan for planOf.`,
      ])
    })

    test('may have names that only contain the word, and constants may end in it', async () => {
      const code = 'export function offer() {}\nexport const proof = () => 1\nexport const sizeOf = new Map()\n'
      expect(await check({ 'src/lib/add.ts': code })).toStrictEqual([])
    })
  })

  describe('banned words', () => {
    test.each([
      ['src/lib/add.ts', '// It is\n// told.\n', 2, 'comment "It is told."', 'told'],
      [
        'src/lib/add.ts',
        '/**\n * Adds, whatever\n * the sum.\n */\n',
        2,
        'comment "Adds, whatever the sum."',
        'whatever',
      ],
      [
        'src/lib/add.ts',
        '/** The first\n * one\n * that is read. */\n',
        2,
        'comment "The first one that is read."',
        'one that',
      ],
      ['src/lib/add.ts', '/** What is added. */\n', 1, 'comment "What is added."', 'What is'],
      ['src/lib/add.ts', '/** A sum. Of a list. */\n', 1, 'comment "A sum. Of a list."', 'Of a'],
      ['src/lib/add.ts', "export const a = 'Tell us'\n", 1, 'text "Tell us"', 'Tell'],
      ['src/lib/add.ts', `export const a = \`\${1} is no number\`\n`, 1, 'text "… is no number"', 'is no'],
      ['src/lib/add.ts', `export const a = \`\n\${1}\nmend\`\n`, 3, 'text "… mend"', 'mend'],
      ['src/lib/add.ts', 'export const hasToldUser = 1\n', 1, 'name "has Told User"', 'Told'],
      ['src/lib/add.ts', 'export const a = { tell_all: 1 }\n', 1, 'name "tell all"', 'tell'],
      ['test/lib/add.test.ts', "test('tells the sum', () => {})\n", 1, 'text "tells the sum"', 'tells'],
      ['test/lib/add.test.ts', "test.each([])('is mended: %s', () => {})\n", 1, 'text "is mended: %s"', 'mended'],
      ['README.md', '# Title\n\nThe end\nof it.\n', 4, 'text "The end of it."', 'of it'],
      ['docs/iam.md', 'Nobody.\n', 1, 'text "Nobody."', 'Nobody'],
      ['action.yml', 'inputs:\n  description: Starts anew\n', 2, 'text "…uts: description: Starts anew"', 'anew'],
      ['report/action.yml', 'name: x\n# All the\n# same.\n', 2, 'text "name: x All the same."', 'All the same'],
      ['examples/a.yml', '# By itself\n', 1, 'text "By itself"', 'By itself'],
    ])('are reported in %s: %j', async (file, content, line, place, words) => {
      const findings = await check({ [file]: content })
      expect(findings).toStrictEqual([expect.stringMatching(/ (Say|Write|Name|Begin|Repeat) /)])
      expect(findings[0]).toContain(`${file}:${line}: The ${place} has the banned "${words}". `)
    })

    test('are whole words', async () => {
      const text = 'A storyteller, intellect, amendment, part of items, is no longer, role/nobody, re-tell.\n'
      expect(await check({ 'README.md': text })).toStrictEqual([])
    })

    test('do not join paragraphs', async () => {
      expect(await check({ 'README.md': 'A part of\n\nit\n' })).toStrictEqual([])
    })

    test('may stand in exempt files only, and an exemption without use is reported', async () => {
      const exemptions = { ...none, texts: [{ file: 'docs/log.md', reason: 'recorded' }] }
      expect(await check({ 'docs/log.md': 'told\n' }, exemptions)).toStrictEqual([])
      expect(await check({ 'docs/log.md': 'said\n' }, exemptions)).toStrictEqual([
        'docs/log.md:1: The file needs no exemption from banned words. Remove it.',
      ])
    })
  })

  describe('comments', () => {
    test.each([
      ['src/lib/add.ts', `// ${'x'.repeat(118)}\n`],
      ['test/lib/add.test.ts', `/* ${'x'.repeat(115)} */\n`],
      ['script/a.ts', `\n/**\n * ${'x'.repeat(118)}\n */\n`],
      ['script/run', `# ${'x'.repeat(119)}\n`],
      ['bench/a.py', `# ${'x'.repeat(119)}\n`],
    ])('longer than 120 columns are reported in %s', async (file, content) => {
      const line = content.split('\n').findIndex((text) => text.length > 120) + 1
      expect(await check({ [file]: content })).toStrictEqual([
        `${file}:${line}: The comment has 121 columns. Wrap it at 120.`,
      ])
    })

    test('may have 120 columns, and lines of code are left to the formatter', async () => {
      const code = `// ${'x'.repeat(117)}\nexport const a = '${'x'.repeat(200)}'\n`
      expect(await check({ 'src/lib/add.ts': code })).toStrictEqual([])
    })
  })

  describe('imports in place of a type from another file', () => {
    test('are reported', async () => {
      expect(await check({ 'src/lib/limits.ts': "\nexport type A = import('../plan/plan.ts').A\n" })).toStrictEqual([
        'src/lib/limits.ts:2: A type is imported in place. Use `import type`, which the linter checks.',
      ])
    })
  })

  describe('imports in place of a type from a package', () => {
    test('are accepted, so that an SDK can be loaded late', async () => {
      expect(await check({ 'src/lib/limits.ts': "export type A = typeof import('yaml')\n" })).toStrictEqual([])
    })
  })

  describe('files without a test', () => {
    test.each([
      ['a function', 'export function sum() {}\n'],
      ['an arrow function in an object', 'export const a = { sum: () => 1 }\n'],
      ['a method', 'export class Sum {\n  add() {}\n}\n'],
    ])('are reported where they hold %s', async (_, content) => {
      expect(await check({ 'src/lib/sum.ts': content })).toStrictEqual([
        'src/lib/sum.ts:1: The file has no test. Write test/lib/sum.test.ts, or exempt the file with a reason.',
      ])
    })

    test('are accepted where they hold types and data only', async () => {
      const content = 'export type Sum = (a: number) => number\nexport const sums = [1, 2]\n'
      expect(await check({ 'src/lib/sum.ts': content })).toStrictEqual([])
    })

    test('may be exempt, and an exemption without use is reported', async () => {
      const exemptions = { ...none, untested: [{ file: 'src/lib/sum.ts', reason: 'run by another test' }] }
      const files = { 'src/lib/sum.ts': 'export function sum() {}\n' }
      expect(await check(files, exemptions)).toStrictEqual([])
      expect(await check({ ...files, 'test/lib/sum.test.ts': '' }, exemptions)).toStrictEqual([
        'src/lib/sum.ts:1: The file needs no exemption from having a test. Remove it.',
      ])
    })
  })

  describe('the table of rooms in CONTRIBUTING.md', () => {
    test('is required', async () => {
      expect(await check({ 'CONTRIBUTING.md': '# Contributing\n' })).toStrictEqual([
        'CONTRIBUTING.md:1: The table `| room | may import |` is missing. Add it.',
      ])
    })

    test('must allow what the linter allows', async () => {
      const walls = createWalls({ plan: ['../lib/**'], lib: [] })
      expect(await check({ 'biome.json': walls })).toStrictEqual([
        'CONTRIBUTING.md:3: src/plan may import lib by biome.json, and errors, lib by the table. Correct one of the two.',
      ])
    })

    test('must have a row for each room', async () => {
      const walls = createWalls({ plan: ['../lib/**', '../errors.ts'], lib: [], s3: [] })
      expect(await check({ 'biome.json': walls })).toStrictEqual([
        'CONTRIBUTING.md:3: src/s3 may import nothing by biome.json, and s3 has no row. Add it.',
      ])
    })

    test('includes the inner folders of a room', async () => {
      const walls = createWalls({ plan: ['../lib/**', '../errors.ts'], lib: [] })
      const inner = 'export const limit = 1\n'
      expect(await check({ 'biome.json': walls, 'src/plan/inner/limit.ts': inner })).toStrictEqual([
        'biome.json:1: noRestrictedImports has no override for src/plan/inner/*. Add one.',
      ])
    })
  })
})
