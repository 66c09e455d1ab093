import { expect, test } from 'vitest'
import { chooseFargateSize } from '../../../src/backends/batch/fargate.ts'

test.each([
  [undefined, undefined, 0.25, 512],
  [0.25, 2048, 0.25, 2048],
  [0.25, 2049, 0.5, 3072],
  [1, undefined, 1, 2048],
  [3, 1, 4, 8192],
  [16, 122_880, 16, 122_880],
  [8, 16_385, 8, 20_480],
])('chooseFargateSize for %s vCPU and %s MiB returns %s and %s', (vcpus, memory, sizeVcpus, memoryMib) => {
  expect(chooseFargateSize(vcpus, memory)).toStrictEqual({ vcpus: sizeVcpus, memoryMib })
})

test.each([
  [17, undefined],
  [undefined, 122_881],
])('chooseFargateSize for %s vCPU and %s MiB returns undefined', (vcpus, memory) => {
  expect(chooseFargateSize(vcpus, memory)).toBeUndefined()
})
