import { describe, expect, test } from 'vitest'
import {
  callEngine,
  connectEngine,
  explainEngineLoss,
  ignoreMissing,
  toEngineError,
} from '../../../src/backends/docker/engine.ts'
import { Failure } from '../../../src/errors.ts'
import { startEngineWire } from './engine-wire.ts'
import { loadForEngine } from './load-for-engine.ts'

const explainNothing = () => undefined
const loadEngine = () => import('../../../src/backends/docker/engine.ts')

describe('connectEngine', () => {
  test('always returns the same engine', async () => {
    expect(await connectEngine()).toBe(await connectEngine())
  })

  test.each([
    [
      'is not a URL',
      'tcp://builder:port',
      /^DOCKER_HOST is not usable: DOCKER_HOST .+\.$/,
      'Correct or unset DOCKER_HOST.',
    ],
    [
      'needs SSH',
      'ssh://ann@builder',
      /^DOCKER_HOST is an ssh:\/\/ address, which is not supported\.$/,
      expect.stringContaining('forward its socket in a step before this one: `ssh -fnNT -L '),
    ],
  ])('throws docker-unavailable for a DOCKER_HOST that %s', async (_, host, message, advice) => {
    const engine = await loadForEngine(host, loadEngine)
    await expect(engine.connectEngine()).rejects.toMatchObject({
      verdict: 'docker-unavailable',
      message: expect.stringMatching(message),
      advice,
    })
  })
})

describe('warmUp', () => {
  test('sends a request to the engine, and does not wait for the response', async () => {
    const asked = Promise.withResolvers<string>()
    await using wire = await startEngineWire((call) => {
      asked.resolve(call)
      return 'silent'
    })
    const engine = await loadForEngine(wire.host, loadEngine)
    await engine.warmUp()
    expect(await asked.promise).toBe('GET /_ping')
  })

  test.each([
    ['is not usable', 'tcp://builder:port'],
    ['has no engine', 'unix:///nonexistent/docker.sock'],
  ])('leaves it to the first real call to report a DOCKER_HOST that %s', async (_, host) => {
    const engine = await loadForEngine(host, loadEngine)
    await expect(engine.warmUp()).resolves.toBeUndefined()
    const call = async () => await (await engine.connectEngine()).version()
    await expect(engine.callEngine(call, explainNothing)).rejects.toMatchObject({
      name: 'Failure',
      verdict: 'docker-unavailable',
    })
  })
})

describe('toEngineError', () => {
  test('takes status and message from an error response of the engine', async () => {
    await using wire = await startEngineWire(() => ({ status: 404, body: { message: 'no such image: orders' } }))
    const error = await wire.docker
      .getImage('orders')
      .inspect()
      .catch((reason: unknown) => reason)
    expect(toEngineError(error)).toStrictEqual({ status: 404, code: undefined, message: 'no such image: orders' })
  })

  test('removes docker-modem’s prefix from a message', () => {
    const error = Object.assign(new Error('(HTTP code 500) server error - it broke '), { statusCode: 500, json: null })
    expect(toEngineError(error)).toStrictEqual({ status: 500, code: undefined, message: 'it broke' })
  })

  test('takes the code of a connection error', () => {
    const error = Object.assign(new Error('connect ENOENT /var/run/docker.sock'), { code: 'ENOENT' })
    expect(toEngineError(error)).toStrictEqual({ status: undefined, code: 'ENOENT', message: error.message })
  })
})

describe('explainEngineLoss', () => {
  test.each([
    ['ENOENT', 'Start the Docker engine, or set DOCKER_HOST. Among hosted runners, only Linux has an engine.'],
    ['ECONNREFUSED', 'Start the Docker engine, or set DOCKER_HOST.'],
    ['EACCES', "Allow the runner's user to use the Docker socket (the group `docker`)."],
    ['EPIPE', 'Find out why the Docker engine stopped responding, then run it again.'],
  ])('advises for the code %s', (code, advice) => {
    const error = Object.assign(new Error('it failed'), { code })
    expect(explainEngineLoss(error)).toMatchObject({
      verdict: 'docker-unavailable',
      message: 'The Docker engine does not respond: it failed.',
      advice,
      cause: error,
    })
  })

  test('recognizes a lost connection by its message', () => {
    expect(explainEngineLoss(new Error('socket hang up'), 'The engine was lost')).toMatchObject({
      message: 'The engine was lost: socket hang up.',
    })
  })

  test.each([
    ['an error response', Object.assign(new Error('x'), { statusCode: 500, code: 'EPIPE' })],
    ['a Failure', new Failure('cancelled', 'aborted', 'none')],
    ['an error of this program', new TypeError('x is not a function')],
  ])('returns undefined for %s', (_, error) => {
    expect(explainEngineLoss(error)).toBeUndefined()
  })
})

describe('callEngine', () => {
  test('returns the response', async () => {
    expect(await callEngine(async () => 'done', explainNothing)).toBe('done')
  })

  test('throws the failure that the caller names for an error response', async () => {
    await using wire = await startEngineWire(() => ({ status: 409, body: { message: 'name is taken' } }))
    const failure = new Failure('invalid-input', 'taken', 'none')
    const work = callEngine(
      () => wire.docker.getContainer('x').start(),
      ({ status, message }) => (status === 409 && message === 'name is taken' ? failure : undefined),
    )
    await expect(work).rejects.toBe(failure)
  })

  test('quotes the engine for other error responses', async () => {
    await using wire = await startEngineWire(() => ({ status: 500, body: { message: 'it broke' } }))
    await expect(callEngine(() => wire.docker.getContainer('x').start(), explainNothing)).rejects.toMatchObject({
      verdict: 'docker-unavailable',
      message: 'The Docker engine refused the request: it broke.',
    })
  })

  test('throws docker-unavailable for a cut connection', async () => {
    await using wire = await startEngineWire(() => 'cut')
    await expect(callEngine(() => wire.docker.version(), explainNothing)).rejects.toMatchObject({
      verdict: 'docker-unavailable',
      message: expect.stringMatching(/^The Docker engine does not respond: /),
    })
  })

  test('throws docker-unavailable for an engine that is silent for too long', async () => {
    await using wire = await startEngineWire(() => 'silent')
    const work = callEngine(() => wire.docker.version(), explainNothing, undefined, 50)
    await expect(work).rejects.toMatchObject({ message: 'The Docker engine did not respond within 0.05 s.' })
  })

  test('rejects with the signal’s reason', async () => {
    const cancel = new AbortController()
    await using wire = await startEngineWire(() => {
      cancel.abort(new Error('SIGINT'))
      return 'silent'
    })
    await expect(callEngine(() => wire.docker.version(), explainNothing, cancel.signal)).rejects.toThrow('SIGINT')
  })
})

describe('ignoreMissing', () => {
  test('returns undefined for 404, and throws other errors', () => {
    expect(ignoreMissing(Object.assign(new Error('x'), { statusCode: 404 }))).toBeUndefined()
    expect(() => ignoreMissing(Object.assign(new Error('x'), { statusCode: 409 }))).toThrow('x')
  })
})
