import type { ContainerDetail, ResourceRequirement } from '@aws-sdk/client-batch'
import { chooseFargateSize } from './fargate.ts'

/** What a job gets. */
export interface Resources {
  readonly vcpus: number
  readonly memoryMib: number
  readonly gpus: number | undefined
}

/** What was asked for; undefined is whatever is usual. */
export interface ResourceRequest {
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
  readonly gpus: number | undefined
}

/** What a job gets on hosts where nothing was asked for. */
const ec2Defaults = { vcpus: 1, memoryMib: 2048 }
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html */
const leastMemoryMib = 4

/** What was asked for, as the platform has it, and what was changed on the way, in sentences; or why it cannot be had. */
export function chooseResources(
  task: ResourceRequest,
  platform: 'EC2' | 'FARGATE',
): { readonly resources: Resources; readonly notices: readonly string[]; readonly faults: readonly string[] } {
  const asked = (resources: Pick<Resources, 'vcpus' | 'memoryMib'>) =>
    `${resources.vcpus} vCPU and ${resources.memoryMib} MiB`
  if (platform === 'FARGATE') {
    const size = chooseFargateSize(task.vcpus ?? (task.memoryMib === undefined ? 1 : undefined), task.memoryMib)
    const faults = [
      ...(task.gpus === undefined ? [] : ['gpus: Fargate has none. Use a queue of EC2 instances.']),
      ...(size
        ? []
        : [
            `vcpus, memory-mib: no Fargate size has ${task.vcpus ?? 'any'} vCPU and ${task.memoryMib ?? 'any'} MiB; the largest has 16 and 122880.`,
          ]),
    ]
    const resources = { ...(size ?? ec2Defaults), gpus: undefined }
    const isRounded = size && (size.vcpus !== task.vcpus || size.memoryMib !== task.memoryMib)
    return {
      resources,
      faults,
      notices: isRounded ? [`The job gets ${asked(resources)}, the nearest size that Fargate has.`] : [],
    }
  }
  const vcpus = Math.max(1, Math.ceil(task.vcpus ?? ec2Defaults.vcpus))
  const memoryMib = Math.max(leastMemoryMib, task.memoryMib ?? ec2Defaults.memoryMib)
  const resources = { vcpus, memoryMib, gpus: task.gpus }
  const isChanged = vcpus !== task.vcpus || memoryMib !== task.memoryMib
  return { resources, faults: [], notices: isChanged ? [`The job gets ${asked(resources)}.`] : [] }
}

/** As Batch wants it to be written. */
export function createRequirements({ vcpus, memoryMib, gpus }: Resources): ResourceRequirement[] {
  return [
    { type: 'VCPU', value: String(vcpus) },
    { type: 'MEMORY', value: String(memoryMib) },
    ...(gpus === undefined ? [] : [{ type: 'GPU' as const, value: String(gpus) }]),
  ]
}

/** What a definition asks for, as Batch writes it. */
export function parseRequirements(requirements: readonly ResourceRequirement[]): ResourceRequest {
  const amountOf = (kind: string) => {
    const value = Number(requirements.find(({ type }) => type === kind)?.value)
    return Number.isFinite(value) ? value : undefined
  }
  return { vcpus: amountOf('VCPU'), memoryMib: amountOf('MEMORY'), gpus: amountOf('GPU') }
}

/** What a job or a definition has, as Batch tells it; `vcpus` and `memory` are what definitions of old have. */
export function readResources({
  resourceRequirements = [],
  vcpus,
  memory,
}: Pick<ContainerDetail, 'resourceRequirements' | 'vcpus' | 'memory'>): {
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
} {
  const asked = parseRequirements(resourceRequirements)
  return { vcpus: asked.vcpus ?? (vcpus || undefined), memoryMib: asked.memoryMib ?? (memory || undefined) }
}
