import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import type { Outputs } from './action/outputs.ts'
import type { Report } from './action/report.ts'
import { Teller } from './action/teller.ts'
import { reuseOf } from './disdat/reuse.ts'
import { Transcript } from './disdat/transcript.ts'
import { Failure } from './errors.ts'
import type { Parts, Step } from './parts.ts'
import type { Plan, Run } from './plan.ts'
import { contextFolder } from './remote/local.ts'
import { follow, launch, removeContainer, taskOf } from './steps/launch.ts'
import { bringInput, findImage, localContext, openInput } from './steps/prepare.ts'
import { bundleReport, type Ended, prove, pullOutput } from './steps/prove.ts'
import { tellNewerUpstream } from './steps/upstream.ts'

/** Carries out a plan, one run after the other. Never throws: what went wrong stands in the reports. */
export async function run(plan: Plan, parts: Parts): Promise<readonly Report[]> {
  for (const warning of plan.warnings) await parts.log.warning(warning)
  const reports: Report[] = []
  for (const one of plan.runs) reports.push(await runOne(one, parts))
  return reports
}

async function runOne(run: Run, parts: Parts): Promise<Report> {
  const teller = new Teller(startOf(run), parts.outputs, parts.tailLines)
  try {
    await story(run, parts, teller)
  } catch (error) {
    await parts.log.debug(inspect(error, { depth: 5 }))
    await teller.failed(parts.cancelled.aborted ? cancelledDuring(teller.phase, error) : error)
  }
  return teller.report
}

/** What happens, in order. Whatever it throws is the report's failure; nothing that it started is left when it ends. */
async function story(run: Run, parts: Parts, teller: Teller): Promise<void> {
  const step = { run, parts, teller }
  const context = await localContext(step)
  await parts.saveState({
    runId: teller.runId,
    pipeClass: run.pipeClass.name,
    contextFolder: contextFolder({ home: parts.home, name: run.context.local }),
    reported: false,
    unclean: true,
  })

  const [image, asked] = await bothOf(
    teller.during('image', () => findImage(step)),
    teller.during('input', () => openInput(step, context)),
  )
  const reuse = reuseOf({
    ...image,
    force: run.force || run.forceAll,
    env: new Map([...image.env, ...run.env]),
    commits: parts.commits,
  })
  await teller.know({ image, reuse })
  const input = run.input ? await teller.during('push', () => bringInput(step, asked, image, context)) : asked

  const outputUuid = crypto.randomUUID()
  await teller.know({ output: { name: run.outputName, uuid: outputUuid, uri: input.remote.uri(outputUuid) } })
  const transcript = new Transcript(run.pipeClass.name)
  const launchedAt = new Date()
  const ending = await teller.during('run', async () => {
    const task = taskOf(step, { image, input, reuse, outputUuid })
    return await follow(step, await launch(step, task), transcript)
  })
  await teller.know({ exitCode: ending.exitCode })

  const inputUuid = input.found?.bundle.uuid
  const ended = { ...image, remote: input.remote, transcript, ending, outputUuid, inputUuid, launchedAt, reuse }
  await bothOf(removeContainer(step), proveAndPull(step, ended))
}

async function proveAndPull(step: Step, ended: Ended): Promise<void> {
  const { run, teller } = step
  const { proof, status } = await teller.during('prove', () => prove(step, ended))
  await teller.know({ output: bundleReport(ended.remote, proof) })
  const pull = async () => {
    if (run.pullOutput === 'false') return
    const { folder } = await teller.during('pull', () => pullOutput(step, ended.remote, proof))
    await teller.know({ outputPath: folder })
  }
  await bothOf(pull(), tellNewerUpstream(step, ended.remote, proof.bundle.uuid))
  await teller.know({ status })
}

/** The report of a step that was refused before it began. */
export async function reportOfRefusal(pipeClass: string, outputs: Outputs, error: unknown): Promise<Report> {
  const nothing = { runId: newRunId(), backend: 'Local', remote: '', context: '', params: new Map() } as const
  const teller = new Teller({ ...nothing, pipeClass }, outputs, 0)
  await teller.failed(error)
  return teller.report
}

const newRunId = () => randomBytes(6).toString('hex')

function startOf(run: Run) {
  return {
    runId: newRunId(),
    pipeClass: run.pipeClass.name,
    backend: 'Local',
    remote: run.remote.url,
    context: `${run.context.remote}/${run.context.local}`,
    params: run.params,
  } as const
}

function cancelledDuring(phase: string, cause: unknown): Failure {
  const advice =
    'Run the workflow again. Bundles of tasks that had ended are on the remote, and the next run may reuse them.'
  return new Failure('cancelled', `The workflow was cancelled during the phase "${phase}".`, advice, { cause })
}

/** Both, side by side. The first failure is thrown only when the other has ended too: nothing goes on behind the report's back. */
async function bothOf<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  const [first, second] = await Promise.allSettled([a, b])
  if (first.status === 'rejected') throw first.reason
  if (second.status === 'rejected') throw second.reason
  return [first.value, second.value]
}
