/** Options of a call that ends, with the signal's reason, when the signal aborts. */
export type Cancellable = { readonly signal: AbortSignal }
