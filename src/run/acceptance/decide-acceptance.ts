import { isCovered } from '../../compare/rules/finding.ts'
import type { Actor } from '../../github/acceptance-events.ts'
import type { AcceptanceInputs } from '../../plan/acceptance-inputs.ts'
import type { AcceptanceReport, AcceptedRule, Breach } from '../../report/accepted-change.ts'
import { redactTexts } from '../../report/redact-report.ts'
import { createShownRule, type RunIdentity } from './collect-shown-rules.ts'
import type { AcceptanceFacts, Grant } from './read-acceptance.ts'

/** What decides about a broken rule. */
export interface AcceptanceContext {
  readonly facts: AcceptanceFacts
  readonly inputs: Pick<AcceptanceInputs, 'ways' | 'label'>
  /** Hides secrets as in the report that the comment was made of. */
  readonly redact: (text: string) => string
  /** Why a person may not accept a change, one sentence; undefined for a person who may. Throws GitHubError. */
  readonly findObjection: (by: Actor) => Promise<string | undefined>
}

/**
 * Decides which broken rules of a run are accepted: those whose evidence the comment showed for this head before a
 * label or a comment of a person who may accept it. Throws GitHubError.
 */
export async function decideAcceptance(
  run: RunIdentity,
  breaches: readonly Breach[],
  context: AcceptanceContext,
): Promise<AcceptanceReport> {
  const results: (AcceptedRule | { readonly rule: string; readonly why: string })[] = []
  for (const breach of breaches) results.push(await decideRule(run, breach, context))
  return {
    accepted: results.flatMap((result) => ('by' in result ? [result] : [])),
    refused: results.flatMap((result) => ('why' in result ? [result] : [])),
  }
}

async function decideRule(
  run: RunIdentity,
  breach: Breach,
  context: AcceptanceContext,
): Promise<AcceptedRule | { readonly rule: string; readonly why: string }> {
  const { facts, inputs, redact, findObjection } = context
  const { rule } = breach
  const { pipeClass, context: names, params, label } = run
  const published = redactTexts({ pipeClass, context: names, params, ...(label && { label }) }, redact)
  const now = createShownRule(published, redactTexts(breach, redact))
  const shown = facts.shown.get(now.key)
  const refuse = (why: string) => ({ rule, why })
  const grants = facts.grants.filter(({ rules }) => rules === undefined || rules.has(rule))
  if (grants.length === 0) return refuse(`If the change is expected, ${adviseAcceptance(rule, inputs)}.`)
  if (shown === undefined)
    return refuse(`No earlier report of this commit shows it. ${adviseAgain(grants, rule, inputs)}`)
  if (!isCovered(now, shown))
    return refuse(`The evidence goes beyond what was accepted. ${adviseAgain(grants, rule, inputs)}`)
  const { shownAt } = shown
  const timely = grants.filter(({ at }) => shownAt !== undefined && at > shownAt)
  let why = `It was accepted before the report showed it. ${adviseAgain(grants, rule, inputs)}`
  for (const [index, { how, by, at, refusal }] of timely.entries()) {
    const objection = refusal ?? (await findObjection(by))
    if (objection === undefined) return { rule, by: by.login, at, how }
    if (index === 0) why = objection
  }
  return refuse(why)
}

function adviseAcceptance(rule: string, { ways, label }: AcceptanceContext['inputs']): string {
  const addLabel = `add the label \`${label}\` to the pull request`
  const comment = `comment \`/disdat accept ${rule}\` on`
  if (!ways.includes('comment')) return `read this report, and ${addLabel}`
  return ways.includes('label')
    ? `read this report, and ${addLabel}, or ${comment} it`
    : `read this report, and ${comment} the pull request`
}

/** A label that is there must go before it can be added again. */
function adviseAgain(grants: readonly Grant[], rule: string, inputs: AcceptanceContext['inputs']): string {
  return grants.some(({ how }) => how === 'label')
    ? `If the change is expected, read this report, remove the label \`${inputs.label}\`, and add it again.`
    : `If the change is expected, ${adviseAcceptance(rule, inputs)}.`
}
