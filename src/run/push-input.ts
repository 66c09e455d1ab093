import type { Image } from '../backends/image.ts'
import { getGeneration } from '../disdat/generations.ts'
import { Failure } from '../errors.ts'
import { formatBytes } from '../lib/units.ts'
import type { LocalContext } from '../local/context.ts'
import { getInputTags } from '../plan/input-request.ts'
import { findBundle } from '../remote/find.ts'
import { type Proof, proveBundle } from '../remote/prove.ts'
import { pushBundle } from '../remote/push.ts'
import type { Remote } from '../remote/remote.ts'
import type { Report } from '../report/report.ts'
import { createInput } from './create-input.ts'
import type { PhaseContext } from './dependencies.ts'
import { getInputKey } from './prepare.ts'
import { createBundleReport } from './pull-output.ts'
import { reportTransfer } from './report-transfer.ts'
import { copyInput } from './sandbox.ts'
import type { BroughtInput, InputBundle, PreparedInput } from './shared-parts.ts'

/** The input bundle, which is whole on the remote; undefined without an input. */
interface PushedInput {
  readonly bundle: InputBundle | undefined
  readonly report?: NonNullable<Report['input']>
}

/**
 * Brings the input to the remote context: creates it from files, pushes it from the local context unless `push-input`
 * is false, or copies it from the base. Then proves that the remote has the whole bundle. Runs with the same request
 * share its result. The output of a job that has not ended stays where the job will put it.
 */
export async function pushInput(
  context: PhaseContext,
  prepared: PreparedInput,
  image: Image,
  existing: LocalContext | undefined,
): Promise<PushedInput> {
  const { run, dependencies } = context
  const { log, shared } = dependencies
  const { remote } = prepared
  if (prepared.promised !== undefined) return acceptPromised(context, prepared.promised, image)
  if (prepared.found === undefined && prepared.files === undefined) return { bundle: undefined }
  const key = JSON.stringify([getInputKey(context), prepared.found?.bundle.uuid, run.pushInput])
  const { found, proof, pushed } = await shared.pushes.get(key, () => bringInput(context, prepared, existing))
  const { takesInput, versions } = getGeneration(image.dialect)
  if (takesInput) await assertNewest(context, remote, proof, versions)
  for (const warning of proof.warnings) await log.warning(warning)
  const report = {
    ...createBundleReport(remote, proof),
    pushed,
    ...(found.source === 'base' && { copiedFrom: run.baseContext }),
  }
  log.info(`Input ${report.name}: ${report.uri} (${formatBytes(proof.bytes)}${report.pushed ? ', pushed now' : ''})`)
  return { bundle: found.bundle, report }
}

/** A container that takes the input by name would take the newest bundle that exists. */
function acceptPromised({ run, dependencies }: PhaseContext, promised: InputBundle, image: Image): PushedInput {
  const { takesInput, versions } = getGeneration(image.dialect)
  if (takesInput)
    throw new Failure(
      'invalid-input',
      `Images of ${versions} take the newest bundle of a name, and the input of ${run.pipeClass.name} does not exist before another job has ended.`,
      'Let the step wait for its jobs (`wait: true`), or build the image with disdat 0.8.1 or later.',
    )
  dependencies.log.info(`Input: ${promised.uuid}, which another job makes first.`)
  return { bundle: promised }
}

async function bringInput(
  context: PhaseContext,
  prepared: PreparedInput,
  existing: LocalContext | undefined,
): Promise<BroughtInput> {
  const { run, dependencies } = context
  const { cancelled: signal } = dependencies
  const { remote, base } = prepared
  const created = prepared.files && (await createInput(context, prepared.files))
  const localContext = created?.context ?? existing
  const found = created?.found ?? prepared.found
  if (found === undefined) throw new Error('The run has no input.')
  const { uuid, name } = found.bundle
  if (found.source === 'base' && base) await copyInput(context, base, found.bundle, remote)
  const mayPush = found.source === 'local' && run.pushInput && localContext !== undefined
  const pushed = mayPush
    ? await reportTransfer(context, `Pushing the input ${name} to ${remote.getUri(uuid)}.`, (counter) =>
        pushBundle(localContext, uuid, remote, { signal, counter }),
      )
    : undefined
  const proof = await proveBundle(remote, uuid, { signal })
  if (proof === undefined)
    throw new Failure(
      'input-not-found',
      `The input bundle "${name}" (${uuid}) is in the local context but not on the remote.`,
      'Set `push-input: true`, or push it with `dsdt push`.',
    )
  return { found, proof, pushed: (pushed?.objects ?? 0) > 0 }
}

/** A container that takes the input by name looks for it on its own, and must find the same bundle. */
async function assertNewest(
  { run, dependencies }: PhaseContext,
  remote: Remote,
  { bundle }: Proof,
  versions: string,
): Promise<void> {
  const query = { kind: 'newest', name: bundle.name, tags: getInputTags(run.input) } as const
  const newest = await findBundle(remote, query, { signal: dependencies.cancelled })
  if (newest === undefined || newest.uuid === bundle.uuid) return
  throw new Failure(
    'invalid-input',
    `Images of ${versions} take the newest bundle of a name, and the remote has a newer "${bundle.name}" (${newest.uuid}) than ${bundle.uuid}.`,
    'Use that bundle, or distinguish the two with `input-tags`.',
  )
}
