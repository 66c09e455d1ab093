import type { ResourceRequirement } from '@aws-sdk/client-batch'
import { chooseFargateSize } from './fargate.ts'

/** The resources of a job. */
export interface JobResources {
  readonly vcpus: number
  readonly memoryMib: number
  readonly gpus: number | undefined
}

/** The requested resources; undefined where the default applies. */
export interface ResourceRequest {
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
  readonly gpus: number | undefined
}

/** The resources, sentences about what differs from the request, and problems, if the platform cannot provide them. */
export interface ChosenResources {
  readonly resources: JobResources
  readonly notices: readonly string[]
  readonly problems: readonly string[]
}

const ec2Defaults = { vcpus: 1, memoryMib: 2048 }
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html */
const minMemoryMib = 4

/** The resources for a request on a platform. */
export function chooseResources(request: ResourceRequest, platform: 'EC2' | 'FARGATE'): ChosenResources {
  if (platform === 'FARGATE') return chooseFargateResources(request)
  const vcpus = Math.max(1, Math.ceil(request.vcpus ?? ec2Defaults.vcpus))
  const memoryMib = Math.max(minMemoryMib, request.memoryMib ?? ec2Defaults.memoryMib)
  const isChanged = vcpus !== request.vcpus || memoryMib !== request.memoryMib
  return {
    resources: { vcpus, memoryMib, gpus: request.gpus },
    notices: isChanged ? [`The job gets ${vcpus} vCPU and ${memoryMib} MiB.`] : [],
    problems: [],
  }
}

function chooseFargateResources({ vcpus, memoryMib, gpus }: ResourceRequest): ChosenResources {
  const size = chooseFargateSize(vcpus ?? (memoryMib === undefined ? 1 : undefined), memoryMib)
  const problems = [
    ...(gpus === undefined ? [] : [`gpus: got ${gpus}. Fargate has no GPUs. Use a queue of EC2 instances.`]),
    ...(size
      ? []
      : [
          `vcpus, memory: no Fargate size has ${vcpus ?? 'any'} vCPU and ${memoryMib ?? 'any'} MiB. The largest has 16 and 122880.`,
        ]),
  ]
  const isRounded = size && (size.vcpus !== vcpus || size.memoryMib !== memoryMib)
  return {
    resources: { ...(size ?? ec2Defaults), gpus: undefined },
    notices: isRounded
      ? [`The job gets ${size.vcpus} vCPU and ${size.memoryMib} MiB, the nearest size that Fargate has.`]
      : [],
    problems,
  }
}

/** Resources in the format of the Batch API. */
export function createRequirements({ vcpus, memoryMib, gpus }: JobResources): ResourceRequirement[] {
  return [
    { type: 'VCPU', value: String(vcpus) },
    { type: 'MEMORY', value: String(memoryMib) },
    ...(gpus === undefined ? [] : [{ type: 'GPU' as const, value: String(gpus) }]),
  ]
}

/** A requirement as Batch describes it. */
interface Requirement {
  readonly type: string | undefined
  readonly value: string | undefined
}

/** The resources in a definition's or job's requirements. */
export function parseRequirements(requirements: readonly Requirement[]): ResourceRequest {
  const findAmount = (kind: string) => {
    const amount = Number(requirements.find(({ type }) => type === kind)?.value)
    return Number.isFinite(amount) ? amount : undefined
  }
  return { vcpus: findAmount('VCPU'), memoryMib: findAmount('MEMORY'), gpus: findAmount('GPU') }
}

/** The resources of a job or definition as Batch describes it. Old definitions have `vcpus` and `memory`. */
export function readResources({
  resourceRequirements,
  vcpus,
  memory,
}: {
  readonly resourceRequirements: readonly Requirement[]
  readonly vcpus: number | undefined
  readonly memory: number | undefined
}): {
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
} {
  const required = parseRequirements(resourceRequirements)
  return { vcpus: required.vcpus ?? (vcpus || undefined), memoryMib: required.memoryMib ?? (memory || undefined) }
}
