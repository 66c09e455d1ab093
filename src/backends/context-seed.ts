/** A file of a local context: its content, or the file of this machine that has it. Paths have `/` between names. */
export type ContextFile = { readonly path: string; readonly bytes: number } & (
  | { readonly content: Uint8Array }
  | { readonly file: string }
)

/** What a container finds in its local context when it starts, so that it need not pull it. */
export interface ContextSeed {
  readonly localContext: string
  /** The number of its files, as they were listed. */
  readonly count: number
  /** The files, relative to the folder of the context, as they are collected. Ends early if the collection fails. */
  files(): AsyncIterable<ContextFile>
  /** Resolves when all files are collected; with undefined when there is no seed. Throws nothing. */
  collect(): Promise<CollectedSeed | undefined>
}

export interface CollectedSeed {
  /** The command of a container that has the seed. */
  readonly argv: readonly string[]
  /** Paths that `files` may have yielded, and that are not in the seed. */
  readonly dropped: readonly string[]
}

/** Why a container did not get its seed, as a clause that follows "because". */
export interface SeedProblem {
  readonly reason: string
  /** Whether this was to be expected from the image, and is not worth a notice. */
  readonly isExpected: boolean
}
