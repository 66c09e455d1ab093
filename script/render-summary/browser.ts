import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { pathToFileURL } from 'node:url'

/** The widths of GitHub's boxes on a wide screen and on a phone, in pixels. */
export const pageWidths = { summary: 1012, comment: 860, phone: 390 } as const

const browsers = ['chromium', 'chromium-browser', 'chromium-headless-shell', 'google-chrome', 'chrome']
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
  await using running = await startBrowser(browser)
  for await (const { html, file, width } of pictures) {
    await using page = await running.open(html, { width })
    const height = await page.evaluate(waitForDrawing)
    if (!Number.isInteger(height)) throw new Error(`${file}: ${height}`)
    await page.resize(width, Number(height))
    await writeFile(file, await page.takePicture())
  }
}

/** A page in the browser. */
export interface BrowserPage extends AsyncDisposable {
  /** Evaluates an expression of JavaScript in the page, and returns its value, or that of its promise. */
  evaluate(expression: string): Promise<unknown>
  /** Presses and releases a key, as a person does. */
  press(key: 'Tab' | 'Enter' | 'End'): Promise<void>
  /** Clicks in the middle of the first element with a selector, as a person does. Throws when there is none. */
  click(selector: string): Promise<void>
  resize(width: number, height: number): Promise<void>
  setColorScheme(isDark: boolean): Promise<void>
  /** A picture of the page as PNG. */
  takePicture(): Promise<Buffer>
  /** The pages of the page as it is printed, as PDF. */
  print(): Promise<Buffer>
  /** The URLs that the page requested, without its own. */
  readonly requested: readonly string[]
}

export interface Browser extends AsyncDisposable {
  /** Opens a page from a file. Resolves when it has loaded. */
  open(html: string, size: { readonly width: number }): Promise<BrowserPage>
}

/** https://chromedevtools.github.io/devtools-protocol/tot/Input/#method-dispatchKeyEvent */
const keys = {
  Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
  Enter: { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  End: { key: 'End', code: 'End', windowsVirtualKeyCode: 35 },
} as const

/** Starts a headless Chromium with an empty profile. */
export async function startBrowser(browser: string): Promise<Browser> {
  await using own = new AsyncDisposableStack()
  const work = await mkdtemp(join(tmpdir(), 'summary-'))
  own.defer(() => rm(work, { recursive: true, force: true, maxRetries: 3 }))
  const quiet = ['--disable-gpu', '--disable-quic', '--disable-sync', '--disable-component-update']
  const args = ['--headless', '--no-sandbox', '--no-first-run', '--disable-background-networking', '--hide-scrollbars']
  const child = spawn(
    browser,
    [...args, ...quiet, `--user-data-dir=${join(work, 'profile')}`, '--remote-debugging-pipe'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      // A group of its own, because the command of Debian is a script that starts Chromium as a child.
      detached: true,
    },
  )
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  own.defer(async () => {
    killGroup(child)
    await ended
  })
  const devTools = new DevTools(child)
  // A headless Chromium ends with its last page.
  await devTools.send('Target.createTarget', { url: 'about:blank' })
  const running = own.move()
  return {
    open: (html, { width }) => openPage(devTools, { html, width, file: join(work, `page-${randomUUID()}.html`) }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** Kills a process that has a group of its own, with all processes of the group. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The group has ended.
  }
}

async function openPage(devTools: DevTools, { html, file, width }: Picture): Promise<BrowserPage> {
  await writeFile(file, html)
  const url = pathToFileURL(file).href
  const { targetId } = await devTools.send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await devTools.send('Target.attachToTarget', { targetId, flatten: true })
  const session = String(sessionId)
  const send = (method: string, params: object = {}) => devTools.send(method, params, session)
  const resize = async (to: number, height: number) => {
    await send('Emulation.setDeviceMetricsOverride', { width: to, height, deviceScaleFactor: 1, mobile: false })
  }
  const requested: string[] = []
  const loaded = Promise.withResolvers<void>()
  devTools.listen(session, (method, params) => {
    if (method === 'Page.loadEventFired') loaded.resolve()
    const { request } = Object(params)
    if (method === 'Network.requestWillBeSent' && Object(request).url !== url)
      requested.push(String(Object(request).url))
  })
  await Promise.all([send('Page.enable'), send('Network.enable'), resize(width, 1000)])
  await send('Page.navigate', { url })
  await loaded.promise
  const evaluate = async (expression: string): Promise<unknown> => {
    const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (answer['exceptionDetails'] !== undefined) throw new Error(JSON.stringify(answer['exceptionDetails']))
    return Object(answer['result']).value
  }
  return {
    requested,
    resize,
    evaluate,
    async press(key) {
      for (const type of ['keyDown', 'keyUp']) await send('Input.dispatchKeyEvent', { type, ...keys[key] })
    },
    async click(selector) {
      const place = await evaluate(`(() => {
        const element = document.querySelector(${JSON.stringify(selector)})
        element.scrollIntoView({ block: 'center', behavior: 'instant' })
        const { x, y, width, height } = element.getBoundingClientRect()
        return { x: x + width / 2, y: y + height / 2 }
      })()`)
      const button = { ...Object(place), button: 'left', clickCount: 1 }
      for (const type of ['mousePressed', 'mouseReleased']) await send('Input.dispatchMouseEvent', { type, ...button })
    },
    async setColorScheme(isDark) {
      const features = [{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }]
      await send('Emulation.setEmulatedMedia', { features })
    },
    async takePicture() {
      const { data } = await send('Page.captureScreenshot', { format: 'png' })
      return Buffer.from(String(data), 'base64')
    },
    async print() {
      const { data } = await send('Page.printToPDF')
      return Buffer.from(String(data), 'base64')
    },
    async [Symbol.asyncDispose]() {
      await devTools.send('Target.closeTarget', { targetId })
    },
  }
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
  readonly #listeners = new Map<string, (method: string, params: unknown) => void>()
  #lastId = 0
  #unread = ''

  constructor(child: ChildProcess) {
    this.#child = child
    // A character can be split between two pieces.
    const decoder = new StringDecoder('utf8')
    child.stdio[4]?.on('data', (piece: Buffer) => this.#read(decoder.write(piece)))
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

  /** Passes the events of a session on. */
  listen(sessionId: string, listener: (method: string, params: unknown) => void): void {
    this.#listeners.set(sessionId, listener)
  }

  #read(text: string): void {
    const messages = (this.#unread + text).split('\0')
    this.#unread = messages.pop() ?? ''
    for (const message of messages) {
      const answer: unknown = JSON.parse(message)
      const { id, sessionId, method, params } = Object(answer)
      if (id === undefined) this.#listeners.get(sessionId)?.(method, params)
      this.#waiting.get(id)?.(answer)
      this.#waiting.delete(id)
    }
  }
}
