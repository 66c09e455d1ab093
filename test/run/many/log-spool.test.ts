import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { LogSpool } from '../../../src/run/many/log-spool.ts'
import { createFolder } from '../fixtures.ts'

const limits = { memoryBytes: 100, totalBytes: 400, keptLines: 2 }
const line = (text: string) => ({ kind: 'untrusted', text }) as const

async function readTexts(spool: LogSpool): Promise<readonly string[]> {
  const texts: string[] = []
  for await (const { text } of spool.read()) texts.push(text)
  return texts
}

describe('LogSpool', () => {
  test('keeps a short log in memory', async () => {
    const folder = await createFolder()
    await using spool = new LogSpool(folder)
    spool.add({ kind: 'text', text: 'Preparation' })
    spool.add(line('a "quoted"\u2028 line'))
    await spool.flush()
    expect(await readdir(folder)).toEqual([])
    expect(await Array.fromAsync(spool.read())).toEqual([
      { kind: 'text', text: 'Preparation' },
      line('a "quoted"\u2028 line'),
    ])
  })

  test('moves a longer log to a file, and removes the file', async () => {
    const folder = await createFolder()
    const texts = Array.from({ length: 8 }, (_, index) => `line ${index}`)
    {
      await using spool = new LogSpool(folder, limits)
      for (const text of texts) {
        spool.add(line(text))
        await spool.flush()
      }
      expect(await readdir(folder)).toHaveLength(1)
      expect(await readTexts(spool)).toEqual(texts)
    }
    expect(await readdir(folder)).toEqual([])
  })

  test('keeps the beginning and the end of a log that is too long, and says what is left out', async () => {
    await using spool = new LogSpool(await createFolder(), limits)
    for (let index = 0; index < 100; index += 1) {
      spool.add(line(`line ${index}`))
      await spool.flush()
    }
    const texts = await readTexts(spool)
    expect([texts[0], ...texts.slice(-3)]).toEqual([
      'line 0',
      `${100 - (texts.length - 1)} lines of the log are left out here.`,
      'line 98',
      'line 99',
    ])
  })

  test('cuts the log earlier when there is no file', async () => {
    await using spool = new LogSpool('/nonexistent', limits)
    for (let index = 0; index < 20; index += 1) {
      spool.add(line(`line ${index}`))
      await spool.flush()
    }
    const texts = await readTexts(spool)
    expect([texts[0], texts.at(-1)]).toEqual(['line 0', 'line 19'])
    expect(texts.length).toBeLessThan(20)
  })
})
