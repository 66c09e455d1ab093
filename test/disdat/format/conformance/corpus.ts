import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BundleFile } from '../../../../src/disdat/format/bundle-write.ts'
import type { FrameValues } from '../../../../src/disdat/format/frame.ts'
import { frameTypeOf } from '../../../../src/disdat/format/frame-write.ts'
import { readHyperFrame } from '../../../../src/disdat/format/hyperframe.ts'
import type { Home } from '../../../testbed/dsdt.ts'
import { root, runCommand, venvBin } from '../../../testbed/process.ts'

/** A frame as disdat tells of it: see describe.py. */
export type ToldFrame = {
  readonly name: string
  readonly uuid: string
  readonly type: string
  readonly shape: readonly number[]
  readonly byteorder: string
  readonly values: readonly (string | boolean)[]
  /** Of numbers and texts. */
  readonly summary: ToldSummary | null
}

/** What a frame comes to, as Python reckons it of what disdat reads: of texts the lengths. */
export type ToldSummary = {
  readonly distinct: number
  readonly nulls?: number
  readonly min: string | number | null
  readonly max: string | number | null
  readonly mean?: string | null
}

/** A bundle as disdat tells of it: see describe.py. */
export type ToldBundle = {
  readonly uuid: string
  readonly name: string
  readonly presentation: string
  readonly tags: Readonly<Record<string, string>>
  readonly frames: readonly ToldFrame[]
  /** What `Bundle.data` is to those who read it. */
  readonly presented: unknown
}

/** Where a home's bundles are, a folder each. */
export function objectsOf(home: Home): string {
  return join(home.path, '.disdat/context/local/objects')
}

/** Makes the corpus in the home's context `local`; by `kind`, which is the bundle's name too. */
export async function makeKinds(home: Home): Promise<ReadonlyMap<string, ToldBundle>> {
  const bundles: readonly (ToldBundle & { readonly kind: string })[] = JSON.parse(await told(home, 'make.py', []))
  return new Map(bundles.map(({ kind, ...bundle }) => [kind, bundle]))
}

/** What disdat reads of these bundles. The context's index is made anew, so bundles may have been put there as files. */
export async function describeBundles(home: Home, uuids: readonly string[]): Promise<readonly ToldBundle[]> {
  await rm(join(objectsOf(home), '../ctxt.db'), { force: true })
  return JSON.parse(await told(home, 'describe.py', uuids))
}

async function told(home: Home, script: string, args: readonly string[]): Promise<string> {
  const file = `${root}test/disdat/format/conformance/${script}`
  // Without -B Python would leave its compiled copies in the checkout.
  const ran = await runCommand(`${venvBin}/python`, ['-B', file, 'local', ...args], { env: home.env, cwd: home.path })
  const answer = /^told=(.*)$/m.exec(ran.stdout)?.[1]
  if (ran.code !== 0 || answer === undefined) throw new Error(`${script}: ${ran.stdout}${ran.stderr}`)
  return answer
}

/** The bytes of every file of a bundle, by its path in the bundle's folder. */
export async function filesOf(home: Home, uuid: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = join(objectsOf(home), uuid)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const bytes = await Promise.all(files.map(async (file) => new Uint8Array(await readFile(file))))
  return new Map(files.map((file, index) => [file.slice(folder.length + 1), bytes[index] ?? new Uint8Array()]))
}

/** Puts files into a bundle's folder. */
export async function place(home: Home, uuid: string, files: readonly BundleFile[]): Promise<void> {
  for (const { name, bytes } of files) {
    const file = join(objectsOf(home), uuid, name)
    await mkdir(join(file, '..'), { recursive: true })
    await writeFile(file, bytes)
  }
}

/** What we read of a frame, as disdat would tell of it. */
export function tellFrame({ name, uuid, shape, byteOrder, content }: FrameValues): Omit<ToldFrame, 'summary'> {
  const byteorder = { big: 'BIG', little: 'LITTLE', none: 'NA' }[byteOrder]
  return { name, uuid, type: frameTypeOf(content), shape, byteorder, values: tellValues(content) }
}

function tellValues(content: FrameValues['content']): readonly (string | boolean)[] {
  switch (content.kind) {
    case 'none':
      return []
    case 'floats':
      return Array.from(content.values, tellFloat)
    case 'integers':
      return Array.from(content.values, String)
    case 'bigints':
      return Array.from(content.values, String)
    case 'booleans':
      return Array.from(content.values, (value) => value === 1)
    case 'complex': {
      const parts = Array.from(content.values, tellFloat)
      return parts.flatMap((part, index) => (index % 2 === 0 ? [`${part} ${parts[index + 1]}`] : []))
    }
    case 'object':
      return content.text === '' ? [] : [content.text]
    case 'strings':
    case 'links':
      return content.values
    case 'bundles':
      return content.values.map((bytes) => readHyperFrame(bytes).uuid)
  }
}

/** A float to the last bit, the sign of zero included. */
export function tellFloat(value: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return Number.isNaN(value) ? 'nan' : bytes.toString('hex')
}
