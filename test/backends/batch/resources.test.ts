import { describe, expect, test } from 'vitest'
import { readResources } from '../../../src/backends/batch/resources.ts'

describe('readResources', () => {
  test('reads the requirements of a job, or the fields of an old definition', () => {
    const requirements = [
      { type: 'VCPU', value: '0.25' },
      { type: 'MEMORY', value: '512' },
    ] as const
    expect(readResources({ resourceRequirements: [...requirements], vcpus: 8 })).toStrictEqual({
      vcpus: 0.25,
      memoryMib: 512,
    })
    expect(readResources({ vcpus: 2, memory: 2048 })).toStrictEqual({ vcpus: 2, memoryMib: 2048 })
    expect(readResources({ vcpus: 0, memory: 0 })).toStrictEqual({ vcpus: undefined, memoryMib: undefined })
  })
})
