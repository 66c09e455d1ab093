import { describe, expect, test } from 'vitest'
import { formatBackend, isLocalBackend } from '../../../src/report/sections/backend.ts'

describe('formatBackend', () => {
  test.each([
    ['Local', 'Local'],
    ['AWSBatch', 'AWS Batch'],
    ['SlurmCluster', 'Slurm Cluster'],
    ['Cloud2Job', 'Cloud2 Job'],
  ])('splits %s into %s', (backend, words) => {
    expect(formatBackend(backend)).toBe(words)
  })
})

describe('isLocalBackend', () => {
  test('is true only for the backend on the runner', () => {
    expect(['Local', 'AWSBatch'].map(isLocalBackend)).toStrictEqual([true, false])
  })
})
