import { afterEach, describe, expect, test, vi } from 'vitest'
import { assertAllowedAccount, getCallerAccount } from '../../src/aws/account.ts'
import type { Identity } from '../../src/aws/credentials.ts'
import { Failure } from '../../src/errors.ts'
import { startWireServer } from '../s3/wire-server.ts'
import { startTlsFront } from '../testbed/tls.ts'

afterEach(() => vi.unstubAllEnvs())

const account = { account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/ci/x', partition: 'aws' }

describe('assertAllowedAccount', () => {
  test('accepts an account of the list, and every account without a list', () => {
    expect(() => assertAllowedAccount(account, ['210987654321', '123456789012'])).not.toThrow()
    expect(() => assertAllowedAccount(account, [])).not.toThrow()
  })

  test('names the account and the list when it throws', () => {
    expect(() => assertAllowedAccount(account, ['210987654321', '000000000000'])).toThrow(
      'allowed-account-ids: the step runs in account 123456789012 (arn:aws:sts::123456789012:assumed-role/ci/x). Allowed: 210987654321, 000000000000.',
    )
  })
})

describe('getCallerAccount', () => {
  test('passes on a failure of the credentials', async () => {
    const failure = new Failure('access-denied', 'none', 'advice')
    const identity: Identity = { region: 'us-east-1', credentials: () => Promise.reject(failure) }
    await expect(getCallerAccount(identity, {})).rejects.toBe(failure)
  })

  /** Asks an STS that answers each request like this. */
  async function ask(status: number, xml: string) {
    await using server = await startWireServer((_, response) =>
      response.writeHead(status, { 'content-type': 'text/xml' }).end(xml),
    )
    vi.stubEnv('AWS_ENDPOINT_URL_STS', server.endpoint)
    const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 'b' })
    return await getCallerAccount({ region: 'us-east-1', credentials }, {})
  }

  test.each([
    ['aws-cn', 'arn:aws-cn:iam::123456789012:user/ann'],
    ['aws', ''],
  ])('returns the partition %s of the ARN "%s"', async (partition, arn) => {
    const result = `<Arn>${arn}</Arn><Account>123456789012</Account>`
    const xml = `<GetCallerIdentityResponse><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`
    expect(await ask(200, xml)).toStrictEqual({ account: '123456789012', arn, partition })
  })

  test('throws `access-denied` with the reason when STS rejects the credentials', async () => {
    const error = '<Code>InvalidClientTokenId</Code><Message>The security token is invalid.</Message>'
    await expect(ask(403, `<ErrorResponse><Error>${error}</Error></ErrorResponse>`)).rejects.toMatchObject({
      verdict: 'access-denied',
      message: 'STS rejected the credentials of this step: The security token is invalid.',
      advice: 'Check the credentials of the step and `aws-region`.',
    })
  })

  test('names TLS when the certificate of STS is not trusted', async () => {
    await using server = await startWireServer((_, response) => response.end())
    await using front = await startTlsFront(server.endpoint)
    vi.stubEnv('AWS_ENDPOINT_URL_STS', front.url)
    const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 'b' })
    await expect(getCallerAccount({ region: 'us-east-1', credentials }, {})).rejects.toMatchObject({
      verdict: 'remote-unreachable',
      message: expect.stringMatching(/^No TLS connection to AWS: .* \(DEPTH_ZERO_SELF_SIGNED_CERT\)\.$/),
    })
    expect(server.requests).toHaveLength(0)
  })
})
