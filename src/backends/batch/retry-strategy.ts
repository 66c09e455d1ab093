import type { EvaluateOnExit, RetryStrategy } from '@aws-sdk/client-batch'

/**
 * Retries an attempt that ended because its host was lost, which AWS words in two ways, and nothing else: a pipe that
 * failed would fail again. Without the last rule, Batch would retry everything that matches no rule:
 * https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html
 */
export function createRetryStrategy(attempts: number): RetryStrategy {
  return { attempts, evaluateOnExit: attempts === 1 ? [exitRule] : [...lostHostRules, exitRule] }
}

const exitRule: EvaluateOnExit = { onReason: '*', action: 'EXIT' }
const lostHostRules: readonly EvaluateOnExit[] = [
  { onStatusReason: 'Host EC2*', action: 'RETRY' },
  { onStatusReason: 'Your Spot Task was interrupted*', action: 'RETRY' },
]
