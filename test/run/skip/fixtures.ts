import type { BundleDescription } from '../../../src/disdat/bundle.ts'
import type { OutputReceipt } from '../../../src/remote/receipts/output-receipt.ts'

/** The receipt that a run with this output leaves. */
export function createReceiptFor(
  { uuid, name, processingName, createdSeconds }: BundleDescription,
  changes: Partial<OutputReceipt> = {},
): OutputReceipt {
  return {
    remoteContext: 'shop',
    pipeClass: 'pipes.orders.Daily',
    params: new Map([['day', '2026-11-29']]),
    outputBundle: 'daily',
    bundle: { uuid, name, processingName, createdSeconds },
    image: { reference: 'orders@sha256:1', fingerprint: 'fingerprint-1' },
    commit: 'a'.repeat(40),
    finishedAt: new Date('2026-11-29T02:00:00Z'),
    ...changes,
  }
}
