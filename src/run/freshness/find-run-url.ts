import { type Bundle, isUuid } from '../../disdat/bundle.ts'
import { decodeParam } from '../../disdat/reused-bundle.ts'
import { isReceiptFor, type OutputReceipt } from '../../remote/receipts/output-receipt.ts'
import type { JudgeContext } from './judge-context.ts'

/**
 * The page of the workflow run that made a bundle, or that found it up to date last; undefined where no receipt says
 * it. A receipt lies under the parameters that a run sets, and a bundle also records the others of its class: the
 * likely ones are tried first, and with `isThorough` all receipts of the pipe are read.
 */
export async function findRunUrl(
  bundle: Bundle,
  key: string | undefined,
  { remote: { receipts }, signal }: JudgeContext,
  isThorough: boolean,
): Promise<string | undefined> {
  const { name, code } = bundle
  const isOurs = (receipt: OutputReceipt | undefined) => receipt?.run !== undefined && isReceiptFor(receipt, bundle)
  const keys = listLikelyParams(bundle, key).flatMap((params) =>
    [name, '-'].map((outputBundle) => ({ pipeClass: code.method, outputBundle, params })),
  )
  const likely = await Promise.all(keys.map((each) => receipts.read(each, { signal })))
  const found = likely.find(isOurs)
  if (found !== undefined || !isThorough) return found?.run?.url
  return (await receipts.list(code.method, { signal })).receipts.find(isOurs)?.run?.url
}

/** All parameters, those that are not the uuid of an input, and that of the day alone. */
function listLikelyParams({ params }: Bundle, key: string | undefined): readonly ReadonlyMap<string, string>[] {
  const all = [...params].map(([name, value]) => [name, decodeParam(value)] as const)
  const withoutUuids = all.filter(([, value]) => !isUuid(value))
  const sets = [all, withoutUuids, withoutUuids.filter(([name]) => name === key)]
  const distinct = new Map(sets.map((set) => [JSON.stringify(set), set]))
  return [...distinct.values()].map((set) => new Map(set))
}
