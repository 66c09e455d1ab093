/**
 * Every reason why a step can fail, as the `verdict` output spells it. docs/troubleshooting.md has one section for
 * each; a test keeps the two lists equal.
 */
export const verdicts = [
  'invalid-input',
  'context-conflict',
  'input-not-found',
  'input-not-committed',
  'bundle-corrupt',
  'image-not-found',
  'image-pull-denied',
  'docker-unavailable',
  'pipe-error',
  'pipe-not-found',
  'unknown-parameter',
  'missing-parameter',
  'out-of-memory',
  'timeout',
  'cancelled',
  'no-output',
  'unreadable-file-name',
  'rule-broken',
  'remote-unreachable',
  'access-denied',
  'object-archived',
  'spot-interrupted',
  'host-lost',
  'image-architecture',
  'image-incompatible',
  'queue-timeout',
  'unschedulable',
  'role-refused',
  'agent-fault',
  'dependency-failed',
  'terminated',
  'throttled',
  'local-context-unwritable',
  'disk-full',
  'internal-error',
] as const

export type Verdict = (typeof verdicts)[number]

const transientVerdicts: ReadonlySet<Verdict> = new Set([
  'cancelled',
  'remote-unreachable',
  'docker-unavailable',
  'spot-interrupted',
  'host-lost',
  'queue-timeout',
  'agent-fault',
  'terminated',
  'throttled',
])

const retryWords = /\b(?:retry|again|later)\b/i

/** Completes advice that does not speak of a retry already, where a retry may succeed. */
export const completeAdvice = ({ verdict, advice }: { readonly verdict: Verdict; readonly advice: string }): string =>
  isTransientVerdict(verdict) && !retryWords.test(advice) ? `${advice} A retry may succeed.` : advice

/** Whether a retry of the same run may succeed without a change, because the run itself did not cause the failure. */
export const isTransientVerdict = (verdict: Verdict): boolean => transientVerdicts.has(verdict)

/** A line of code. */
interface CodeLine {
  readonly file: string
  readonly line: number
}

/**
 * A failure that has a name: one sentence of evidence (what was seen) and one of advice (what to do next).
 * Both are shown to users as plain text; text from outside in them is escaped where it is shown, not here.
 */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly verdict: Verdict
  readonly advice: string
  /** The line of the user's own code that caused the failure. */
  readonly where: CodeLine | undefined

  constructor(
    verdict: Verdict,
    evidence: string,
    advice: string,
    options?: ErrorOptions & { readonly where?: CodeLine },
  ) {
    super(evidence, options)
    this.verdict = verdict
    this.advice = advice
    this.where = options?.where
  }
}

/** The message of anything thrown, with the messages of its causes: `a: b: c`. Never empty. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const message = error.message || error.name
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause
  if (inner === undefined) return message
  const cause = describeError(inner)
  return message.includes(cause) ? message : `${message}: ${cause}`
}
