import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readHyperFrame } from '../../../../src/disdat/format/hyperframe.ts'
import type { BundleFile } from '../../../../src/disdat/format/link-bundle.ts'
import type { Home } from '../../../testbed/dsdt.ts'
import { root } from '../../../testbed/process.ts'
import { runPython } from '../../../testbed/python.ts'
import { type FrameValues, getFrameType } from '../fixtures/frame-content.ts'

/** A frame as disdat describes it: see describe.py. */
export type DescribedFrame = {
  readonly name: string
  readonly uuid: string
  readonly type: string
  readonly shape: readonly number[]
  readonly byteorder: string
  readonly values: readonly (string | boolean)[]
  /** Null for other values than numbers and texts. */
  readonly summary: DescribedSummary | null
}

/** The statistics that Python computes from the values that disdat reads. Of texts only `distinct`. */
export type DescribedSummary = {
  readonly distinct: number
  readonly nulls?: number
  readonly min?: string | null
  readonly max?: string | null
  readonly mean?: string | null
}

/** A bundle as disdat describes it: see describe.py. */
export type DescribedBundle = {
  readonly uuid: string
  readonly name: string
  readonly presentation: string
  readonly tags: Readonly<Record<string, string>>
  readonly frames: readonly DescribedFrame[]
  /** The value of `Bundle.data`. */
  readonly presented: unknown
}

/** The folder with one folder for each bundle of the home. */
export function getObjectsFolder(home: Home): string {
  return join(home.path, '.disdat/context/local/objects')
}

/** Creates the corpus in the home's context `local`, by `kind`, which is the name of the bundle too. */
export async function createKinds(home: Home): Promise<ReadonlyMap<string, DescribedBundle>> {
  const bundles: readonly (DescribedBundle & { readonly kind: string })[] = JSON.parse(
    await runScript(home, 'make.py', []),
  )
  return new Map(bundles.map(({ kind, ...bundle }) => [kind, bundle]))
}

/** Describes bundles as disdat reads them, also those whose files were placed there: the context's index is rebuilt. */
export async function describeBundles(home: Home, uuids: readonly string[]): Promise<readonly DescribedBundle[]> {
  await rm(join(getObjectsFolder(home), '../ctxt.db'), { force: true })
  return JSON.parse(await runScript(home, 'describe.py', uuids))
}

async function runScript(home: Home, script: string, args: readonly string[]): Promise<string> {
  const file = `${root}test/disdat/format/conformance/${script}`
  const ran = await runPython([file, 'local', ...args], { env: home.env, cwd: home.path })
  const answer = /^described=(.*)$/m.exec(ran.stdout)?.[1]
  if (ran.code !== 0 || answer === undefined) throw new Error(`${script}: ${ran.stdout}${ran.stderr}`)
  return answer
}

/** The bytes of all files of a bundle, by their path in the bundle's folder. */
export async function readBundleFiles(home: Home, uuid: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = join(getObjectsFolder(home), uuid)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const bytes = await Promise.all(files.map(async (file) => new Uint8Array(await readFile(file))))
  return new Map(files.map((file, index) => [file.slice(folder.length + 1), bytes[index] ?? new Uint8Array()]))
}

/** Writes files into the folder of a bundle. */
export async function placeFiles(home: Home, uuid: string, files: readonly BundleFile[]): Promise<void> {
  for (const { name, bytes } of files) {
    const file = join(getObjectsFolder(home), uuid, name)
    await mkdir(join(file, '..'), { recursive: true })
    await writeFile(file, bytes)
  }
}

/** Describes a frame that our code read as disdat would. */
export function describeFrame({ name, uuid, shape, byteOrder, content }: FrameValues): Omit<DescribedFrame, 'summary'> {
  const byteorder = { big: 'BIG', little: 'LITTLE', none: 'NA' }[byteOrder]
  return { name, uuid, type: getFrameType(content), shape, byteorder, values: describeValues(content) }
}

function describeValues(content: FrameValues['content']): readonly (string | boolean)[] {
  switch (content.kind) {
    case 'floats':
      return Array.from(content.values, formatFloat)
    case 'integers':
      return Array.from(content.values, String)
    case 'bigints':
      return Array.from(content.values, String)
    case 'booleans':
      return Array.from(content.values, (value) => value === 1)
    case 'strings':
    case 'links':
      return content.values
    case 'bundles':
      return content.values.map((bytes) => readHyperFrame(bytes).uuid)
  }
}

/** All bits of a float, the sign of zero included. */
export function formatFloat(value: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return Number.isNaN(value) ? 'nan' : bytes.toString('hex')
}
