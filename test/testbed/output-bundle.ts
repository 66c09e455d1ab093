import { create, fromBinary, type JsonValue, toBinary, toJson } from '@bufbuild/protobuf'
import { formatFrameName, formatHyperFrameName } from '../../src/disdat/bundle.ts'
import {
  FrameSchema,
  type HyperFrame,
  HyperFrameSchema,
  LineageSchema,
  StringTupleSchema,
} from '../../src/disdat/format/proto/hyperframe_pb.ts'
import type { Remote } from '../../src/remote/remote.ts'

const signal = new AbortController().signal

/** A bundle without what differs between two runs that do the same: its own uuids, its dates, and hashes over them. */
export interface OutputDescription {
  /** The HyperFrame with tags and lineage. The uuids of upstream bundles stay. */
  readonly hyperFrame: JsonValue
  /** The bytes of each frame, by its name in the bundle. */
  readonly frames: Readonly<Record<string, string>>
  /** The content of each further file, by its name. */
  readonly files: Readonly<Record<string, string>>
}

/** Describes a bundle of a remote, so that two outputs can be compared. Throws for a bundle that is not whole. */
export async function describeOutput(remote: Remote, uuid: string): Promise<OutputDescription> {
  const hyperFrame = fromBinary(HyperFrameSchema, await readObject(remote, uuid, formatHyperFrameName(uuid)))
  const frames: Record<string, string> = {}
  for (const { k, v } of hyperFrame.frames)
    frames[k] = normalizeFrame(await readObject(remote, uuid, formatFrameName(v)))
  const files: Record<string, string> = {}
  const folder = remote.getKey(uuid, '')
  for await (const entry of remote.store.list(folder, { signal })) {
    const name = entry.kind === 'object' ? entry.key.slice(folder.length) : ''
    if (name !== '' && !name.endsWith('frame.pb'))
      files[name] = Buffer.from(await readObject(remote, uuid, name)).toString('base64')
  }
  return { hyperFrame: toJson(HyperFrameSchema, normalizeHyperFrame(hyperFrame)), frames, files }
}

async function readObject(remote: Remote, uuid: string, name: string): Promise<Uint8Array> {
  const bytes = await remote.read(uuid, name, { signal, maxBytes: 16 << 20 })
  if (bytes === undefined) throw new Error(`${name} of the bundle ${uuid} is not on the remote`)
  return bytes
}

function normalizeHyperFrame(hyperFrame: HyperFrame): HyperFrame {
  const lineage = hyperFrame.lineage ?? create(LineageSchema)
  return {
    ...hyperFrame,
    ...{ uuid: '', hash: '' },
    frames: hyperFrame.frames.map(({ k }) => create(StringTupleSchema, { k })),
    lineage: { ...lineage, hframeUuid: '', creationDate: 0, startTime: 0, stopTime: 0 },
  }
}

function normalizeFrame(bytes: Uint8Array): string {
  const frame = fromBinary(FrameSchema, bytes)
  const links = frame.links.map((link) => ({ ...link, uuid: '', frameUuid: '', hash: '' }))
  const hframes = frame.hframes.map(normalizeHyperFrame)
  return Buffer.from(toBinary(FrameSchema, { ...frame, uuid: '', hash: '', links, hframes })).toString('base64')
}
