import type { Resources } from './resources.ts'

/** Instance families with Graviton processors, `m7g`, `c7gn`, `r8gd`, `a1`, Grace ones, and the set of such that AWS chooses. */
const arm = /^(?:a1|[a-z]+\d+g[a-z]*|\w+-gb\d+)(?:\.|$)|^default_arm64$/
/** Those with GPUs of NVIDIA: https://docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html */
const gpu = /^(?:p\d|g\d|gr\d)/

export const isArm = (type: string): boolean => arm.test(type)

/** GiB for each vCPU in the families where that is the same for all sizes: https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html */
function gibPerVcpu(family: string): number {
  if (/^c5n/.test(family)) return 2.625
  if (/^c\d/.test(family)) return 2
  if (/^[mt]\d/.test(family) && !/^m2/.test(family)) return 4
  return /^r\d/.test(family) ? 8 : Number.POSITIVE_INFINITY
}

/** At most so many vCPUs has an instance of this size; a family alone, `optimal` and bare metal may be of any. */
function vcpusOf(size: string | undefined): number {
  if (size === 'xlarge') return 4
  if (size !== undefined && /^(?:nano|micro|small|medium|large)$/.test(size)) return 2
  const times = /^(\d+)xlarge$/.exec(size ?? '')?.[1]
  return times === undefined ? Number.POSITIVE_INFINITY : 4 * Number(times)
}

/** What none of these instance types can give, in sentences. What is not known of a type is taken to be enough. */
export function findInstanceFaults(types: readonly string[], { vcpus, memoryMib, gpus }: Resources): string[] {
  if (types.length === 0) return []
  const sizes = types.map((type) => {
    const [family = '', size] = type.split('.')
    const most = vcpusOf(size)
    return { vcpus: most, memoryMib: most * gibPerVcpu(family) * 1024 }
  })
  const named = `none of the queue’s instances (${types.slice(0, 5).join(', ')}) has`
  return [
    ...(sizes.every((size) => size.vcpus < vcpus) ? [`vcpus: ${named} ${vcpus}.`] : []),
    ...(sizes.every((size) => size.memoryMib < memoryMib) ? [`memory-mib: ${named} ${memoryMib} MiB.`] : []),
    ...(gpus !== undefined && !types.some((type) => gpu.test(type)) ? [`gpus: ${named} GPUs.`] : []),
  ]
}
