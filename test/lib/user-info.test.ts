import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findUserInfoSecrets, redactUserInfo } from '../../src/lib/user-info.ts'

describe('redactUserInfo', () => {
  test.each([
    ['http://ann:secret@proxy:3128', 'http://***@proxy:3128'],
    ['ann:secret@proxy:3128', '***@proxy:3128'],
    ['secret@proxy:3128', '***@proxy:3128'],
    ['http://secret@proxy:3128', 'http://***@proxy:3128'],
    ['http://:secret@proxy', 'http://***@proxy'],
    ['http://ann:se@cret@proxy', 'http://***@proxy'],
    ['http://ann:se/cr?e#t@proxy', 'http://***@proxy'],
    ['ann:se/cret@proxy', '***@proxy'],
    ['http://ann:%zz@proxy', 'http://***@proxy'],
    ['s3://AKIA:secret@bucket/prefix', 's3://***@bucket/prefix'],
    ['{"HTTPS_PROXY":"http://ann:secret@proxy","x":"y"}', '{"HTTPS_PROXY":"http://***@proxy","x":"y"}'],
    ['HTTPS_PROXY=ann:secret@proxy:3128', 'HTTPS_PROXY=***@proxy:3128'],
    ['["HTTPS_PROXY=secret@proxy:3128"]', '["HTTPS_PROXY=***@proxy:3128"]'],
    [`ann:secret@ghcr.io/acme/x@sha256:${'a'.repeat(64)}`, `***@ghcr.io/acme/x@sha256:${'a'.repeat(64)}`],
    ['both a://b:c@d and e:f@g', 'both a://***@d and ***@g'],
  ])('hides the secret of %s', (text, shown) => {
    expect(redactUserInfo(text)).toBe(shown)
  })

  test.each([
    'http://proxy:3128',
    's3://bucket/prefix/a@b',
    `ghcr.io/acme/orders@sha256:${'a'.repeat(64)}`,
    `orders:1@sha256:${'a'.repeat(64)}`,
    'write to ann@example.com',
    '{"a":1,"b":"c"}',
    'localhost:5000/orders:1',
  ])('keeps %s', (text) => {
    expect(redactUserInfo(text)).toBe(text)
  })

  test('takes time in proportion to the text', () => {
    for (const piece of ['a:', 'a://', '@', 'a:b@', 'http://a:', ':', 'a.'])
      for (const text of [piece.repeat(40_000), ` ${piece}`.repeat(20_000)]) redactUserInfo(text)
  }, 5_000)
})

describe('findUserInfoSecrets', () => {
  test.each([
    ['http://ann:p%40ss@proxy:3128', ['p%40ss', 'p@ss', 'ann:p%40ss', 'ann:p@ss', 'ann%3Ap%40ss']],
    ['ann:secret@proxy:3128', ['secret', 'ann:secret', 'ann%3Asecret']],
    ['http://secret@proxy:3128', ['secret']],
    ['secret:@proxy:3128', ['secret']],
    ['http://ann:%zz@proxy', ['%zz', '%25zz', 'ann:%zz', 'ann%3A%25zz']],
    ['http://ann:a@b@proxy', ['a@b', 'a%40b', 'ann:a@b', 'ann%3Aa%40b']],
    ['http://proxy:3128', []],
    ['http://@proxy', []],
  ])('returns the secrets of %s', (address, secrets) => {
    expect(findUserInfoSecrets(address)).toStrictEqual(secrets)
  })

  test('finds every password, and no redacted address shows it', () => {
    const word = fc.string({ unit: fc.constantFrom('%', 'z', '4', '0', ':', '@', '/', '?', '#', 'é'), minLength: 1 })
    fc.assert(
      fc.property(fc.constantFrom('', 'http://', 's3://'), word, (scheme, password) => {
        const address = `${scheme}ann:>${password}<@proxy:3128`
        expect(findUserInfoSecrets(address)).toContain(`>${password}<`)
        expect(redactUserInfo(address)).toBe(`${scheme}***@proxy:3128`)
      }),
    )
  })
})
