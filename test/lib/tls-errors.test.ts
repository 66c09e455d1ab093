import { describe, expect, test } from 'vitest'
import { findTlsFailure } from '../../src/lib/tls-errors.ts'

const createError = (code: string, message = code) => Object.assign(new Error(message), { code })

describe('findTlsFailure', () => {
  test.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /self-signed/, /NODE_EXTRA_CA_CERTS/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /authority/, /NODE_EXTRA_CA_CERTS/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /authority/, /NODE_EXTRA_CA_CERTS/],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /authority/, /NODE_EXTRA_CA_CERTS/],
    ['CERT_HAS_EXPIRED', /expired/, /Renew/],
    ['CERT_NOT_YET_VALID', /not valid yet/, /clock/],
    ['CERT_REVOKED', /revoked/, /Renew/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another host name/, /host name/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /did not respond with TLS/, /http:\/\//],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', /TLS version/, /TLS 1\.2/],
    ['ERR_SSL_SOMETHING_NEW', /TLS failed/, /NODE_EXTRA_CA_CERTS/],
    ['UNABLE_TO_GET_CRL', /cannot be verified/, /NODE_EXTRA_CA_CERTS/],
  ])('explains %s', (code, reason, advice) => {
    const expected = { code, reason: expect.stringMatching(reason), advice: expect.stringMatching(advice) }
    expect(findTlsFailure(createError(code))).toStrictEqual(expected)
  })

  test('finds the failure in the causes of an error', () => {
    const failed = new TypeError('fetch failed', { cause: createError('SELF_SIGNED_CERT_IN_CHAIN') })
    const error = new Error('outer', { cause: failed })
    expect(findTlsFailure(error)).toMatchObject({ code: 'SELF_SIGNED_CERT_IN_CHAIN' })
  })

  test('reads the name of an error of OpenSSL that Node gives the code EPROTO', () => {
    const message =
      'write EPROTO 40F7:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../x.c:77:'
    expect(findTlsFailure(createError('EPROTO', message))).toMatchObject({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' })
  })

  test('ignores other errors, and ends for causes that go round in circles', () => {
    expect(findTlsFailure(createError('ECONNRESET'))).toBeUndefined()
    expect(findTlsFailure(createError('EPROTO', 'write EPROTO'))).toBeUndefined()
    expect(findTlsFailure('text')).toBeUndefined()
    const circle = new Error('a')
    circle.cause = circle
    expect(findTlsFailure(circle)).toBeUndefined()
  })
})
