import type { Limit } from '../../compare/rules/rules.ts'

/** What a bundle is expected to be at the moment of a check. At least one of the three conditions is given. */
export interface Expectation {
  /** The name of the bundle. */
  readonly name: string
  readonly days: DayExpectation | undefined
  /** The oldest that the bundle may be. */
  readonly maxAge: MaxAge | undefined
  /** The condition that the number of rows meets. */
  readonly rows: RowLimit | undefined
}

/** One bundle for each day. */
export interface DayExpectation {
  /** The parameter, or else the tag, whose values are the days. */
  readonly key: string
  /** The newest day that must be there, counted from today: 0 is today, -1 is yesterday. */
  readonly newest: number
  /** Minutes after midnight. Before this time, the day before `newest` is enough. */
  readonly byMinutes: number
  readonly timeZone: string
  /** How many days, the last one the newest that must be there, are searched for gaps. Undefined: none. */
  readonly windowDays: number | undefined
}

interface MaxAge {
  /** As the workflow writes it, without blanks. */
  readonly text: string
  readonly ms: number
}

/** A condition of the number of rows, and how the workflow writes it, without blanks. */
export type RowLimit = Pick<Limit, 'is' | 'amount'> & { readonly text: string }
