import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type BundleDescription, createDescription } from '../../src/disdat/bundle.ts'
import { listTaskDependencies } from '../../src/disdat/task-dependencies.ts'

type Dependency = BundleDescription['dependsOn'][number]

const describeBundle = (processingName: string, dependsOn: readonly Dependency[]) =>
  createDescription({
    uuid: '3635a612-4cac-43c3-9b6c-bc03a43609d6',
    name: 'orders',
    owner: 'ann',
    processingName,
    createdSeconds: 1_700_000_000,
    tags: new Map(),
    presentation: 'DF',
    code: { method: '', repo: '', hash: '', branch: '' },
    dependsOn,
  })

/** What Disdat recorded of the pipes of `run_pipes.py`. */
const eu = { uuid: 'e8888b1a-c0db-4b10-82cb-e7cffbd86c31', processingName: 'Region_eu_f8b6abead1_d41d8cd98f' }
const us = { uuid: 'b3bb75ae-b2ce-4c78-aa76-48f252e4e355', processingName: 'Region_us_6690819d48_d41d8cd98f' }
const rates = { uuid: 'e38f5150-7c12-40a0-b0d2-4df1cd634b5d', processingName: 'Rates of to-day 1' }
const asia = {
  uuid: 'e3be1e7f-ae34-4e60-81c3-9685ea2b217f',
  processingName: 'Region_asia_1d6d4c01e4_d41d8cd98f',
  argument: 'Region_asia_1d6d4c01e4',
}
const mixed = [
  { ...rates, argument: 'rates' },
  { ...eu, argument: 'here' },
  { ...rates, argument: 'again' },
  { ...us, argument: 'zone' },
  asia,
]

describe('listTaskDependencies', () => {
  const tasks = [
    { ...eu, argument: 'second' },
    { ...us, argument: 'first' },
  ]
  const both = [
    { ...eu, argument: 'here' },
    { ...us, argument: 'other' },
    { ...eu, argument: 'newest' },
  ]

  test.each<[string, string, readonly Dependency[], readonly { readonly uuid: string }[]]>([
    ['tasks alone', 'Tasks__99914b932b_0afee1def4', tasks, [eu, us]],
    ['a bundle of another pipe', 'External__99914b932b_61f5cc7ff8', [{ ...rates, argument: 'rates' }], []],
    [
      'a bundle of another pipe whose processing name is not ASCII',
      'Two__99914b932b_7aa84578df',
      [
        { ...rates, processingName: 'Räte 🌍 of to-day 1', argument: 'rates' },
        { ...eu, argument: 'here' },
      ],
      [eu],
    ],
    ['all kinds', 'Mixed__99914b932b_27ff0a2822', mixed, [eu, asia]],
    ['a bundle that is both', 'Both__99914b932b_4432b96079', both, [us]],
    ['another hash', 'Tasks__99914b932b_0afee1def5', tasks, []],
    ['a name that continues', 'Tasks__99914b932b_0afee1def4_', tasks, []],
  ])('with %s', (_, processingName, dependsOn, expected) => {
    expect([...listTaskDependencies(describeBundle(processingName, dependsOn))]).toStrictEqual(
      expected.map(({ uuid }) => uuid),
    )
  })

  const createTasks = (count: number) => {
    const dependsOn = Array.from({ length: count }, (_, nth) => ({
      uuid: `${nth}`,
      processingName: `Region_${nth}`,
      argument: String.fromCharCode(97 + nth),
    }))
    const ending = hash('md5', dependsOn.map(({ processingName }) => processingName).join('.')).slice(0, 10)
    return describeBundle(`Many__99914b932b_${ending}`, dependsOn)
  }

  test('tries the combinations of at most ten dependencies', () => {
    expect([...listTaskDependencies(createTasks(10))]).toHaveLength(10)
    expect([...listTaskDependencies(createTasks(11))]).toStrictEqual([])
  })

  test.each(['Region_asia_1d6d4c01e4_d41d8cd98f0', 'Origin_asia_1d6d4c01e4_d41d8cd98f'])(
    'does not take %s for a task that was yielded as Region_asia_1d6d4c01e4',
    (processingName) => {
      const dependsOn = [...mixed.slice(0, -1), { ...asia, processingName }]
      expect([...listTaskDependencies(describeBundle('Mixed__99914b932b_27ff0a2822', dependsOn))]).toStrictEqual([])
    },
  )
})
