import { readdir } from 'node:fs/promises'
import { expect } from 'vitest'
import { EarlierSeeds } from '../../src/seed/earlier-seeds.ts'
import { SeedSpool } from '../../src/seed/seed-spool.ts'
import { neverAborted } from '../remote/helpers.ts'
import { createFolder, test } from '../run/fixtures.ts'

const createObject = (name: string) => ({ path: `objects/${name}`, bytes: 1, etag: '' })
const [a, b] = [createObject('a'), createObject('b')]

test('EarlierSeeds yields the small objects of the first spool of a context, and removes it at its end', async ({
  remote,
}) => {
  const folder = await createFolder()
  const seeds = new EarlierSeeds()
  expect(seeds.getSource(remote)).toBeUndefined()
  const [first, second] = [await SeedSpool.create(folder), await SeedSpool.create(folder)]
  await first.add({ object: a, bytes: Buffer.from('A') })
  await second.add({ object: b, bytes: Buffer.from('B') })
  expect(seeds.keep(remote, first)).toBe(true)
  expect(seeds.keep(remote, second)).toBe(false)
  await second[Symbol.asyncDispose]()

  const source = seeds.getSource(remote)
  // Runs of a step read at the same time.
  const reads = [1, 2].map(() => Array.fromAsync(source?.read([a, b], { signal: neverAborted }) ?? []))
  for (const members of await Promise.all(reads))
    expect(members.map(({ object, bytes }) => [object.path, Buffer.from(bytes).toString()])).toEqual([
      ['objects/a', 'A'],
    ])
  expect(seeds.getSource({ ...remote, context: 'another' })).toBeUndefined()

  await seeds[Symbol.asyncDispose]()
  expect(await readdir(folder)).toEqual([])
})

test('EarlierSeeds lets the others of a context collect when the first has ended, also when it fails', async ({
  remote,
}) => {
  await using seeds = new EarlierSeeds()
  const order: string[] = []
  const first = Promise.withResolvers<void>()
  const collect = (name: string, until?: Promise<void>) =>
    seeds.collectInTurn(remote, neverAborted, async () => {
      order.push(name)
      await until
    })
  const started = collect('first', first.promise)
  const [second, other] = [
    collect('second'),
    seeds.collectInTurn({ ...remote, context: 'another' }, neverAborted, async () => order.push('another context')),
  ]
  const aborted = seeds.collectInTurn(remote, AbortSignal.abort(new Error('SIGINT')), async () => order.push('aborted'))
  await expect(aborted).rejects.toThrow('SIGINT')
  await other
  expect(order).toEqual(['first', 'another context'])
  first.reject(new Error('The remote is down.'))
  await expect(started).rejects.toThrow('The remote is down.')
  await second
  expect(order).toEqual(['first', 'another context', 'second'])
})
