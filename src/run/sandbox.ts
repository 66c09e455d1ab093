import { type Bundle, isUuid } from '../disdat/bundle.ts'
import { Failure, type Verdict } from '../errors.ts'
import { formatBytes, formatCount } from '../lib/units.ts'
import type { RunTarget } from '../plan/plan.ts'
import { copyBundle } from '../remote/copy.ts'
import { findMissingExternals } from '../remote/externals.ts'
import type { FoundInput } from '../remote/input.ts'
import { type Proof, proveBundle } from '../remote/prove.ts'
import type { Remote } from '../remote/remote.ts'
import { isSandboxNameFor, markSandbox } from '../remote/sandbox.ts'
import type { Report } from '../report/report.ts'
import type { PhaseContext } from './dependencies.ts'
import { createBundleReport } from './pull-output.ts'
import { reportTransfer } from './report-transfer.ts'

/** The most bundles that are copied besides the input, and the limit of their bytes together. */
const maxCopies = 64
const maxCopiedBytes = 100 * 1024 ** 3

/** Opens the base of a run in a sandbox, for reading; undefined when the run's own context is its base. */
export function openSandboxBase({ run, dependencies }: PhaseContext<RunTarget>, remote: Remote): Remote | undefined {
  return run.baseContext === run.context.remote ? undefined : dependencies.openBase(remote, run.baseContext)
}

/** The remote context of the sandbox, and the input that was found. */
interface SandboxInput {
  readonly remote: Remote
  readonly found: FoundInput | undefined
}

/**
 * Prepares the sandbox: marks it when it belongs to the pull request, and copies the bundles of the base that the pipe
 * looks for on its own. S3 copies them; nothing is written to the base. A bundle that cannot be copied is a warning,
 * because the pipe may not need it.
 */
export async function fillSandbox(
  context: PhaseContext,
  input: SandboxInput,
  base: Remote,
): Promise<Pick<Report, 'copied'>> {
  const { remote } = input
  await markForPullRequest(context, remote)
  const copied: NonNullable<Report['copied']>[number][] = []
  const skipped: string[] = []
  let bytes = 0
  for (const { name, uuid } of await listCopies(context, input, base)) {
    const proof = copied.length < maxCopies ? await proveOrExplain(context, base, uuid) : 'a run copies no more bundles'
    const reason = typeof proof === 'string' ? proof : findCopyProblem(proof, bytes)
    if (typeof proof === 'string' || reason !== undefined) {
      skipped.push(`${name} (${uuid}: ${reason})`)
      continue
    }
    copied.push(await copyInto(context, base, proof, remote))
    bytes += proof.bytes
  }
  if (skipped.length > 0)
    await context.dependencies.log.warning(
      `These bundles of ${base.context} were not copied, and the pipe cannot find them: ${skipped.slice(0, 5).join('; ')}${skipped.length > 5 ? `; and ${skipped.length - 5} more` : ''}.`,
    )
  return copied.length > 0 ? { copied } : {}
}

async function markForPullRequest({ run, dependencies }: PhaseContext, remote: Remote): Promise<void> {
  const { pullRequest, cancelled: signal } = dependencies
  if (pullRequest === undefined || !isSandboxNameFor(run.context.remote, pullRequest.number)) return
  const { repository, number } = pullRequest
  const outcome = await markSandbox(remote, { repository, pullRequest: number }, { signal })
  if (outcome === 'marked') return
  await dependencies.log.warning(
    `The context ${remote.context} is not a sandbox of this pull request: it contained bundles, or belonged to another pull request, before this action could mark it. The run continues, and \`cleanup\` will refuse to delete the context.`,
  )
}

function findCopyProblem({ bytes }: Proof, copiedBytes: number): string | undefined {
  return copiedBytes + bytes > maxCopiedBytes
    ? `${formatBytes(bytes)}, over ${formatBytes(maxCopiedBytes)} with the others`
    : undefined
}

/** Returns the proof, or the reason why the bundle cannot be proved. */
async function proveOrExplain({ dependencies }: PhaseContext, base: Remote, uuid: string): Promise<Proof | string> {
  try {
    return (await proveBundle(base, uuid, { signal: dependencies.cancelled })) ?? 'it has no HyperFrame'
  } catch (error) {
    const unusable: readonly Verdict[] = ['bundle-corrupt', 'unreadable-file-name']
    if (error instanceof Failure && unusable.includes(error.verdict)) return error.message
    throw error
  }
}

/** The bundles of the base that the pipe looks for on its own, and that the sandbox lacks. */
export async function listCopies({ run, dependencies }: PhaseContext, { remote, found }: SandboxInput, base: Remote) {
  const { pipeClass, outputName, input } = run
  return await findMissingExternals(
    base,
    remote,
    {
      output: outputName === '-' ? { codeMethod: pipeClass.name } : { name: outputName },
      ownPackage: pipeClass.module[0] ?? '',
      uuids: [...run.params.values()].filter(isUuid),
      except: input?.kind === 'files' ? input.name : found?.bundle.name,
    },
    { signal: dependencies.cancelled },
  )
}

/** Copies the input bundle from the base into the sandbox. Throws Failure. */
export async function copyInput(context: PhaseContext, base: Remote, bundle: Bundle, remote: Remote): Promise<void> {
  const proof = await proveBundle(base, bundle.uuid, { signal: context.dependencies.cancelled })
  if (proof === undefined) {
    const evidence = `The input bundle "${bundle.name}" (${bundle.uuid}) disappeared from ${base.context}.`
    throw new Failure('input-not-found', evidence, 'If the context has another version, run the workflow again.')
  }
  await copyInto(context, base, proof, remote)
}

async function copyInto({ dependencies }: PhaseContext, base: Remote, proof: Proof, remote: Remote) {
  const { cancelled: signal } = dependencies
  const begin = `Copying ${proof.bundle.name} from ${base.context}: ${formatBytes(proof.bytes)}.`
  const { objects, bytes, uri } = await reportTransfer({ dependencies }, begin, (counter) =>
    copyBundle(base, proof, remote, { signal, counter }),
  )
  dependencies.log.info(
    `Copied ${proof.bundle.name} from ${base.context} to ${uri} (${formatCount(objects, 'object')}, ${formatBytes(bytes)})`,
  )
  return { ...createBundleReport(remote, proof), copiedFrom: base.context }
}
