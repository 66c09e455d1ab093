import { mkdir, readFile, watch, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { runDocker } from '../testbed/docker.ts'
import { deriveImage } from '../testbed/images.ts'
import { isRunning } from '../testbed/process.ts'
import { startRecorder } from '../testbed/recorder.ts'
import type { ActionResult } from '../testbed/runner.ts'
import { test as base, inspectAtStart, readStateFile, runAtLine, startedLine } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.ShowsEnvironment', 'pull-output': 'false', force: 'true' }
const file = '/etc/disdat-run-action/credentials.json'

/** Temporary keys, as an earlier step exports them. */
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
  .extend('credentials', { scope: 'file' }, async ({ world, recorder }) => {
    const temp = await world.createFolder()
    const { onLine, done } = inspectAtStart()
    const env = { ...keys, AWS_ENDPOINT_URL: recorder.endpoint }
    const run = await world.runAction({ ...pipe }, { env, temp, onLine })
    return { run, ...(await done), result: await readFile(run.outputs['result-file'] ?? '', 'utf8') }
  })

/** Parses what the pipe printed about its credentials. */
function readShown(run: ActionResult): unknown {
  const line = run.text.map(({ line }) => line).find((line) => line.startsWith('{"environment"'))
  return JSON.parse(line ?? '{}')
}

describe('the step’s credentials', () => {
  test('reach the pipe through a credential_process', ({ credentials: { run } }) => {
    expect(run.outputs['status']).toBe('succeeded')
    expect(readShown(run)).toMatchObject({ credentials: 'custom-process' })
  })

  test('sign the requests of the pipe, with the session token', ({ recorder, credentials: { run } }) => {
    expect(run.exitCode).toBe(0)
    const requests = recorder.recorded.filter(({ agent }) => agent.startsWith('Boto3/'))
    expect(requests.map(({ method }) => method)).toContain('PUT')
    const [AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN] = [keys.AWS_ACCESS_KEY_ID, keys.AWS_SESSION_TOKEN]
    for (const { key, sessionToken } of requests) {
      expect({ key, sessionToken }).toEqual({ key: AWS_ACCESS_KEY_ID, sessionToken: AWS_SESSION_TOKEN })
    }
  })

  test('are absent from the container configuration of the engine', ({ credentials: { text, container } }) => {
    for (const secret of Object.values(keys)) expect(text).not.toContain(secret)
    expect(container).toMatchObject({ Mounts: [], HostConfig: { Binds: null } })
  })

  test('are absent from the environment of the pipe', ({ credentials: { run } }) => {
    for (const name of Object.keys(keys)) {
      expect(readShown(run)).toMatchObject({ environment: expect.not.arrayContaining([name]) })
    }
  })

  test('are masked', ({ credentials: { run } }) => {
    expect(run.masks).toEqual(expect.arrayContaining(Object.values(keys)))
  })

  test('are absent from outputs, state, summary, log and result', ({ credentials: { run, result } }) => {
    const texts = [
      JSON.stringify([run.outputs, readStateFile(run), run.annotations]),
      run.summary,
      run.log,
      run.postLog,
      result,
    ]
    for (const secret of Object.values(keys)) expect(texts.filter((text) => text.includes(secret))).toEqual([])
  })
})

test('an image with another user and with its own credentials uses the credentials of the step', async ({
  world,
  recorder,
}) => {
  const own = ['[default]', 'aws_access_key_id = AKIATHEIMAGESOWNFILE', 'aws_secret_access_key = images-own-secret']
  await using image = await deriveImage([
    'RUN useradd --create-home --uid 1000 pipe && HOME=/home/pipe dsdt init',
    `RUN mkdir /home/pipe/.aws && printf '%s\\n' ${own.map((line) => `'${line}'`).join(' ')} >/home/pipe/.aws/credentials`,
    'RUN chown -R 1000:1000 /home/pipe',
    'ENV HOME=/home/pipe AWS_PROFILE=images-own AWS_ACCESS_KEY_ID=AKIATHEIMAGESOWNKEYS AWS_SECRET_ACCESS_KEY=images-own',
    'USER 1000',
  ])
  const { onLine, done } = runAtLine(startedLine, ([, name = '']) =>
    runDocker(['exec', name, 'stat', '--format', '%a %u', file]),
  )
  const before = recorder.recorded.length
  const env = { ...keys, AWS_ENDPOINT_URL: recorder.endpoint }
  const run = await world.runAction({ ...pipe, image: image.name }, { env, onLine })
  expect(run.outputs['status']).toBe('succeeded')
  expect(readShown(run)).toMatchObject({ user: 1000, credentials: 'custom-process' })
  // Only that user may read the file.
  expect((await done).stdout.trim()).toBe('600 1000')
  const requests = recorder.recorded.slice(before).filter(({ agent }) => agent.startsWith('Boto3/'))
  expect(new Set(requests.map(({ key }) => key))).toEqual(new Set([keys.AWS_ACCESS_KEY_ID]))
})

test('a cancelled step does not wait for a source of credentials that hangs, and terminates it', async ({ world }) => {
  const { path: home } = await world.createEmptyHome()
  await mkdir(join(home, '.aws'))
  // In a session of its own, because the runner of the test-bed ends the process group of a step.
  await writeFile(join(home, 'keys'), `#!/bin/sh\necho $$ >'${home}/asked'\nexec setsid sleep 60\n`, { mode: 0o755 })
  await writeFile(join(home, '.aws/config'), `[default]\ncredential_process = ${home}/keys\n`)
  const signalOn = (async () => {
    for await (const { filename } of watch(home)) if (filename === 'asked') return
  })()
  const inputs = { 'pipe-class': 'pipelines.faults.Sleeps', remote: world.remote, context: 'shop/local' }
  const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }
  const run = await world.runAction(inputs, { home, env, signalOn })
  expect(run.outputs).toMatchObject({ status: 'cancelled', verdict: 'cancelled' })
  expect(run.signals).toStrictEqual(['SIGINT'])
  expect(await isRunning(Number(await readFile(join(home, 'asked'), 'utf8')))).toBe(false)
})

test('credentials that expire while the pipe runs are renewed', async ({ world, recorder }) => {
  const home = await world.createEmptyHome()
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
  const run = await world.runAction(
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
  expect(run.log).toContain("Renewed the container's credentials.")
  const requests = recorder.recorded.slice(before).filter(({ agent }) => agent.startsWith('Boto3/'))
  const calls = requests.map(({ key, sessionToken }) => {
    const call = Number(key?.replace('ASIACALL', ''))
    expect(sessionToken).toBe(`token-of-call-${call}`)
    return call
  })
  expect(calls.at(-1)).toBeGreaterThan(calls[0] ?? 0)
  const used = calls.flatMap((call) => [`secret-of-call-${call}`, `token-of-call-${call}`])
  expect(run.masks).toEqual(expect.arrayContaining(used))
})
