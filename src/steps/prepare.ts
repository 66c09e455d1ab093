import { size } from '../action/units.ts'
import { ecrReference } from '../aws/ecr.ts'
import type { Image } from '../backends/backend.ts'
import { Failure } from '../errors.ts'
import type { Parts, Step } from '../parts.ts'
import { type Goal, inputTagsOf, type Run } from '../plan.ts'
import type { SourceFile } from '../remote/collect.ts'
import { findBundle } from '../remote/find.ts'
import { type FoundInput, findInput } from '../remote/input.ts'
import { assertCreatable, assertSameRemote, assertWritable, type LocalContext, openContext } from '../remote/local.ts'
import { type Proof, proveBundle } from '../remote/prove.ts'
import { pushBundle } from '../remote/push.ts'
import type { Remote } from '../remote/remote.ts'
import { findFiles, makeInput } from './add.ts'
import { bundleReport } from './prove.ts'
import { baseOf, copyInput } from './sandbox.ts'

/** The remote, and the input bundle, if one was asked for: found, or the files that it will be made of. */
export interface Input {
  readonly remote: Remote
  /** The base of a sandbox. */
  readonly base: Remote | undefined
  readonly found: FoundInput | undefined
  readonly files?: readonly SourceFile[]
}

/**
 * The local context to read the input from and to pull the output into, if there is one. Checked now, so that a folder that cannot be written to, or
 * is bound elsewhere, does not cost a run. One that is not there yet is made when there is something to pull: a mistyped remote must not be bound.
 */
export async function localContext({ run, parts }: Step<Goal>): Promise<LocalContext | undefined> {
  const name = { home: parts.home, name: run.context.local }
  const context = await openContext(name)
  if (context !== undefined) assertSameRemote(context, { url: run.remote.url, context: run.context.remote })
  if (run.pullOutput !== 'false') await (context === undefined ? assertCreatable(name) : assertWritable(context))
  return context
}

/** The image, found or pulled, with a dialect that can do what the inputs ask. */
export async function findImage({ run, parts, backend }: Step): Promise<Image> {
  const reference =
    run.image.kind === 'ecr'
      ? await ecrReference(
          await parts.identity(),
          Object.fromEntries(parts.surroundings),
          run.image.repository,
          parts.cancelled,
        )
      : run.image.reference
  const image = await backend.image(
    { ...run, reference, pullPolicy: run.dryRun ? 'never' : run.pullPolicy },
    parts.cancelled,
  )
  await checkDialect(run, image, parts)
  parts.log.info(`Image ${image.reference} (${image.dialect}) is ${image.pinned}.`)
  return image
}

async function checkDialect(run: Run, { dialect, reference }: Image, { log }: Parts): Promise<void> {
  const refuse = (evidence: string, advice: string) => new Failure('invalid-input', evidence, advice)
  if (dialect === 'classic') {
    if (run.forceAll)
      throw refuse(`force-all: ${reference} is a classic image, which knows \`force\` only.`, 'Use `force`.')
    if (run.inputParam !== undefined)
      await log.warning('`input-param` is ignored: a classic image takes the input bundle by its name.')
    if (run.workers !== 1) await log.warning('`workers` is ignored: a classic image has no workers.')
    return
  }
  const [tag] = [...run.outputTags].find(([key, value]) => value.includes(':') || key.includes(':')) ?? []
  // dsdt_docker splits an --output-tag at every colon and dies of the third part.
  if (tag !== undefined)
    throw refuse(
      `output-tags: the value of ${tag} holds a colon, which a luigi image cannot take.`,
      'Use another character.',
    )
  if (run.input !== undefined && run.inputParam === undefined) {
    await log.warning(
      'The pipe is not told of the input bundle: a luigi pipe takes it as a parameter. Name that in `input-param`.',
    )
  }
}

/** Opens the remote and finds the input bundle. A remote that cannot be listed fails here, before anything runs. */
export async function openInput(step: Step, context: LocalContext | undefined): Promise<Input> {
  const { run, parts } = step
  const remote = await parts.openRemote(run.remote, run.context.remote)
  const base = baseOf(step, remote)
  const signal = parts.cancelled
  if (run.input === undefined) {
    await assertReachable(remote, signal)
    return { remote, base, found: undefined }
  }
  if (run.input.kind === 'files') {
    await assertReachable(remote, signal)
    return { remote, base, found: undefined, files: await findFiles(run.input, parts) }
  }
  const unreadable: string[] = []
  const onUnreadable = (uuid: string, reason: string) => unreadable.push(`${uuid} (${reason})`)
  const found = await findInput(run.input, context, remote, { signal, onUnreadable, base })
  if (unreadable.length > 0)
    await parts.log.warning(`Passed over what cannot be read: ${unreadable.slice(0, 5).join('; ')}.`)
  if (found.source === 'local') await assertReachable(remote, signal)
  return { remote, base, found }
}

async function assertReachable(remote: Remote, signal: AbortSignal): Promise<void> {
  for await (const _ of remote.store.list(remote.objects, { signal, delimiter: '/' })) return
}

/**
 * Makes the input of files where it is to be made; pushes one of the local context, unless told not to; copies one of the base; and makes sure
 * that the remote has the whole of it.
 */
export async function bringInput(
  step: Step,
  asked: Input,
  image: Image,
  existing: LocalContext | undefined,
): Promise<Input> {
  const { run, parts, teller } = step
  const { remote } = asked
  const made = asked.files && (await makeInput(step, asked.files))
  const context = made?.context ?? existing
  const found = made?.found ?? asked.found
  if (found === undefined) return asked
  const { uuid } = found.bundle
  const mayPush = found.source === 'local' && run.pushInput && context !== undefined
  if (found.source === 'base' && asked.base) await copyInput(step, asked.base, found.bundle, remote)
  const pushed = mayPush ? await pushBundle(context, uuid, remote, { signal: parts.cancelled }) : undefined
  const proof = await proveBundle(remote, uuid, { signal: parts.cancelled })
  if (proof === undefined) {
    const evidence = `The input bundle "${found.bundle.name}" (${uuid}) is in the local context but not on the remote.`
    throw new Failure('input-not-found', evidence, 'Leave `push-input` at true, or push it with `dsdt push`.')
  }
  if (image.dialect === 'classic') await assertNewest(step, remote, proof)
  for (const warning of proof.warnings) await parts.log.warning(warning)
  const input = {
    ...bundleReport(remote, proof),
    pushed: (pushed?.objects ?? 0) > 0,
    ...(found.source === 'base' && { copiedFrom: run.baseContext }),
  }
  parts.log.info(`Input ${input.name} is ${input.uri} (${size(proof.bytes)}${input.pushed ? ', pushed now' : ''}).`)
  await teller.know({ input })
  return { ...asked, found }
}

/** A classic container looks for the input by itself, by name and tags: it must come to the same bundle. */
async function assertNewest({ run, parts }: Step, remote: Remote, { bundle }: Proof): Promise<void> {
  const tags = inputTagsOf(run)
  const newest = await findBundle(remote, { kind: 'newest', name: bundle.name, tags }, { signal: parts.cancelled })
  if (newest === undefined || newest.uuid === bundle.uuid) return
  throw new Failure(
    'invalid-input',
    `A classic image takes the newest bundle of a name, and the remote has a newer "${bundle.name}" (${newest.uuid}) than ${bundle.uuid}.`,
    'Use that one, or tell them apart with `input-tags`.',
  )
}
