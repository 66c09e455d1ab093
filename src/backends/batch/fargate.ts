/** What Fargate offers for each number of vCPUs, in MiB: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size */
const sizes: readonly { readonly vcpus: number; readonly memory: readonly number[] }[] = [
  { vcpus: 0.25, memory: [512, 1024, 2048] },
  { vcpus: 0.5, memory: steps(1024, 4096, 1024) },
  { vcpus: 1, memory: steps(2048, 8192, 1024) },
  { vcpus: 2, memory: steps(4096, 16_384, 1024) },
  { vcpus: 4, memory: steps(8192, 30_720, 1024) },
  { vcpus: 8, memory: steps(16_384, 61_440, 4096) },
  { vcpus: 16, memory: steps(32_768, 122_880, 8192) },
]

function steps(from: number, to: number, by: number): readonly number[] {
  return Array.from({ length: (to - from) / by + 1 }, (_, at) => from + at * by)
}

/** The smallest size that has at least so much of both; undefined where there is none. Without a wish for memory, the least of that many vCPUs. */
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
