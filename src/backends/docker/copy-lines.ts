import type { LineSink, OutputStream } from '../backend.ts'
import { LineSplitter } from '../line-splitter.ts'
import { demux } from './demux.ts'

/** Passes a container's multiplexed output to a sink, line by line. Resolves at the end of the output. */
export async function copyLines(output: AsyncIterable<Uint8Array>, sink: LineSink): Promise<void> {
  const splitters: Record<OutputStream, LineSplitter> = { stdout: new LineSplitter(), stderr: new LineSplitter() }
  for await (const chunks of demux(output)) {
    // Adjacent chunks of one stream go to the sink together.
    let batch: { stream: OutputStream; lines: string[] } | undefined
    for (const { stream, bytes } of chunks) {
      const lines = splitters[stream].push(bytes)
      if (batch?.stream === stream) batch.lines.push(...lines)
      else {
        if (batch !== undefined && batch.lines.length > 0) await sink(batch.stream, batch.lines)
        batch = { stream, lines }
      }
    }
    if (batch !== undefined && batch.lines.length > 0) await sink(batch.stream, batch.lines)
  }
  for (const stream of ['stdout', 'stderr'] as const) {
    const lines = splitters[stream].end()
    if (lines.length > 0) await sink(stream, lines)
  }
}
