/**
 * Pictures of every golden file, unfolded, in light and dark, to be looked at: what is ugly, unreadable or misleading shows in no test.
 *
 *     node script/pictures.ts [name ...]   into pictures/, which git ignores (needs Chromium)
 *     node script/pictures.ts --docs       those of the README, into docs/
 */
import { glob, mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { findBrowser, type Picture, pageWidths, takePictures } from './render-summary/browser.ts'
import { mermaidScript, renderPage } from './render-summary/page.ts'

const root = `${import.meta.dirname}/..`
const golden = join(root, 'test/report/golden')

interface Wanted {
  readonly source: string
  readonly file: string
  readonly dark: boolean
  readonly unfolded: boolean
}

const ofDocs: readonly Wanted[] = [
  { source: 'data-changed.summary', file: 'docs/summary.png', dark: false, unfolded: false },
  { source: 'breach.comment', file: 'docs/comment.png', dark: false, unfolded: false },
  { source: 'breach.comment', file: 'docs/comment-dark.png', dark: true, unfolded: false },
]

async function everyGolden(names: readonly string[]): Promise<readonly Wanted[]> {
  const found = await Array.fromAsync(glob('*.md', { cwd: golden }))
  const sources = found.map((file) => basename(file, '.md')).sort()
  const wanted = sources.filter((source) => names.length === 0 || names.some((name) => source.startsWith(name)))
  return wanted.flatMap((source) =>
    [false, true].map((dark) => ({
      source,
      file: `pictures/${source}.${dark ? 'dark' : 'light'}.png`,
      dark,
      unfolded: true,
    })),
  )
}

async function* pagesOf(pictures: readonly Wanted[]): AsyncGenerator<Picture> {
  const mermaid = await mermaidScript()
  for (const { source, file, dark, unfolded } of pictures) {
    const kind = source.endsWith('.comment') ? 'comment' : 'summary'
    const markdown = await readFile(join(golden, `${source}.md`), 'utf8')
    const html = renderPage(markdown, { dark, kind, mermaid, unfolded })
    yield { html, file: join(root, file), width: pageWidths[kind] }
    console.log(file)
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { docs: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const browser = findBrowser()
  if (browser === undefined) {
    console.error(
      'No Chromium on the PATH: no picture was made. On Debian: apt-get install chromium fonts-noto-color-emoji',
    )
    return 1
  }
  await mkdir(join(root, 'pictures'), { recursive: true })
  await takePictures(browser, pagesOf(values.docs ? ofDocs : await everyGolden(positionals)))
  return 0
}

if (import.meta.main) process.exitCode = await main()
