import { create } from '@bufbuild/protobuf'
import { frameName, hyperFrameName } from '../../src/disdat/bundle.ts'
import { writeFrame, writeHyperFrame } from '../../src/disdat/format/hyperframe.ts'
import {
  FrameSchema,
  type HyperFrame,
  HyperFrameSchema,
  LineageSchema,
  LinkSchema,
  LocalLinkSchema,
  S3LinkSchema,
  StringTupleSchema,
  Type,
} from '../../src/disdat/format/proto/hyperframe_pb.ts'
import type { Remote } from '../../src/remote/remote.ts'
import { never } from './helpers.ts'

/** A bundle that no dsdt would make. */
export type Crafted = {
  readonly uuid?: string
  readonly name?: string
  /** In Unix seconds. */
  readonly created?: number
  readonly tags?: Readonly<Record<string, string>>
  readonly processingName?: string
  readonly codeMethod?: string
  /** Uuids of what it was made of. */
  readonly dependsOn?: readonly string[]
  /** URLs of the links of its one frame. */
  readonly links?: readonly string[]
  /** Uuids of the bundles that its one frame holds. */
  readonly nested?: readonly string[]
  /** Bytes of its one frame of values. */
  readonly data?: Uint8Array
  /** Files of its folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** Names of objects that are not to be there. */
  readonly without?: (uuid: string, frameUuid: string) => readonly string[]
  /** What becomes of the HyperFrame's bytes. */
  readonly spoil?: (hyperFrame: Uint8Array) => Uint8Array
}

/** What such a bundle consists of, by path within its folder. */
export function craft(wish: Crafted): { readonly uuid: string; readonly objects: ReadonlyMap<string, Uint8Array> } {
  const uuid = wish.uuid ?? crypto.randomUUID()
  const frameUuid = crypto.randomUUID()
  const objects = new Map<string, Uint8Array>()
  for (const [path, content] of Object.entries(wish.files ?? {})) objects.set(path, Buffer.from(content))
  objects.set(frameName(frameUuid), frameOf(wish, frameUuid))
  const head = headOf(uuid, wish.name ?? 'crafted', wish)
  head.frames.push(create(StringTupleSchema, { k: 'unnamed:0', v: frameUuid }))
  const bytes = writeHyperFrame(head)
  objects.set(hyperFrameName(uuid), wish.spoil?.(bytes) ?? bytes)
  for (const path of wish.without?.(uuid, frameUuid) ?? []) objects.delete(path)
  return { uuid, objects }
}

/** Puts such a bundle on a remote, and resolves with its uuid. */
export async function plant(remote: Remote, wish: Crafted): Promise<string> {
  const { uuid, objects } = craft(wish)
  for (const [path, bytes] of objects) await remote.store.putIfAbsent(remote.key(uuid, path), bytes, { signal: never })
  return uuid
}

function headOf(uuid: string, humanName: string, wish: Crafted): HyperFrame {
  const { created = 1_700_000_000, processingName = '', codeMethod = '', dependsOn = [] } = wish
  const tags = Object.entries({ committed: 'True', ...wish.tags })
  return create(HyperFrameSchema, {
    uuid,
    humanName,
    processingName,
    owner: 'somebody',
    lineage: create(LineageSchema, {
      creationDate: created,
      codeMethod,
      dependsOn: dependsOn.map((hframeUuid) => ({ hframeUuid, hframeProcName: 'p', argName: 'a' })),
    }),
    tags: tags.map(([k, v]) => create(StringTupleSchema, { k, v })),
  })
}

function frameOf({ links, nested, data }: Crafted, uuid: string): Uint8Array {
  const type = links ? Type.LINK : nested ? Type.HFRAME : Type.UINT8
  return writeFrame(
    create(FrameSchema, {
      name: 'unnamed:0',
      uuid,
      type,
      links: links?.map(linkTo) ?? [],
      hframes: nested?.map((inner) => headWithHash(inner)) ?? [],
      data: data ?? new Uint8Array(),
    }),
  )
}

function headWithHash(uuid: string): HyperFrame {
  return { ...headOf(uuid, 'inner', {}), hash: '0'.repeat(32) }
}

function linkTo(url: string) {
  if (url.startsWith('s3://')) {
    return create(LinkSchema, { link: { case: 's3', value: create(S3LinkSchema, { url }) } })
  }
  return create(LinkSchema, { link: { case: 'local', value: create(LocalLinkSchema, { path: url }) } })
}
