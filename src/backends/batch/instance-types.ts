import type { JobResources } from './resources.ts'

/** Families with Graviton (`m7g`, `c7gn`, `r8gd`, `a1`) or Grace processors, and AWS's own selection of them. */
const armPattern = /^(?:a1|[a-z]+\d+g[a-z]*|\w+-gb\d+)(?:\.|$)|^default_arm64$/
/** Families with NVIDIA GPUs: https://docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html */
const gpuPattern = /^(?:p\d|g\d|gr\d)/

/** Whether the instances of a type or family have arm64 processors. */
export const isArmInstanceType = (type: string): boolean => armPattern.test(type)

/**
 * GiB for each vCPU in a family where the ratio is the same for all sizes:
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html
 */
function getGibPerVcpu(family: string): number {
  if (/^c5n/.test(family)) return 2.625
  if (/^c\d/.test(family)) return 2
  if (/^[mt]\d/.test(family) && !/^m2/.test(family)) return 4
  return /^r\d/.test(family) ? 8 : Number.POSITIVE_INFINITY
}

/** The most vCPUs of an instance of this size. Unlimited for a family without a size, `optimal` and bare metal. */
function getMaxVcpus(size: string | undefined): number {
  if (size === 'xlarge') return 4
  if (size !== undefined && /^(?:nano|micro|small|medium|large)$/.test(size)) return 2
  const multiple = /^(\d+)xlarge$/.exec(size ?? '')?.[1]
  return multiple === undefined ? Number.POSITIVE_INFINITY : 4 * Number(multiple)
}

/** One sentence for each resource that none of the instance types has. Unknown types count as large enough. */
export function findInstanceProblems(
  types: readonly string[],
  { vcpus, memoryMib, gpus }: JobResources,
): readonly string[] {
  if (types.length === 0) return []
  const sizes = types.map((type) => {
    const [family = '', size] = type.split('.')
    const maxVcpus = getMaxVcpus(size)
    return { vcpus: maxVcpus, memoryMib: maxVcpus * getGibPerVcpu(family) * 1024 }
  })
  const subject = `none of the queue’s instances (${types.slice(0, 5).join(', ')}) has`
  return [
    ...(sizes.every((size) => size.vcpus < vcpus) ? [`vcpus: ${subject} ${vcpus}.`] : []),
    ...(sizes.every((size) => size.memoryMib < memoryMib) ? [`memory: ${subject} ${memoryMib} MiB.`] : []),
    ...(gpus !== undefined && !types.some((type) => gpuPattern.test(type)) ? [`gpus: ${subject} GPUs.`] : []),
  ]
}
