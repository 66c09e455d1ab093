import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The widths of GitHub's boxes on a wide screen, in pixels. */
export const pageWidths = { summary: 1012, comment: 860 } as const

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']
const answerMs = 60_000

/** A page, and where its picture goes. */
export interface Picture {
  readonly html: string
  readonly file: string
  readonly width: number
}

/** The full path of the first Chromium on the PATH; undefined when there is none. */
export function findBrowser(): string | undefined {
  const { PATH = '' } = process.env
  const places = PATH.split(delimiter).flatMap((folder) => browsers.map((name) => join(folder, name)))
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Writes a picture of each page, as high as its content, one after the other. Throws when the browser cannot be run, or a diagram cannot be drawn. */
export async function takePictures(browser: string, pictures: AsyncIterable<Picture>): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'summary-'))
  const quiet = ['--disable-gpu', '--disable-quic', '--disable-sync', '--disable-component-update']
  const args = ['--headless', '--no-sandbox', '--no-first-run', '--disable-background-networking', '--hide-scrollbars']
  const child = spawn(
    browser,
    [...args, ...quiet, `--user-data-dir=${join(work, 'profile')}`, '--remote-debugging-pipe'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    },
  )
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    const devTools = new DevTools(child)
    for await (const picture of pictures) await take(devTools, picture, join(work, 'page.html'))
  } finally {
    child.kill()
    await ended
    await rm(work, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function take(devTools: DevTools, { html, file, width }: Picture, page: string): Promise<void> {
  await writeFile(page, html)
  const { targetId } = await devTools.ask('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await devTools.ask('Target.attachToTarget', { targetId, flatten: true })
  const ask = (method: string, params: object) => devTools.ask(method, params, String(sessionId))
  const resize = (height: number) =>
    ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
  await resize(1000)
  await ask('Page.navigate', { url: pathToFileURL(page).href })
  const { result } = await ask('Runtime.evaluate', { expression: drawn, awaitPromise: true, returnByValue: true })
  const { value } = Object(result)
  if (!Number.isInteger(value)) throw new Error(`${file}: ${value}`)
  await resize(value)
  const { data } = await ask('Page.captureScreenshot', { format: 'png' })
  await writeFile(file, Buffer.from(String(data), 'base64'))
  await devTools.ask('Target.closeTarget', { targetId })
}

/** The height of the page when everything is drawn; what could not be drawn, in words. */
const drawn = `(async () => {
  const told = () => document.documentElement?.dataset ?? {}
  while (told().height === undefined) await new Promise((later) => setTimeout(later, 20))
  return told().broken ?? Number(told().height)
})()`

/** The browser's own protocol over a pipe: https://chromedevtools.github.io/devtools-protocol/ */
class DevTools {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (answer: unknown) => void>()
  #asked = 0
  #rest = ''

  constructor(child: ChildProcess) {
    this.#child = child
    child.stdio[4]?.on('data', (piece: Buffer) => this.#read(piece.toString('utf8')))
  }

  /** Throws when the browser refuses, ends or does not answer. */
  async ask(method: string, params: object, sessionId?: string): Promise<Readonly<Record<string, unknown>>> {
    const id = ++this.#asked
    const answer = new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The browser does not answer ${method}`)), answerMs)
      this.#waiting.set(id, (told) => {
        clearTimeout(timer)
        resolve(told)
      })
    })
    const pipe = this.#child.stdio[3]
    if (pipe === null || pipe === undefined || !('write' in pipe)) throw new Error('The browser has no pipe')
    pipe.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`)
    const { result, error } = Object(await answer)
    if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`)
    return Object(result)
  }

  #read(text: string): void {
    const messages = (this.#rest + text).split('\0')
    this.#rest = messages.pop() ?? ''
    for (const message of messages) {
      const told: unknown = JSON.parse(message)
      const { id } = Object(told)
      this.#waiting.get(id)?.(told)
      this.#waiting.delete(id)
    }
  }
}
