import { resolveEcrReference } from '../aws/ecr.ts'
import type { Image } from '../backends/backend.ts'
import { Failure } from '../errors.ts'
import { size } from '../lib/units.ts'
import { assertCreatable, assertSameRemote, assertWritable, type LocalContext, openContext } from '../local/context.ts'
import type { SourceFile } from '../local/workspace-files.ts'
import { getInputTags, type Run, type RunTarget } from '../plan/plan.ts'
import { findBundle } from '../remote/find.ts'
import { type FoundInput, findInput } from '../remote/input.ts'
import { type Proof, proveBundle } from '../remote/prove.ts'
import { pushBundle } from '../remote/push.ts'
import type { Remote } from '../remote/remote.ts'
import { findFiles, makeInput } from './create-input.ts'
import type { Dependencies, Step } from './dependencies.ts'
import { createBundleReport } from './prove.ts'
import { copyInput, openSandboxBase } from './sandbox.ts'

/** The remote, and the input bundle, if one was asked for: found, or the files that it will be made of. */
export interface PreparedInput {
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
export async function openLocalContext({ run, dependencies }: Step<RunTarget>): Promise<LocalContext | undefined> {
  const name = { home: dependencies.home, name: run.context.local }
  const context = await openContext(name)
  if (context !== undefined) assertSameRemote(context, { url: run.remote.url, context: run.context.remote })
  if (run.pullOutput !== 'false') await (context === undefined ? assertCreatable(name) : assertWritable(context))
  return context
}

/** The image, found or pulled, with a dialect that can do what the inputs ask. */
export async function findImage({ run, dependencies, backend }: Step): Promise<Image> {
  const reference =
    run.image.kind === 'ecr'
      ? await resolveEcrReference(
          await dependencies.identity(),
          Object.fromEntries(dependencies.networkEnv),
          run.image.repository,
          dependencies.cancelled,
        )
      : run.image.reference
  const image = await backend.image(
    { ...run, reference, pullPolicy: run.dryRun ? 'never' : run.pullPolicy },
    dependencies.cancelled,
  )
  await checkDialect(run, image, dependencies)
  dependencies.log.info(`Image ${image.reference} (${image.dialect}) is ${image.pinned}.`)
  return image
}

async function checkDialect(run: Run, { dialect, reference }: Image, { log }: Dependencies): Promise<void> {
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
export async function openInput(step: Step, context: LocalContext | undefined): Promise<PreparedInput> {
  const { run, dependencies } = step
  const remote = await dependencies.openRemote(run.remote, run.context.remote)
  const base = openSandboxBase(step, remote)
  const signal = dependencies.cancelled
  if (run.input === undefined) {
    await assertReachable(remote, signal)
    return { remote, base, found: undefined }
  }
  if (run.input.kind === 'files') {
    await assertReachable(remote, signal)
    return { remote, base, found: undefined, files: await findFiles(run.input, dependencies) }
  }
  const unreadable: string[] = []
  const onUnreadable = (uuid: string, reason: string) => unreadable.push(`${uuid} (${reason})`)
  const found = await findInput(run.input, context, remote, { signal, onUnreadable, base })
  if (unreadable.length > 0)
    await dependencies.log.warning(`Passed over what cannot be read: ${unreadable.slice(0, 5).join('; ')}.`)
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
export async function pushInput(
  step: Step,
  asked: PreparedInput,
  image: Image,
  existing: LocalContext | undefined,
): Promise<PreparedInput> {
  const { run, dependencies, reporter } = step
  const { remote } = asked
  const made = asked.files && (await makeInput(step, asked.files))
  const context = made?.context ?? existing
  const found = made?.found ?? asked.found
  if (found === undefined) return asked
  const { uuid } = found.bundle
  const mayPush = found.source === 'local' && run.pushInput && context !== undefined
  if (found.source === 'base' && asked.base) await copyInput(step, asked.base, found.bundle, remote)
  const pushed = mayPush ? await pushBundle(context, uuid, remote, { signal: dependencies.cancelled }) : undefined
  const proof = await proveBundle(remote, uuid, { signal: dependencies.cancelled })
  if (proof === undefined) {
    const evidence = `The input bundle "${found.bundle.name}" (${uuid}) is in the local context but not on the remote.`
    throw new Failure('input-not-found', evidence, 'Leave `push-input` at true, or push it with `dsdt push`.')
  }
  if (image.dialect === 'classic') await assertNewest(step, remote, proof)
  for (const warning of proof.warnings) await dependencies.log.warning(warning)
  const input = {
    ...createBundleReport(remote, proof),
    pushed: (pushed?.objects ?? 0) > 0,
    ...(found.source === 'base' && { copiedFrom: run.baseContext }),
  }
  dependencies.log.info(
    `Input ${input.name} is ${input.uri} (${size(proof.bytes)}${input.pushed ? ', pushed now' : ''}).`,
  )
  await reporter.update({ input })
  return { ...asked, found }
}

/** A classic container looks for the input by itself, by name and tags: it must come to the same bundle. */
async function assertNewest({ run, dependencies }: Step, remote: Remote, { bundle }: Proof): Promise<void> {
  const tags = getInputTags(run)
  const newest = await findBundle(
    remote,
    { kind: 'newest', name: bundle.name, tags },
    { signal: dependencies.cancelled },
  )
  if (newest === undefined || newest.uuid === bundle.uuid) return
  throw new Failure(
    'invalid-input',
    `A classic image takes the newest bundle of a name, and the remote has a newer "${bundle.name}" (${newest.uuid}) than ${bundle.uuid}.`,
    'Use that one, or tell them apart with `input-tags`.',
  )
}
