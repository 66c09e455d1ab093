import { type BundleDescription, pickNewest } from '../../disdat/bundle.ts'
import { compareParam } from '../../disdat/reused-bundle.ts'
import type { Run } from '../../plan/plan.ts'
import { listDifferentParams } from '../../remote/base.ts'
import type { BundleCatalog } from '../../remote/catalog.ts'
import type { OutputReceipt } from '../../remote/receipts/output-receipt.ts'
import type { SkipReport } from '../../report/skip-report.ts'

/** What a run depends on when it looks for its earlier output. */
type OutputRequest = Pick<Run, 'pipeClass' | 'outputName' | 'params' | 'inputParam' | 'skipUnchanged'>

/** The longest text of parameters in a report. */
const maxParamsLength = 300

/**
 * The receipt of the newest output, among receipts of the pipe and output; with the trigger `params`, of the output
 * with the same parameters. Otherwise why there is none, with the values that differ.
 */
export function findNewestReceipt(
  run: OutputRequest,
  receipts: readonly OutputReceipt[],
  catalog: BundleCatalog,
): OutputReceipt | SkipReport {
  const outputs = listOutputs(run, catalog)
  const comparesParams = run.skipUnchanged?.triggers.has('params') === true
  const [own] = comparesParams ? receipts : []
  if (comparesParams && own === undefined) return explainMissing(run, outputs)
  const made = own && catalog.get(own.bundle.uuid)
  if (own && made === undefined)
    return { trigger: 'output', why: `The bundle ${own.bundle.uuid} of the last run is not in the context any more.` }
  const { inputParam } = run
  const isLikeMade = (other: BundleDescription) =>
    made === undefined || listDifferentParams(other, { output: made, inputParam }).length === 0
  const newest = pickNewest(outputs.filter(isLikeMade))
  if (newest === undefined) return explainMissing(run, outputs)
  const receipt = receipts.find(({ bundle }) => bundle.uuid === newest.uuid)
  return receipt ?? explainUnrecorded(newest)
}

/** The committed bundles that the pipe made under the output's name. */
function listOutputs({ pipeClass, outputName }: OutputRequest, catalog: BundleCatalog): readonly BundleDescription[] {
  const name = outputName === '-' ? undefined : outputName
  const className = pipeClass.name.split('.').at(-1)
  const unnamed = catalog.findMatches({ name, className }).filter(({ code }) => code.method === '')
  return [...catalog.findMatches({ name, codeMethod: pipeClass.name }), ...unnamed]
}

/** Whether a bundle can be of this class by the code that it names: Disdat before 0.9 records none. */
export const canBeMadeBy = (method: string, pipeClass: string): boolean => method === '' || method === pipeClass

function explainMissing(run: OutputRequest, outputs: readonly BundleDescription[]): SkipReport {
  const newest = pickNewest(outputs)
  if (newest === undefined) return { trigger: 'output', why: 'The pipe has no output in the context yet.' }
  const same = pickNewest(outputs.filter((output) => listDifferences(output, run).length === 0))
  if (same !== undefined) return explainUnrecorded(same)
  const names = listDifferences(newest, run)
  const format = (params: ReadonlyMap<string, string>) =>
    names
      .map((name) => `${name}: ${params.get(name) ?? 'not set'}`)
      .join(', ')
      .slice(0, maxParamsLength)
  return {
    trigger: 'params',
    why: 'The pipe has no output with these parameters yet.',
    was: format(newest.params),
    now: format(run.params),
  }
}

const listDifferences = (output: BundleDescription, { params }: OutputRequest) =>
  [...params].filter(([name, value]) => compareParam(output, name, value) === 'different').map(([name]) => name)

function explainUnrecorded({ uuid, createdAt }: BundleDescription): SkipReport {
  const why = `No run of the action recorded what the newest output was made of: ${uuid}, made at ${createdAt.toISOString()}.`
  return { trigger: 'output', why }
}
