import { type InputName, inputNames } from './input-names.ts'
import { runKeys } from './runs/run-keys.ts'

/** The inputs of a step that decide which runs there are, and where their outputs are looked for. */
const stepNames: ReadonlySet<InputName> = new Set([
  ...(['backend', 'remote', 'context', 'base-context', 'remote-index', 'config-file'] as const),
  ...(['runs', 'each', 'rerun', 'max-runs', 'order'] as const),
  ...(['aws-region', 'role-to-assume', 'role-session-name', 'role-duration-seconds', 'role-external-id'] as const),
  ...(['audience', 'allowed-account-ids', 'mask-aws-account-id', 'sse', 'sse-kms-key-id', 'summary'] as const),
])

/** The inputs of action.yml that plan/action.yml has too, in the same order. `npm run docs` writes them there. */
export const planActionInputNames: readonly InputName[] = inputNames.filter(
  (name) => runKeys.has(name) || stepNames.has(name),
)
