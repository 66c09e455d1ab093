/**
 * The memory sizes of Fargate for each number of vCPUs, in MiB:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
const sizes: readonly { readonly vcpus: number; readonly memory: readonly number[] }[] = [
  { vcpus: 0.25, memory: [512, 1024, 2048] },
  { vcpus: 0.5, memory: createRange(1024, 4096, 1024) },
  { vcpus: 1, memory: createRange(2048, 8192, 1024) },
  { vcpus: 2, memory: createRange(4096, 16_384, 1024) },
  { vcpus: 4, memory: createRange(8192, 30_720, 1024) },
  { vcpus: 8, memory: createRange(16_384, 61_440, 4096) },
  { vcpus: 16, memory: createRange(32_768, 122_880, 8192) },
]

function createRange(first: number, last: number, step: number): readonly number[] {
  return Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step)
}

/**
 * The smallest Fargate size with at least these vCPUs and this memory; undefined when there is none. Without a memory,
 * the smallest one of that number of vCPUs.
 */
export function chooseFargateSize(
  vcpus: number | undefined,
  memoryMib: number | undefined,
): { readonly vcpus: number; readonly memoryMib: number } | undefined {
  for (const size of sizes) {
    if (size.vcpus < (vcpus ?? 0.25)) continue
    const memory = size.memory.find((each) => each >= (memoryMib ?? 0))
    if (memory !== undefined) return { vcpus: size.vcpus, memoryMib: memory }
  }
  return undefined
}
