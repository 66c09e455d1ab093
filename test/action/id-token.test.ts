import { createServer, type RequestListener } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createIdTokenSource, explainMissingIdToken } from '../../src/action/id-token.ts'
import type { Failure } from '../../src/errors.ts'
import type { Clock } from '../../src/lib/clock.ts'
import { startTlsFront } from '../testbed/tls.ts'

/** Starts a server with one answer for each request; the last answer is repeated. */
async function serve(...answers: readonly RequestListener[]) {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)]
    requests.push(`${request.headers.authorization} ${request.url}`)
    answer?.(request, response)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
  }
  return { env, requests }
}

const answer =
  (status: number, body = ''): RequestListener =>
  (_, response) =>
    void response.writeHead(status).end(body)

const token = answer(200, '{"value":"id-token"}')

/** Requests a token from the server; pauses are recorded instead of made. */
async function request(...answers: readonly RequestListener[]) {
  const { env, requests } = await serve(...answers)
  const secrets: string[] = []
  const pauses: number[] = []
  const clock: Clock = {
    now: () => 0,
    date: () => new Date(0),
    sleep: async (ms) => void pauses.push(ms),
    random: () => 0.5,
  }
  const source = createIdTokenSource(env, async (value) => void secrets.push(value), clock)
  const result = await source?.('sts.amazonaws.com').catch((error: Failure) => error)
  return { result, requests, secrets, pauses }
}

describe('createIdTokenSource', () => {
  test('requests a token for the audience and masks the token', async () => {
    expect(await request(token)).toStrictEqual({
      result: 'id-token',
      requests: ['Bearer request-token /token?api-version=2&audience=sts.amazonaws.com'],
      secrets: ['id-token'],
      pauses: [],
    })
  })

  test('retries throttling, 5xx and broken connections with growing pauses', async () => {
    const broken: RequestListener = (incoming) => void incoming.socket.destroy()
    const { result, pauses } = await request(answer(429), answer(503), broken, token)
    expect(result).toBe('id-token')
    expect(pauses).toStrictEqual([250, 500, 1000])
  })

  test('gives up after five attempts', async () => {
    const { result, requests } = await request(answer(503))
    expect(result).toMatchObject({
      verdict: 'remote-unreachable',
      message: 'Cannot get an OIDC token from GitHub: GitHub answered 503.',
    })
    expect(requests).toHaveLength(5)
  })

  test.each([
    ['a refusal', answer(403), 'GitHub gives no OIDC token: GitHub answered 403.'],
    [
      'an answer without a token',
      answer(200, '{"value":""}'),
      'GitHub gives no OIDC token: GitHub answered without a token.',
    ],
  ])('does not retry %s', async (_, refusal, message) => {
    const { result, requests, secrets } = await request(refusal)
    expect(result).toMatchObject({ verdict: 'access-denied', message })
    expect([requests.length, secrets]).toStrictEqual([1, []])
  })

  test('names TLS, and does not retry, when the certificate is not trusted', async () => {
    const { env, requests } = await serve(token)
    await using front = await startTlsFront(new URL(env.ACTIONS_ID_TOKEN_REQUEST_URL).origin)
    const pauses: number[] = []
    const clock: Clock = {
      now: () => 0,
      date: () => new Date(0),
      sleep: async (ms) => void pauses.push(ms),
      random: () => 0.5,
    }
    const secure = { ...env, ACTIONS_ID_TOKEN_REQUEST_URL: `${front.url}/token?api-version=2` }
    await expect(
      createIdTokenSource(secure, async () => undefined, clock)?.('sts.amazonaws.com'),
    ).rejects.toMatchObject({
      verdict: 'remote-unreachable',
      message:
        'Cannot get an OIDC token from GitHub: no TLS connection, its certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT).',
      advice: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    })
    expect([requests, pauses]).toStrictEqual([[], []])
  })

  test('is undefined for a job without the permission `id-token: write`', () => {
    expect(createIdTokenSource({}, async () => undefined)).toBeUndefined()
  })
})

describe('explainMissingIdToken', () => {
  test('names `act`, which sets ACT', () => {
    expect(explainMissingIdToken({ ACT: 'true' })).toStrictEqual({
      reason: '`act` runs this job, and it has no OIDC tokens.',
      advice: 'Pass AWS credentials with `act --secret` or `act --env`, and set them as `env` of the job.',
    })
  })

  test('names the missing permission on GitHub', () => {
    expect(explainMissingIdToken({})).toStrictEqual({
      reason: 'The job has no `permissions: id-token: write`, so GitHub gives it no OIDC token.',
      advice:
        'Add `permissions: id-token: write` to the job, or put AWS credentials into its environment. Pull requests from forks get no tokens.',
    })
  })
})
