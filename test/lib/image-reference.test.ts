import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRepositoryPath, parseImageReference } from '../../src/lib/image-reference.ts'

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`

/** What the Go package says: see image-references/main.go. */
const table = readFileSync(new URL('image-references.tsv', import.meta.url), 'utf8')
  .split('\n')
  .slice(0, -1)
  .map((line) => line.split('\t'))

describe('parseImageReference', () => {
  test('parses every reference as the Go package does', () => {
    const differences = table.filter(([text = '', ...parts]) => {
      const reference = parseImageReference(text)
      const own = reference && [reference.host, reference.path, reference.tag ?? '', reference.digest ?? '']
      return JSON.stringify(own ?? []) !== JSON.stringify(parts)
    })
    expect(differences).toStrictEqual([])
    expect(table.length).toBeGreaterThan(3_000)
  })

  test.each([
    ['orders', 'orders', 'docker.io', 'library/orders', undefined, undefined],
    ['team/orders:1', 'team/orders', 'docker.io', 'team/orders', '1', undefined],
    ['docker.io/orders', 'docker.io/orders', 'docker.io', 'library/orders', undefined, undefined],
    ['index.docker.io/a/b:1', 'index.docker.io/a/b', 'docker.io', 'a/b', '1', undefined],
    ['Evil/x:1', 'Evil/x', 'Evil', 'x', '1', undefined],
    ['localhost/x', 'localhost/x', 'localhost', 'x', undefined, undefined],
    [`r.io:5000/a/b:1@${digest}`, 'r.io:5000/a/b', 'r.io:5000', 'a/b', '1', digest],
    [`[::1]:5000/b@${digest}`, '[::1]:5000/b', '[::1]:5000', 'b', undefined, digest],
    ['my_host.io/orders', 'my_host.io/orders', '', 'my_host.io/orders', undefined, undefined],
  ])('returns the parts of %s', (text, name, host, path, tag, ownDigest) => {
    expect(parseImageReference(text)).toStrictEqual({ name, host, path, tag, digest: ownDigest })
  })

  test('takes a first part with an upper-case letter, a dot or a colon for a host, never for a user of Docker Hub', () => {
    const names = fc.stringMatching(/^[a-zA-Z0-9.:-]{1,12}$/)
    fc.assert(
      fc.property(
        names.filter((text) => /[A-Z.:]/.test(text) && !text.endsWith('docker.io')),
        (text) => {
          const reference = parseImageReference(`${text}/x:1`)
          expect([undefined, text]).toContain(reference?.host)
        },
      ),
    )
  })

  test('reads its own parts again', () => {
    const known = table.flatMap(([text = '', ...parts]) => (parts.length > 0 ? [text] : []))
    for (const text of known) {
      const { name = '', tag, digest: own } = parseImageReference(text) ?? {}
      expect(`${name}${tag === undefined ? '' : `:${tag}`}${own === undefined ? '' : `@${own}`}`).toBe(text)
    }
  })

  test('refuses a very long text at once', () => {
    const texts = [
      'a'.repeat(200_000),
      `${'a-'.repeat(100_000)}!`,
      `${'a.'.repeat(100_000)}/x`,
      `${'A'.repeat(200_000)}/!`,
    ]
    expect(texts.map(parseImageReference)).toStrictEqual(texts.map(() => undefined))
  }, 2_000)
})

test.each([
  ['team', true],
  ['team/pipelines_v2', true],
  ['', false],
  ['team//x', false],
  ['..', false],
  ['Team', false],
])('isRepositoryPath of %j is %s', (text, is) => {
  expect(isRepositoryPath(text)).toBe(is)
})
