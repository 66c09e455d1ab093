import { performance } from 'node:perf_hooks'
import type { Job } from '../backends/backend.ts'
import type { ContextFile, ContextSeed } from '../backends/context-seed.ts'
import type { Image } from '../backends/image.ts'
import { isUuid } from '../disdat/bundle.ts'
import { getGeneration } from '../disdat/generations.ts'
import { describeError } from '../errors.ts'
import type { LocalContext } from '../local/context.ts'
import type { Remote } from '../remote/remote.ts'
import { formatSeed } from '../report/format-seed.ts'
import type { SeedReport } from '../report/report.ts'
import type { Seed, SeedBuilder } from '../seed/seed-builder.ts'
import type { SeedSpool } from '../seed/seed-spool.ts'
import type { PhaseContext } from './dependencies.ts'
import type { PreparedInput } from './shared-parts.ts'

/** How long the collection of a seed may take; the container then pulls its context on its own. */
const maxCollectMs = 10 * 60_000

/** A seed for a task, and its line in the report. */
export interface PreparedSeed extends Omit<ContextSeed, 'collect'> {
  collect(): Promise<{ readonly dropped: readonly string[]; readonly report: SeedReport } | undefined>
}

/** Loads what collects a seed, beside the lookup of the image. */
const loadSeeding = () =>
  Promise.all([import('../seed/seed-builder.ts'), import('../seed/seed-spool.ts'), import('../seed/seed-sources.ts')])

interface Collection {
  readonly spool: SeedSpool
  readonly builder: SeedBuilder
  readonly startedMs: number
  /** The number of its objects. */
  readonly count: number
}

/**
 * Collects the seed of a run while its image is pulled and its container is prepared. A failure is a notice at most:
 * without a seed, the container pulls its context as Disdat does it.
 */
export class SeedCollector implements AsyncDisposable {
  readonly #context: PhaseContext
  readonly #localContext: LocalContext | undefined
  readonly #ended = new AbortController()
  /** Resolves when the objects are listed. */
  readonly #listed = Promise.withResolvers<Collection>()
  /** Resolves with undefined when it fails. */
  #collecting: Promise<Collection | undefined> | undefined
  #finishing: Promise<unknown> | undefined
  readonly #owned = new AsyncDisposableStack()

  constructor(context: PhaseContext, localContext: LocalContext | undefined) {
    this.#context = context
    this.#localContext = localContext
  }

  /** Starts to collect the seed in the background, if the run can have one. */
  start(input: PreparedInput): void {
    const { run, backend } = this.#context
    const isPossible = run.dialect === undefined || getGeneration(run.dialect).pullsContext
    if (run.seed.mode === 'none' || run.dryRun || !backend.can.seedsContext || !isPossible) return
    const { seeds } = this.#context.dependencies.shared
    const collect = () => this.#collect(input.remote, input.found?.bundle.uuid)
    this.#collecting = this.#protect((signal) => seeds?.collectInTurn(input.remote, signal, collect) ?? collect())
  }

  get isStarted(): boolean {
    return this.#collecting !== undefined
  }

  /**
   * Resolves with the seed for a container of the image once its objects are listed; with undefined when there is none.
   * `hasPushed`: this run has changed the remote context since `start`.
   */
  async open(image: Image, hasPushed: boolean): Promise<PreparedSeed | undefined> {
    const { pullsContext, indexesBundlesOnly } = getGeneration(image.dialect)
    const collecting = this.#collecting
    if (!pullsContext || collecting === undefined) return undefined
    const listed = await Promise.race([this.#listed.promise, collecting])
    if (listed === undefined) return undefined
    const finished = this.#finish(collecting, hasPushed)
    this.#finishing = finished
    return {
      localContext: this.#context.run.context.local,
      count: listed.count + (indexesBundlesOnly ? 2 : 1),
      files: () => this.#listFiles(listed, finished, indexesBundlesOnly),
      collect: () => finished,
    }
  }

  async #finish(collecting: Promise<Collection | undefined>, hasPushed: boolean): Promise<FinishedSeed | undefined> {
    const collection = await collecting
    if (collection === undefined) return undefined
    const { builder, spool, startedMs } = collection
    const finish = async (signal: AbortSignal) => {
      await using _ = { [Symbol.asyncDispose]: () => spool.complete() }
      if (hasPushed) await builder.update({ signal })
      return builder.finish()
    }
    const seed = await this.#protect(finish)
    if (seed === undefined || seed.bundles === 0) return undefined
    const { bundles, bytes, isComplete } = seed
    return { ...seed, report: { bundles, bytes, ms: performance.now() - startedMs, isComplete } }
  }

  async #collect(remote: Remote, inputUuid: string | undefined): Promise<Collection> {
    const { run, dependencies } = this.#context
    const { seeds } = dependencies.shared
    const startedMs = performance.now()
    const [{ SeedBuilder }, { SeedSpool }, sourceTypes] = await loadSeeding()
    const { createLocalSource, createPackSource, createRemoteSource } = sourceTypes
    const mode = run.seed.mode === 'newest' ? 'newest' : 'all'
    const pinned = new Set([...run.params.values(), inputUuid ?? ''].filter(isUuid))
    const local = this.#localContext === undefined ? [] : [createLocalSource(this.#localContext)]
    const earlier = seeds?.getSource(remote) ?? []
    const sources = [local, earlier, createPackSource(remote), createRemoteSource(remote)].flat()
    const debug = (text: string) => void dependencies.log.debug(text)
    const spool = await SeedSpool.create(dependencies.temporaryFolder)
    let isKept = false
    this.#owned.defer(async () => {
      if (!isKept) await spool[Symbol.asyncDispose]()
    })
    let count = 0
    const onSelected = (objects: number) => {
      count = objects
      this.#listed.resolve({ spool, builder, startedMs, count })
    }
    const request = { mode, maxBytes: run.seed.maxBytes, pinned, sources, debug, onSelected } as const
    const builder = this.#owned.use(await SeedBuilder.create(remote, request, spool))
    try {
      await builder.update({ signal: this.#signal() })
    } catch (error) {
      await spool.complete().catch(() => undefined)
      throw error
    }
    isKept = seeds?.keep(remote, spool) ?? false
    return { spool, builder, startedMs, count }
  }

  async *#listFiles(
    { spool }: Collection,
    finished: Promise<FinishedSeed | undefined>,
    hasIndex: boolean,
  ): AsyncGenerator<ContextFile> {
    const { run } = this.#context
    yield* spool.follow()
    const seed = await finished
    if (seed === undefined) return
    if (hasIndex) yield { path: 'ctxt.db', bytes: seed.indexBytes, file: seed.indexFile }
    // The context exists for Disdat once it has this file.
    const binding = {
      remote_ctxt: run.context.remote,
      local_ctxt: run.context.local,
      remote_ctxt_url: `${run.remote.url}/context`,
    }
    const content = Buffer.from(JSON.stringify(binding))
    yield { path: 'ctxt.json', bytes: content.length, content }
  }

  #signal(): AbortSignal {
    const { cancelled } = this.#context.dependencies
    return AbortSignal.any([cancelled, this.#ended.signal, AbortSignal.timeout(maxCollectMs)])
  }

  /** Resolves with undefined, after one notice, when the work fails. Throws the reason of a cancellation. */
  async #protect<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    const { dependencies } = this.#context
    try {
      return await work(this.#signal())
    } catch (error) {
      if (this.#ended.signal.aborted || dependencies.cancelled.aborted) return undefined
      await dependencies.log.notice(`${unseededNotice} ${describeError(error).replace(/\.$/, '')}.`)
      return undefined
    }
  }

  /** Ends what still runs, and removes the temporary files, or leaves them to the later runs of the step. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended.abort()
    await this.#collecting
    await this.#finishing
    this.#collecting = undefined
    try {
      await this.#owned[Symbol.asyncDispose]()
    } catch (error) {
      await this.#context.dependencies.log.debug(`The seed's files were not removed: ${describeError(error)}`)
    }
  }
}

type FinishedSeed = Seed & { readonly report: SeedReport }

const unseededNotice = 'The container pulls its context on its own, because no seed could be collected:'

/** Logs whether the container of a job has its seed. Resolves with its part of the report. */
export async function reportSeed(
  { dependencies }: PhaseContext,
  seed: PreparedSeed | undefined,
  { seedProblem }: Job,
): Promise<{ readonly seed?: SeedReport }> {
  const { log } = dependencies
  if (seed === undefined) return {}
  if (seedProblem !== undefined) {
    const { reason, isExpected } = seedProblem
    if (isExpected) await log.debug(`The container gets no seed, because ${reason}.`)
    else await log.notice(`The container pulls its context on its own, because ${reason}.`)
    return {}
  }
  const collected = await seed.collect()
  if (collected === undefined) return {}
  log.info(`Local context: ${formatSeed(collected.report)}.`)
  return { seed: collected.report }
}
