import { expect } from 'vitest'
import type { RowLimit } from '../../../src/plan/freshness/expectation.ts'
import { checkRows } from '../../../src/run/freshness/check-rows.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { proveOrThrow, test } from '../fixtures.ts'

const now = new Date()

test.for([
  [{ is: '>', amount: 2, text: '>2' }, undefined],
  [{ is: '<=', amount: 3, text: '<=3' }, undefined],
  [{ is: '>', amount: 3, text: '>3' }, 'It has 3 rows, and `rows` must be >3.'],
  [{ is: '<', amount: 1, text: '<1' }, 'It has 3 rows, and `rows` must be <1.'],
] as const satisfies readonly (readonly [RowLimit, string | undefined])[])(
  'checkRows compares the rows with %j',
  async ([limit, reason], { remote }) => {
    const proof = await proveOrThrow(remote, await putBundle(remote, { data: new Uint8Array(3) }))
    const checked = await checkRows(limit, proof, { remote, now, signal: neverAborted })
    expect(checked).toEqual({ rows: 3, ...(reason !== undefined && { reason }) })
  },
)
