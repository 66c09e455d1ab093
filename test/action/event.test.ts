import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readEvent } from '../../src/action/event.ts'

async function writeEvent(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'event-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'event.json'), text)
  return join(folder, 'event.json')
}

describe('readEvent', () => {
  test('returns the payload of the event', async () => {
    const env = { GITHUB_EVENT_PATH: await writeEvent('{"pull_request":{"head":{"sha":"def"}}}') }
    expect(await readEvent(env)).toStrictEqual({ pull_request: { head: { sha: 'def' } } })
  })

  test('returns undefined for a payload that is not JSON', async () => {
    expect(await readEvent({ GITHUB_EVENT_PATH: await writeEvent('{"pull_request":') })).toBeUndefined()
  })

  test('does not wait for a named pipe', async () => {
    const path = `${await writeEvent('{}')}.pipe`
    execFileSync('mkfifo', [path])
    expect(await readEvent({ GITHUB_EVENT_PATH: path })).toBeUndefined()
  })

  test('returns undefined without a payload', async () => {
    expect(await readEvent({ GITHUB_EVENT_PATH: '/nowhere/event.json' })).toBeUndefined()
    expect(await readEvent({})).toBeUndefined()
  })
})
