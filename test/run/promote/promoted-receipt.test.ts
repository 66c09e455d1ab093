import { describe, expect } from 'vitest'
import { formatReceipt, parseReceipt } from '../../../src/remote/receipts/output-receipt.ts'
import { openInput } from '../../../src/run/prepare.ts'
import { createPromotedReceipt } from '../../../src/run/promote/promoted-receipt.ts'
import { test } from '../fixtures.ts'
import { createPromotingContext, createSituation, createSource, head, merged, repository } from './fixtures.ts'

const push = createSource().push
const image = { pinned: 'orders@sha256:2', fingerprint: 'two', env: new Map([['PIPELINE_GIT_HASH', merged]]) }

describe('createPromotedReceipt', () => {
  test('says where the output comes from, and which image would make it now', async ({ remote }) => {
    const { sandbox, receipt, ...situation } = await createSituation(remote)
    const { context } = await createPromotingContext(situation)
    const prepared = await openInput(context, undefined)
    const candidate = { sandbox, prepared, pullRequest: { number: 7, head: { sha: head, repository } } }
    const promoted = createPromotedReceipt(candidate, { receipt, image }, push)
    expect(promoted.finishedAt.getTime()).toBeGreaterThan(receipt.finishedAt.getTime())
    expect(promoted).toMatchObject({
      remoteContext: 'shop',
      bundle: receipt.bundle,
      commit: head,
      image: { reference: 'orders@sha256:2', fingerprint: 'two' },
      promoted: { context: 'pr-7', repository, pullRequest: 7, head, commit: merged, code: merged },
    })
    expect(parseReceipt(formatReceipt(promoted) ?? Buffer.of())).toStrictEqual(
      expect.objectContaining({ promoted: promoted.promoted, finishedAt: promoted.finishedAt }),
    )
    const bare = createPromotedReceipt(
      candidate,
      { receipt, image: { pinned: 'orders@sha256:2', env: undefined } },
      push,
    )
    expect(bare).toMatchObject({ image: { reference: 'orders@sha256:2' }, promoted: { code: undefined } })
    const unknown = createPromotedReceipt(candidate, { receipt, image: { unknown: 'it is gone' } }, push)
    expect(unknown).toMatchObject({ image: receipt.image, promoted: { code: undefined } })
  })
})
