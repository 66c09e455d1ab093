/**
 * Waits for both promises. A rejection is thrown only when the other promise has settled too, so that no work continues
 * after the report. When both reject, the first one's reason is thrown.
 */
export async function settleBoth<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  const [first, second] = await Promise.allSettled([a, b])
  if (first.status === 'rejected') throw first.reason
  if (second.status === 'rejected') throw second.reason
  return [first.value, second.value]
}
