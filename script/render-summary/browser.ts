import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The widths of GitHub's boxes on a wide screen and on a phone, in pixels. */
export const pageWidths = { summary: 1012, comment: 860, phone: 390 } as const

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']
const answerMs = 60_000

/** A page and the file of its picture. */
export interface Picture {
  readonly html: string
  readonly file: string
  readonly width: number
}

/** Finds the full path of the first Chromium on the PATH; undefined without one. */
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

/**
 * Takes a picture of each page in its full height, one after the other. Throws when the browser does not run or a
 * diagram cannot be drawn.
 */
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
    for await (const picture of pictures) await takePicture(devTools, picture, join(work, 'page.html'))
  } finally {
    child.kill()
    await ended
    await rm(work, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function takePicture(devTools: DevTools, { html, file, width }: Picture, page: string): Promise<void> {
  await writeFile(page, html)
  const { targetId } = await devTools.send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await devTools.send('Target.attachToTarget', { targetId, flatten: true })
  const send = (method: string, params: object) => devTools.send(method, params, String(sessionId))
  const resize = (height: number) =>
    send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
  await resize(1000)
  await send('Page.navigate', { url: pathToFileURL(page).href })
  const { result } = await send('Runtime.evaluate', {
    expression: waitForDrawing,
    awaitPromise: true,
    returnByValue: true,
  })
  const { value } = Object(result)
  if (!Number.isInteger(value)) throw new Error(`${file}: ${value}`)
  await resize(value)
  const { data } = await send('Page.captureScreenshot', { format: 'png' })
  await writeFile(file, Buffer.from(String(data), 'base64'))
  await devTools.send('Target.closeTarget', { targetId })
}

/** Resolves in the page with its height when everything is drawn, or with an error message. */
const waitForDrawing = `(async () => {
  const read = () => document.documentElement?.dataset ?? {}
  while (read().height === undefined) await new Promise((later) => setTimeout(later, 20))
  return read().broken ?? Number(read().height)
})()`

/** A client of the browser's DevTools protocol over a pipe: https://chromedevtools.github.io/devtools-protocol/ */
class DevTools {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (answer: unknown) => void>()
  #lastId = 0
  #unread = ''

  constructor(child: ChildProcess) {
    this.#child = child
    child.stdio[4]?.on('data', (piece: Buffer) => this.#read(piece.toString('utf8')))
  }

  /** Sends a command. Throws when the browser refuses the command, ends or does not answer. */
  async send(method: string, params: object, sessionId?: string): Promise<Readonly<Record<string, unknown>>> {
    const id = ++this.#lastId
    const answer = new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The browser does not answer ${method}`)), answerMs)
      this.#waiting.set(id, (message) => {
        clearTimeout(timer)
        resolve(message)
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
    const messages = (this.#unread + text).split('\0')
    this.#unread = messages.pop() ?? ''
    for (const message of messages) {
      const answer: unknown = JSON.parse(message)
      const { id } = Object(answer)
      this.#waiting.get(id)?.(answer)
      this.#waiting.delete(id)
    }
  }
}
