import { glob, readFile, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { getField } from '../../src/lib/json.ts'
import { root } from '../testbed/process.ts'

const pages = (
  await Array.fromAsync(
    glob(['*.md', 'docs/**/*.md', 'examples/**/*.md', 'bench/*.md', 'test/testbed/README.md'], { cwd: root }),
  )
).toSorted()
const markdown = new MarkdownIt({ html: true })
const readPage = (page: string) => readFile(join(root, page), 'utf8')

/** The addresses of the links and images of a page, those in its HTML included. */
function findLinks(text: string): readonly string[] {
  const tokens = markdown.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])])
  return tokens.flatMap((token) => {
    if (token.type.startsWith('html_'))
      return [...token.content.matchAll(/(?:href|src|srcset)="([^"]+)"/g)].map(([, address = '']) => address)
    const address = token.attrGet('href') ?? token.attrGet('src')
    return address === null ? [] : [String(address)]
  })
}

/** The anchors that GitHub gives to the headings of a page (https://github.com/Flet/github-slugger). */
function findAnchors(text: string): ReadonlySet<string> {
  const tokens = markdown.parse(text, {})
  const titles = tokens.flatMap(({ type }, index) => (type === 'heading_open' ? (tokens[index + 1] ?? []) : []))
  const anchors = new Set<string>()
  for (const { children } of titles) {
    const title = (children ?? []).map(({ content }) => content).join('')
    const slug = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .replaceAll(' ', '-')
    let anchor = slug
    for (let number = 1; anchors.has(anchor); number += 1) anchor = `${slug}-${number}`
    anchors.add(anchor)
  }
  return anchors
}

/** Says what is wrong with a link of a page to a place of this repository; undefined for a good link. */
async function checkLink(page: string, address: string): Promise<string | undefined> {
  if (/^https?:\/\//.test(address)) return undefined
  const [path = '', anchor] = address.split('#')
  const target = path === '' ? page : relative(root, join(root, dirname(page), decodeURI(path)))
  const kind = await stat(join(root, target)).catch(() => undefined)
  if (kind === undefined || target.startsWith('..')) return `${address}: no such file`
  if (anchor === undefined) return undefined
  return findAnchors(await readPage(target)).has(anchor) ? undefined : `${address}: no such heading`
}

test.each(pages)('%s has only links to files and headings that exist', async (page) => {
  const problems = await Promise.all(findLinks(await readPage(page)).map((address) => checkLink(page, address)))
  expect(problems.filter((problem) => problem !== undefined)).toEqual([])
})

describe('checkLink', () => {
  test.each(['docs/none.md', '#no-heading', 'docs/limits.md#no-heading', '../README.md'])(
    'reports %s',
    async (link) => {
      expect(await checkLink('README.md', link)).toContain('no such')
    },
  )

  test.each(['#limits', 'docs/iam.md#the-policy', 'docs/inputs.md#inputs-of-disdatrun-actionreport'])(
    'accepts %s',
    async (link) => {
      expect(await checkLink('README.md', link)).toBeUndefined()
    },
  )
})

test('the pages that messages of the action name exist', async () => {
  const sources = await Array.fromAsync(glob('src/**/*.ts', { cwd: root }))
  const texts = await Promise.all(sources.map(readPage))
  const named = texts.flatMap((text) => [...text.matchAll(/\bdocs\/([\w/-]+\.(?:md|json))/g)].map(([path]) => path))
  expect(named.length).toBeGreaterThan(5)
  for (const path of new Set(named)) expect(pages.concat('docs/result.schema.json')).toContain(path)
})

test.each(pages.filter((page) => /^(docs\/[^/]+|bench\/README)\.md$/.test(page)))(
  '%s begins with what its reader can do after it',
  async (page) => {
    const [, opening = ''] = /^# .+\n\n(?:<!--.*-->\n\n)?(.+)/.exec(await readPage(page)) ?? []
    expect(opening).toMatch(/^After this page, you can /)
  },
)

describe('README.md', () => {
  test('has at most 1,600 words', async () => {
    expect((await readPage('README.md')).trim().split(/\s+/).length).toBeLessThanOrEqual(1600)
  })

  test.each([
    ['inputs', 'Inputs', 11],
    ['outputs', 'Outputs', 8],
  ])('lists %s of action.yml', async (key, title, count) => {
    const [, section = ''] = (await readPage('README.md')).split(`\n## ${title}\n`)
    const [table = ''] = section.split('\n## ')
    const listed = [...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name)
    expect(listed).toHaveLength(count)
    expect(Object.keys(Object(getField(parse(await readPage('action.yml')), key)))).toEqual(
      expect.arrayContaining(listed),
    )
  })
})
