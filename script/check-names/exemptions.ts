import type { Exemption } from './layout.ts'

/** Files in which banned words may stand. */
export const textExemptions: readonly Exemption[] = [
  { file: 'script/check-names/banned-words.ts', reason: 'holds the list' },
  { file: 'test/disdat/recorded-logs.ts', reason: 'quotes logs of real programs' },
  { file: 'test/script/check-names.test.ts', reason: 'shows each phrase of the list in a text that breaks the rule' },
]

/** Files of `src` with logic that another test runs. */
export const untestedFiles: readonly Exemption[] = []
