import { type Bundle, isUuid } from '../disdat/bundle.ts'
import { Failure } from '../errors.ts'
import { size } from '../lib/units.ts'
import type { RunTarget } from '../plan/plan.ts'
import { copyBundle, tooLargeToCopy } from '../remote/copy.ts'
import { findMissingExternals } from '../remote/externals.ts'
import { type Proof, proveBundle } from '../remote/prove.ts'
import type { Remote } from '../remote/remote.ts'
import { isNamedAfter, markSandbox } from '../remote/sandbox.ts'
import type { BundleReport } from '../report/report.ts'
import type { Step } from './dependencies.ts'
import type { PreparedInput } from './prepare.ts'
import { createBundleReport } from './prove.ts'

/** Bundles that are copied beside the input at most, and what they hold together at most, in bytes. */
const maxCopies = 64
const maxCopiedBytes = 100 * 1024 ** 3

/** The base of a run in a sandbox, to be read; undefined where the run's own context is its base. */
export function openSandboxBase(
  { run, dependencies }: Pick<Step<RunTarget>, 'run' | 'dependencies'>,
  remote: Remote,
): Remote | undefined {
  return run.baseContext === run.context.remote ? undefined : dependencies.openBase(remote, run.baseContext)
}

/**
 * Makes the sandbox ready: marked, where it is a pull request's own, and with those bundles of the base that the pipe will look for by itself.
 * S3 copies them; nothing is written to the base. What cannot be copied is a warning: the pipe will tell whether it needed that.
 */
export async function fillSandbox(step: Step, input: PreparedInput, base: Remote): Promise<void> {
  const { remote } = input
  await mark(step, remote)
  const copied: (BundleReport & { readonly copiedFrom: string })[] = []
  const leftOut: string[] = []
  let bytes = 0
  for (const { name, uuid } of await lackingIn(step, input, base)) {
    const proof = copied.length < maxCopies ? await proofOf(step, base, uuid) : 'more than are copied for one run'
    const reason = typeof proof === 'string' ? proof : reasonAgainst(proof, bytes)
    if (typeof proof === 'string' || reason !== undefined) {
      leftOut.push(`${name} (${uuid}: ${reason})`)
      continue
    }
    copied.push(await copyInto(step, base, proof, remote))
    bytes += proof.bytes
  }
  if (leftOut.length > 0)
    await step.dependencies.log.warning(
      `Not copied from ${base.context}, and so not there if the pipe looks for it: ${leftOut.slice(0, 5).join('; ')}${leftOut.length > 5 ? `; and ${leftOut.length - 5} more` : ''}.`,
    )
  if (copied.length > 0) await step.reporter.update({ copied })
}

async function mark({ run, dependencies }: Step, remote: Remote): Promise<void> {
  const { pullRequest, cancelled: signal } = dependencies
  if (pullRequest === undefined || !isNamedAfter(run.context.remote, pullRequest.number)) return
  const { repository, number } = pullRequest
  const outcome = await markSandbox(remote, { repository, pullRequest: number }, { signal })
  if (outcome === 'marked') return
  await dependencies.log.warning(
    `The context ${remote.context} is no sandbox of this pull request: it held bundles, or was another one's, before this action could mark it. The run goes on; \`cleanup\` will refuse to delete it.`,
  )
}

function reasonAgainst(proof: Proof, before: number): string | undefined {
  const { bytes } = proof
  const large = tooLargeToCopy(proof)
  if (large !== undefined) return `${large.path} of ${size(large.size)} is too large to be copied`
  return before + bytes > maxCopiedBytes ? `${size(bytes)}, over ${size(maxCopiedBytes)} with the others` : undefined
}

/** A string says why there is none. */
async function proofOf({ dependencies }: Step, base: Remote, uuid: string): Promise<Proof | string> {
  try {
    return (await proveBundle(base, uuid, { signal: dependencies.cancelled })) ?? 'it has no HyperFrame'
  } catch (error) {
    if (error instanceof Failure && error.verdict === 'bundle-corrupt') return error.message
    throw error
  }
}

async function lackingIn({ run, dependencies }: Step, { remote, found, files }: PreparedInput, base: Remote) {
  const { pipeClass, outputName } = run
  const inputName = files === undefined ? found?.bundle.name : nameOf(run.input)
  return await findMissingExternals(
    base,
    remote,
    {
      output: outputName === '-' ? { codeMethod: pipeClass.name } : { name: outputName },
      ownPackage: pipeClass.module[0] ?? '',
      uuids: [...run.params.values()].filter(isUuid),
      except: inputName,
    },
    { signal: dependencies.cancelled },
  )
}

const nameOf = (input: Step['run']['input']) => (input?.kind === 'files' ? input.name : undefined)

/** Copies the input bundle from the base, where that is what was found. */
export async function copyInput(step: Step, base: Remote, bundle: Bundle, remote: Remote): Promise<void> {
  const proof = await proveBundle(base, bundle.uuid, { signal: step.dependencies.cancelled })
  if (proof === undefined) {
    const evidence = `The input bundle "${bundle.name}" (${bundle.uuid}) vanished from ${base.context}.`
    throw new Failure('input-not-found', evidence, 'Run the workflow again, if another version is there.')
  }
  await copyInto(step, base, proof, remote)
}

async function copyInto({ dependencies }: Step, base: Remote, proof: Proof, remote: Remote) {
  const { objects, bytes, uri } = await copyBundle(base, proof, remote, { signal: dependencies.cancelled })
  dependencies.log.info(
    `Copied ${proof.bundle.name} from ${base.context} to ${uri} (${objects} objects, ${size(bytes)}).`,
  )
  return { ...createBundleReport(remote, proof), copiedFrom: base.context }
}
