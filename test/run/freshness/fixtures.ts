import type { Expectation } from '../../../src/plan/freshness/expectation.ts'
import { parseConditions } from '../../../src/plan/freshness/parse-conditions.ts'
import type { Remote } from '../../../src/remote/remote.ts'
import { checkFreshness } from '../../../src/run/freshness/check-freshness.ts'
import { type BundleFixture, putBundle } from '../../remote/fixtures.ts'
import { neverAborted } from '../../remote/helpers.ts'

/** Creates an expectation as the workflow writes it. Throws for a condition that is refused. */
export function expectBundle(name: string, conditions: Readonly<Record<string, string>>): Expectation {
  const refuse = (condition: string | undefined) => {
    throw new Error(`the condition ${condition} is refused`)
  }
  return { name, ...parseConditions(new Map(Object.entries(conditions)), refuse) }
}

/** Puts a whole bundle of a day, made at `madeAt`, by default at 4:17 of the next day, on the remote. */
export async function putDay(remote: Remote, day: string, fixture: BundleFixture & { readonly madeAt?: string } = {}) {
  const { madeAt, ...rest } = fixture
  const created = madeAt === undefined ? Date.parse(`${day}T00:00:00Z`) + 101_820_000 : Date.parse(madeAt)
  return await putBundle(remote, { name: 'orders', created: created / 1000, tags: { '__param.day': day }, ...rest })
}

/** Removes the frame of a bundle, which is then not whole. */
export const broken = { without: (_: string, frame: string) => [`${frame}_frame.pb`] } satisfies BundleFixture

/** Checks the freshness of a remote at a moment, and returns the judgements and the unreadable bundles. */
export async function check(remote: Remote, now: string, ...expectations: readonly Expectation[]) {
  const unreadable: string[] = []
  const { bundles } = await checkFreshness(remote, expectations, {
    now: new Date(now),
    signal: neverAborted,
    onUnreadable: (uuid) => unreadable.push(uuid),
  })
  return { bundles, unreadable }
}
