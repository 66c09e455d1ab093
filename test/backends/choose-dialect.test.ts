import { describe, expect, test } from 'vitest'
import { chooseDialect } from '../../src/backends/choose-dialect.ts'
import type { Dialect } from '../../src/disdat/generations.ts'

const env = new Map<string, string>()
const images = {
  classic: { entrypoint: ['/opt/bin/entrypoint.py'], command: [], env: new Map([['PIPELINE_CLASS', 'a.B']]) },
  entrypoint: { entrypoint: ['/opt/bin/entrypoint.py'], command: [], env },
  luigi: { entrypoint: [], command: ['dsdt_docker'], env },
  wrapped: { entrypoint: ['/wrapper.sh'], command: ['dsdt_docker'], env },
  other: { entrypoint: [], command: ['bash'], env },
}

interface Situation {
  readonly dialect?: Dialect
  readonly needsVersion?: boolean
  /** What more than the configuration shows. */
  readonly version?: Dialect
}

async function choose(image: keyof typeof images, { dialect, needsVersion = false, version }: Situation = {}) {
  let searches = 0
  const request = { reference: 'acme/orders:1', dialect, needsVersion }
  const chosen = await chooseDialect(request, images[image], async () => {
    searches += 1
    return version
  })
  return { chosen, searches }
}

describe('chooseDialect', () => {
  test.each<[string, keyof typeof images, Situation, Dialect]>([
    ['the only generation of the configuration', 'luigi', { needsVersion: true }, 'luigi'],
    ['`classic` when the version does not matter', 'classic', {}, 'classic'],
    ['the requested version', 'classic', { dialect: 'disdat-0.8.0', needsVersion: true }, 'disdat-0.8.0'],
    ['the requested version instead of the detected ones', 'entrypoint', { dialect: 'disdat-0.7.2' }, 'disdat-0.7.2'],
    ['the requested version of an image that shows none', 'other', { dialect: 'disdat-0.9.6' }, 'disdat-0.9.6'],
    ['the request for an image with an entry point of its own', 'wrapped', { dialect: 'classic' }, 'classic'],
  ])('returns %s without a search', async (_, image, situation, expected) => {
    expect(await choose(image, situation)).toStrictEqual({ chosen: expected, searches: 0 })
  })

  test.each<[string, keyof typeof images, Situation, Dialect]>([
    ['a classic image when it matters', 'classic', { needsVersion: true, version: 'disdat-0.7.2' }, 'disdat-0.7.2'],
    [
      'an image that is requested as classic',
      'classic',
      { dialect: 'classic', needsVersion: true, version: 'disdat-0.8.0' },
      'disdat-0.8.0',
    ],
    ['an image of 0.8 in any case', 'entrypoint', { version: 'disdat-0.8.3' }, 'disdat-0.8.3'],
  ])('searches for the version of %s', async (_, image, situation, expected) => {
    expect(await choose(image, situation)).toStrictEqual({ chosen: expected, searches: 1 })
  })

  test('keeps `classic`, the command line of 0.7.1, when it is requested and nothing shows the version', async () => {
    expect((await choose('classic', { dialect: 'classic', needsVersion: true })).chosen).toBe('classic')
  })

  test('throws the candidates when nothing shows the version', async () => {
    await expect(choose('entrypoint')).rejects.toMatchObject({
      verdict: 'invalid-input',
      message:
        'dialect: the configuration of the image acme/orders:1 fits images of disdat 0.8.1 and 0.8.2, disdat 0.8.3 to 0.8.12 or disdat 0.8.13 to 0.9.5, whose command lines differ.',
      advice: 'Set `dialect` to `disdat-0.8.1`, `disdat-0.8.3` or `disdat-0.8.13`, or to the exact version.',
    })
  })

  test('throws for an image of no generation', async () => {
    await expect(choose('other')).rejects.toMatchObject({
      message: expect.stringMatching(/^dialect: the image acme\/orders:1 has neither/),
    })
  })

  test.each<[Dialect, keyof typeof images, string]>([
    ['classic', 'luigi', 'Leave out `dialect`, set it to `luigi`, or name'],
    ['luigi', 'entrypoint', 'set it to `disdat-0.8.1`, `disdat-0.8.3` or `disdat-0.8.13`, or name'],
  ])('throws a way out for %s and a %s image', async (dialect, image, advice) => {
    await expect(choose(image, { dialect })).rejects.toMatchObject({
      verdict: 'invalid-input',
      message: expect.stringContaining(`cannot start the command line of ${dialect}`),
      advice: expect.stringContaining(advice),
    })
  })
})
