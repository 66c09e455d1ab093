import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { docker } from '../testbed/docker.ts'
import { deriveImage } from '../testbed/images.ts'
import { startRecorder } from '../testbed/recorder.ts'
import type { ActionResult } from '../testbed/runner.ts'
import { atLine, test as base, inspectAtStart, started } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.ShowsEnvironment', 'pull-output': 'false', force: 'true' }
const file = '/etc/disdat-run-action/credentials.json'

/** Temporary keys, as a step before this one would have left them. */
const keys = {
  AWS_ACCESS_KEY_ID: 'ASIATHESTEPSOWNKEYID',
  AWS_SECRET_ACCESS_KEY: 'the/step+s/own/secret/key/3141592653589',
  AWS_SESSION_TOKEN: 'FwoGthe-step-s-own-session-token==',
}

const test = base
  .extend('recorder', { scope: 'file' }, async ({ account }, { onCleanup }) => {
    const recorder = await startRecorder(account.endpoint)
    onCleanup(() => recorder[Symbol.asyncDispose]())
    return recorder
  })
  .extend('handed', { scope: 'file' }, async ({ world, recorder }) => {
    const temp = await world.folder()
    const { onLine, done } = inspectAtStart()
    const env = { ...keys, AWS_ENDPOINT_URL: recorder.endpoint }
    const run = await world.act({ ...pipe }, { env, temp, onLine })
    return { run, ...(await done), result: await readFile(run.outputs['result-file'] ?? '', 'utf8') }
  })

/** What the pipe saw of its credentials. */
function shownBy(run: ActionResult): unknown {
  const line = run.text.map(({ line }) => line).find((line) => line.startsWith('{"environment"'))
  return JSON.parse(line ?? '{}')
}

describe('the step’s credentials', () => {
  test('reach the pipe through a credential_process', ({ handed: { run } }) => {
    expect(run.outputs['status']).toBe('succeeded')
    expect(shownBy(run)).toMatchObject({ credentials: 'custom-process' })
  })

  test('are the ones that it works with, session token and all', ({ recorder, handed: { run } }) => {
    expect(run.exitCode).toBe(0)
    const asked = recorder.recorded.filter(({ agent }) => agent.startsWith('Boto3/'))
    expect(asked.map(({ method }) => method)).toContain('PUT')
    const [AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN] = [keys.AWS_ACCESS_KEY_ID, keys.AWS_SESSION_TOKEN]
    for (const { key, sessionToken } of asked) {
      expect({ key, sessionToken }).toEqual({ key: AWS_ACCESS_KEY_ID, sessionToken: AWS_SESSION_TOKEN })
    }
  })

  test('stand nowhere in what the engine knows of the container', ({ handed: { text, container } }) => {
    for (const secret of Object.values(keys)) expect(text).not.toContain(secret)
    expect(container).toMatchObject({ Mounts: [], HostConfig: { Binds: null } })
  })

  test('stand nowhere in the pipe’s environment', ({ handed: { run } }) => {
    for (const name of Object.keys(keys)) {
      expect(shownBy(run)).toMatchObject({ environment: expect.not.arrayContaining([name]) })
    }
  })

  test('are masked', ({ handed: { run } }) => {
    expect(run.masks).toEqual(expect.arrayContaining(Object.values(keys)))
  })

  test('stand nowhere in outputs, state, summary, log or result', ({ handed: { run, result } }) => {
    const told = [JSON.stringify([run.outputs, run.state, run.annotations]), run.summary, run.log, run.postLog, result]
    for (const secret of Object.values(keys)) expect(told.filter((text) => text.includes(secret))).toEqual([])
  })
})

test('an image with another user, and with credentials of its own, gets the step’s', async ({ world, recorder }) => {
  const own = ['[default]', 'aws_access_key_id = AKIATHEIMAGESOWNFILE', 'aws_secret_access_key = images-own-secret']
  await using image = await deriveImage([
    'RUN useradd --create-home --uid 1000 pipe && HOME=/home/pipe dsdt init',
    `RUN mkdir /home/pipe/.aws && printf '%s\\n' ${own.map((line) => `'${line}'`).join(' ')} >/home/pipe/.aws/credentials`,
    'RUN chown -R 1000:1000 /home/pipe',
    'ENV HOME=/home/pipe AWS_PROFILE=images-own AWS_ACCESS_KEY_ID=AKIATHEIMAGESOWNKEYS AWS_SECRET_ACCESS_KEY=images-own',
    'USER 1000',
  ])
  const { onLine, done } = atLine(started, ([, name = '']) => docker(['exec', name, 'stat', '--format', '%a %u', file]))
  const before = recorder.recorded.length
  const env = { ...keys, AWS_ENDPOINT_URL: recorder.endpoint }
  const run = await world.act({ ...pipe, image: image.name }, { env, onLine })
  expect(run.outputs['status']).toBe('succeeded')
  expect(shownBy(run)).toMatchObject({ user: 1000, credentials: 'custom-process' })
  // Nobody but that user may read them.
  expect((await done).stdout.trim()).toBe('600 1000')
  const asked = recorder.recorded.slice(before).filter(({ agent }) => agent.startsWith('Boto3/'))
  expect(new Set(asked.map(({ key }) => key))).toEqual(new Set([keys.AWS_ACCESS_KEY_ID]))
})

test('credentials that end while the pipe runs are renewed', async ({ world, recorder }) => {
  const home = await world.freshHome()
  const lifeSeconds = 10
  const script = [
    '#!/bin/sh',
    `cd '${home.path}' && echo asked >>calls && nth=$(wc -l <calls)`,
    `printf '{"Version": 1, "AccessKeyId": "ASIACALL%04d", "SecretAccessKey": "secret-of-call-%d",' $nth $nth`,
    `printf '"SessionToken": "token-of-call-%d", "Expiration": "%s"}' $nth "$(date -u -d '+${lifeSeconds} seconds' +%FT%TZ)"`,
  ]
  await writeFile(join(home.path, 'keys'), script.join('\n'), { mode: 0o755 })
  await mkdir(join(home.path, '.aws'))
  await writeFile(join(home.path, '.aws/config'), `[default]\ncredential_process = ${home.path}/keys\n`)

  const before = recorder.recorded.length
  const run = await world.act(
    {
      'pipe-class': 'pipelines.faults.Sleeps',
      params: 'seconds: 7',
      'pull-output': 'false',
      remote: world.remote,
      context: 'shop/local',
    },
    {
      home: home.path,
      env: { AWS_ENDPOINT_URL: recorder.endpoint, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
    },
  )
  expect(run).toMatchObject({ outputs: { status: 'succeeded' }, annotations: [] })
  expect(run.log).toContain('The container has new credentials.')
  const asked = recorder.recorded.slice(before).filter(({ agent }) => agent.startsWith('Boto3/'))
  const calls = asked.map(({ key, sessionToken }) => {
    const call = Number(key?.replace('ASIACALL', ''))
    expect(sessionToken).toBe(`token-of-call-${call}`)
    return call
  })
  expect(calls.at(-1)).toBeGreaterThan(calls[0] ?? 0)
  const used = calls.flatMap((call) => [`secret-of-call-${call}`, `token-of-call-${call}`])
  expect(run.masks).toEqual(expect.arrayContaining(used))
})
