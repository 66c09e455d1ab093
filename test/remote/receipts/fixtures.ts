import type { OutputReceipt } from '../../../src/remote/receipts/output-receipt.ts'

/** A receipt of the context `shop` in which every field is set. */
export function createTestReceipt(changes: Partial<OutputReceipt> = {}): OutputReceipt {
  return {
    remoteContext: 'shop',
    pipeClass: 'pipes.orders.Daily',
    params: new Map([['day', '2026-11-29']]),
    outputBundle: 'daily',
    bundle: {
      uuid: '11111111-1111-4111-8111-111111111111',
      name: 'daily',
      processingName: 'Daily_2026_11_29_1',
      createdSeconds: 1_795_000_000.25,
    },
    input: '22222222-2222-4222-8222-222222222222',
    image: { reference: 'orders@sha256:1', fingerprint: 'f1' },
    commit: 'a'.repeat(40),
    rows: 3,
    bytes: 1024,
    nulls: new Map([['price', 1]]),
    tookMs: 1500,
    vcpuHours: 0.25,
    accepted: [
      { rule: 'empty', evidence: 'It has no rows.', by: 'ann', at: new Date('2026-11-28T09:00:00Z'), how: 'label' },
    ],
    run: { url: 'https://github.com/octo-org/pipelines/actions/runs/7', runNumber: 3, attempt: 1 },
    finishedAt: new Date('2026-11-29T02:00:00Z'),
    ...changes,
  }
}
