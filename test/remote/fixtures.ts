import { create } from '@bufbuild/protobuf'
import { formatFrameName, formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { writeFrame, writeHyperFrame } from '../../src/disdat/format/hyperframe.ts'
import {
  FrameSchema,
  type HyperFrame,
  HyperFrameSchema,
  LineageSchema,
  LinkSchema,
  LocalLinkSchema,
  Presentation,
  S3LinkSchema,
  StringTupleSchema,
  Type,
} from '../../src/disdat/format/proto/hyperframe_pb.ts'
import type { Remote } from '../../src/remote/remote.ts'
import { neverAborted } from './helpers.ts'

/** A bundle for a test. dsdt would not create some of these bundles. */
export type BundleFixture = {
  readonly uuid?: string
  readonly name?: string
  /** In Unix seconds. */
  readonly created?: number
  /** How long its task took. */
  readonly tookSeconds?: number
  readonly tags?: Readonly<Record<string, string>>
  readonly processingName?: string
  readonly codeMethod?: string
  /** The commit that made it. */
  readonly codeHash?: string
  /** Uuids of its upstream bundles. */
  readonly dependsOn?: readonly string[]
  /** URLs of the links of its one frame. */
  readonly links?: readonly string[]
  /** Uuids of the bundles in its one frame. */
  readonly nested?: readonly string[]
  /** Bytes of its one frame of values. */
  readonly data?: Uint8Array
  /** Files of its folder, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** Names of objects to leave out. */
  readonly without?: (uuid: string, frameUuid: string) => readonly string[]
  /** Replaces the bytes of the HyperFrame. */
  readonly corrupt?: (hyperFrame: Uint8Array) => Uint8Array
}

/** The objects of a bundle, by path within its folder. */
export function createBundleObjects(fixture: BundleFixture): {
  readonly uuid: string
  readonly objects: ReadonlyMap<string, Uint8Array>
} {
  const uuid = fixture.uuid ?? crypto.randomUUID()
  const frameUuid = crypto.randomUUID()
  const objects = new Map<string, Uint8Array>()
  for (const [path, content] of Object.entries(fixture.files ?? {})) objects.set(path, Buffer.from(content))
  objects.set(formatFrameName(frameUuid), createFrame(fixture, frameUuid))
  const head = createHyperFrame(uuid, fixture.name ?? 'crafted', fixture)
  head.frames.push(create(StringTupleSchema, { k: 'unnamed:0', v: frameUuid }))
  const bytes = writeHyperFrame(head)
  objects.set(formatHyperFrameName(uuid), fixture.corrupt?.(bytes) ?? bytes)
  for (const path of fixture.without?.(uuid, frameUuid) ?? []) objects.delete(path)
  return { uuid, objects }
}

/** Puts a bundle on a remote, and returns its uuid. */
export async function putBundle(remote: Remote, fixture: BundleFixture): Promise<string> {
  const { uuid, objects } = createBundleObjects(fixture)
  for (const [path, bytes] of objects)
    await remote.store.putIfAbsent(remote.getKey(uuid, path), bytes, { signal: neverAborted })
  return uuid
}

function createHyperFrame(uuid: string, humanName: string, fixture: BundleFixture): HyperFrame {
  const { created = 1_700_000_000, processingName = '', codeMethod = '', codeHash = '', dependsOn = [] } = fixture
  const { tookSeconds } = fixture
  const tags = Object.entries({ committed: 'True', ...fixture.tags })
  return create(HyperFrameSchema, {
    uuid,
    humanName,
    processingName,
    owner: 'ann',
    lineage: create(LineageSchema, {
      creationDate: created,
      ...(tookSeconds !== undefined && { startTime: created, stopTime: created + tookSeconds }),
      codeMethod,
      codeHash,
      dependsOn: dependsOn.map((hframeUuid) => ({ hframeUuid, hframeProcName: 'p', argName: 'a' })),
    }),
    tags: tags.map(([k, v]) => create(StringTupleSchema, { k, v })),
    presentation: Presentation.TENSOR,
  })
}

function createFrame({ links, nested, data }: BundleFixture, uuid: string): Uint8Array {
  const type = links ? Type.LINK : nested ? Type.HFRAME : Type.UINT8
  return writeFrame(
    create(FrameSchema, {
      name: 'unnamed:0',
      uuid,
      type,
      shape: [links?.length ?? nested?.length ?? data?.length ?? 0],
      links: links?.map(createLink) ?? [],
      hframes: nested?.map((inner) => createNestedHyperFrame(inner)) ?? [],
      data: data ?? new Uint8Array(),
    }),
  )
}

function createNestedHyperFrame(uuid: string): HyperFrame {
  return { ...createHyperFrame(uuid, 'inner', {}), hash: '0'.repeat(32) }
}

function createLink(url: string) {
  if (url.startsWith('s3://')) {
    return create(LinkSchema, { link: { case: 's3', value: create(S3LinkSchema, { url }) } })
  }
  return create(LinkSchema, { link: { case: 'local', value: create(LocalLinkSchema, { path: url }) } })
}
