import { readdir, readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { join } from 'node:path'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { AwsClient, type AwsClientOptions, type CallLimits } from '../../src/aws/aws-client.ts'
import type { Identity } from '../../src/aws/credentials.ts'
import { TimeLimitError } from '../../src/lib/abort.ts'
import { createFastClock } from '../testbed/batch-wire.ts'

const identity: Identity = {
  region: 'us-east-1',
  credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
}
const never = new AbortController().signal

/** Serves STS at the wire with these responses in turn; the last one repeats. */
async function serve(...answers: readonly RequestListener[]) {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    answers[Math.min(requests, answers.length) - 1]?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return { endpoint: `http://127.0.0.1:${port}`, server, countRequests: () => requests }
}

const silence: RequestListener = () => undefined
const drip: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/xml' })
  response.write('<GetCallerIdentityResponse>')
}
const page: RequestListener = (_, response) => void response.writeHead(200).end('<html>Sign in</html')
const account: RequestListener = (_, response) =>
  void response
    .writeHead(200, { 'content-type': 'text/xml' })
    .end(
      '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
    )
const refuse =
  (status: number, code: string): RequestListener =>
  (_, response) =>
    void response
      .writeHead(status, { 'content-type': 'text/xml' })
      .end(`<ErrorResponse><Error><Code>${code}</Code><Message>by the test</Message></Error></ErrorResponse>`)

const open = (options: Omit<AwsClientOptions, 'env'>, own = identity) =>
  new AwsClient((config) => new STSClient(config), own, { env: {}, clock: createFastClock(), ...options })

const call = (client: AwsClient<STSClient>, signal = never, limits: Partial<CallLimits> = {}) =>
  client.call(signal, (sts, options) => sts.send(new GetCallerIdentityCommand({}), options), limits)

describe('AwsClient.call', () => {
  test.each([
    ['is silent', silence],
    ['never ends its response', drip],
  ])('gives up after six attempts when the server %s', async (_, answer) => {
    const { endpoint } = await serve(answer)
    const clock = createFastClock()
    const client = open({ endpoint, clock, limits: { attemptMs: 20 } })
    await expect(call(client)).rejects.toBeInstanceOf(TimeLimitError)
    expect(clock.slept).toHaveLength(5)
  })

  test('throws the reason of the signal at once when the server is silent', async () => {
    const cancel = new AbortController()
    const { endpoint, countRequests } = await serve(() => cancel.abort(new Error('SIGINT')))
    await expect(call(open({ endpoint }), cancel.signal)).rejects.toThrow('SIGINT')
    expect(countRequests()).toBe(1)
  })

  test('throws the reason of the signal while the credentials are awaited', async () => {
    const cancel = new AbortController()
    const silent: Identity = {
      region: 'us-east-1',
      credentials: () => {
        cancel.abort(new Error('SIGINT'))
        return new Promise(() => undefined)
      },
    }
    await expect(call(open({}, silent), cancel.signal)).rejects.toThrow('SIGINT')
  })

  test.each([
    ['a page of a proxy', page],
    ['status 500', refuse(500, 'InternalFailure')],
    ['a broken connection', (request) => void request.socket.destroy()],
    ['throttling', refuse(400, 'Throttling')],
  ] satisfies readonly (readonly [string, RequestListener])[])('repeats a call after %s', async (_, answer) => {
    const { endpoint, countRequests } = await serve(answer, answer, account)
    expect(await call(open({ endpoint }))).toMatchObject({ Account: '123456789012' })
    expect(countRequests()).toBe(3)
  })

  test.each([
    [403, 'AccessDenied'],
    [400, 'ValidationError'],
  ])('does not repeat a refusal with status %i %s', async (status, code) => {
    const { endpoint, countRequests } = await serve(refuse(status, code))
    await expect(call(open({ endpoint }))).rejects.toMatchObject({ name: code })
    expect(countRequests()).toBe(1)
  })

  test('waits for five minutes while AWS throttles, and says so once', async () => {
    const { endpoint, countRequests } = await serve(refuse(400, 'Throttling'))
    const waits: string[] = []
    const clock = createFastClock()
    const startMs = clock.now()
    const client = open({ endpoint, clock, onWait: (text) => void waits.push(text) })
    await expect(call(client)).rejects.toMatchObject({ name: 'Throttling' })
    expect(clock.now() - startMs).toBeGreaterThan(4 * 60_000)
    expect(clock.now() - startMs).toBeLessThanOrEqual(5 * 60_000)
    expect(countRequests()).toBeLessThan(60)
    expect(waits).toStrictEqual(['AWS is throttling requests. The step retries for up to 5 minutes: by the test'])
  })

  test('limits the attempts of a throttled call by their number too', async () => {
    const { endpoint, countRequests } = await serve(refuse(400, 'Throttling'))
    const client = open({ endpoint, clock: { ...createFastClock(), random: () => 0 } })
    await expect(call(client)).rejects.toMatchObject({ name: 'Throttling' })
    expect(countRequests()).toBe(60)
  })

  test('sends a request once that must not be repeated, unless no connection was established', async () => {
    const { endpoint, countRequests } = await serve((request) => void request.socket.destroy())
    await expect(call(open({ endpoint }), never, { isRepeatable: false })).rejects.toThrow()
    expect(countRequests()).toBe(1)
    const later = await serve(account)
    const { port } = new URL(later.endpoint)
    later.server.close()
    const clock = createFastClock()
    const sleep: typeof clock.sleep = async (ms) => {
      await clock.sleep(ms)
      if (!later.server.listening)
        await new Promise<void>((resolve) => later.server.listen(Number(port), '127.0.0.1', resolve))
    }
    const client = open({ endpoint: later.endpoint, clock: { ...clock, sleep } })
    expect(await call(client, never, { isRepeatable: false })).toMatchObject({ Account: '123456789012' })
  })

  test('gives a request in flight its grace after the signal aborts', async () => {
    const cancel = new AbortController()
    const { endpoint } = await serve((request, response) => {
      cancel.abort(new Error('SIGINT'))
      account(request, response)
    })
    expect(await call(open({ endpoint }), cancel.signal, { responseGraceMs: 60_000 })).toMatchObject({
      Account: '123456789012',
    })
  })
})

test('no source file creates a client of an SDK except through AwsClient, and the S3 room', async () => {
  const root = join(import.meta.dirname, '../../src')
  const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.ts'))
  const texts = await Promise.all(files.map(async (file) => [file, await readFile(join(root, file), 'utf8')] as const))
  const created = texts.flatMap(([file, text]) =>
    [...text.matchAll(/.*new (?:\w+\.)?\w*Client\(.*/g)].map(([line]) => `${file}: ${line.trim()}`),
  )
  const free = created.filter((line) => !/new AwsClient\(\(config\) => new \w+\.\w+Client\(config\)/.test(line))
  expect(free.filter((line) => !line.startsWith('s3/'))).toStrictEqual([])
  expect(created.length).toBeGreaterThan(5)
  const importers = texts.filter(([, text]) => text.includes("/client-config.ts'")).map(([file]) => file)
  expect(importers).toStrictEqual(['aws/aws-client.ts'])
})
