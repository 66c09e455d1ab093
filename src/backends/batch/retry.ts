import type { EvaluateOnExit, RetryStrategy } from '@aws-sdk/client-batch'

/**
 * Tries again what a host's loss ended, in either of the two forms in which AWS says so, and nothing else: a pipe that failed fails again. Without the
 * last rule everything that no rule matches would be tried again: https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html
 */
export function createRetryStrategy(attempts: number): RetryStrategy {
  return { attempts, evaluateOnExit: attempts === 1 ? [exit] : [...lost, exit] }
}

const exit: EvaluateOnExit = { onReason: '*', action: 'EXIT' }
const lost: readonly EvaluateOnExit[] = [
  { onStatusReason: 'Host EC2*', action: 'RETRY' },
  { onStatusReason: 'Your Spot Task was interrupted*', action: 'RETRY' },
]
