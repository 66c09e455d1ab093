import { performance } from 'node:perf_hooks'
import type { Job } from '../backends/backend.ts'
import type { ContextFile } from '../backends/context-seed.ts'
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
export interface PreparedSeed {
  readonly localContext: string
  readonly isComplete: boolean
  /** The number of its files. */
  readonly count: number
  files(): AsyncIterable<ContextFile>
  readonly report: SeedReport
}

/** Loads what collects a seed, beside the lookup of the image. */
const loadSeeding = () =>
  Promise.all([import('../seed/seed-builder.ts'), import('../seed/seed-spool.ts'), import('../seed/seed-sources.ts')])

interface Collection {
  /** Undefined when the step keeps it for its other runs. */
  readonly spool: SeedSpool | undefined
  readonly builder: SeedBuilder
  readonly startedMs: number
}

/**
 * Collects the seed of a run while its image is pulled. A failure is a notice at most: without a seed, the
 * container pulls its context as Disdat does it. Only a cancellation is thrown.
 */
export class SeedCollector implements AsyncDisposable {
  readonly #context: PhaseContext
  readonly #localContext: LocalContext | undefined
  readonly #ended = new AbortController()
  #collecting: Promise<Collection | undefined> | undefined

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
   * Resolves with the seed for a container of the image, once it is complete; undefined when there is none.
   * `hasPushed`: this run has changed the remote context since `start`.
   */
  async finish(image: Image, hasPushed: boolean): Promise<PreparedSeed | undefined> {
    const { pullsContext, indexesBundlesOnly } = getGeneration(image.dialect)
    if (!pullsContext) return undefined
    const collection = await this.#collecting
    if (collection === undefined) return undefined
    return await this.#protect(async (signal) => {
      if (hasPushed) await collection.builder.update({ signal })
      const seed = collection.builder.finish()
      if (seed.bundles === 0) return undefined
      const { bundles, bytes, isComplete } = seed
      return {
        localContext: this.#context.run.context.local,
        isComplete,
        count: seed.objectCount + (indexesBundlesOnly ? 2 : 1),
        files: () => this.#listFiles(seed, indexesBundlesOnly),
        report: { bundles, bytes, ms: performance.now() - collection.startedMs, isComplete },
      }
    })
  }

  async #collect(remote: Remote, inputUuid: string | undefined): Promise<Collection> {
    const { run, dependencies } = this.#context
    const startedMs = performance.now()
    const [{ SeedBuilder }, { SeedSpool }, sourceTypes] = await loadSeeding()
    const { createLocalSource, createPackSource, createRemoteSource } = sourceTypes
    await using stack = new AsyncDisposableStack()
    const spool = stack.use(await SeedSpool.create(dependencies.temporaryFolder))
    const mode = run.seed.mode === 'newest' ? 'newest' : 'all'
    const pinned = new Set([...run.params.values(), inputUuid ?? ''].filter(isUuid))
    const local = this.#localContext === undefined ? [] : [createLocalSource(this.#localContext)]
    const earlier = dependencies.shared.seeds?.getSource(remote) ?? []
    const sources = [local, earlier, createPackSource(remote), createRemoteSource(remote)].flat()
    const debug = (text: string) => void dependencies.log.debug(text)
    const request = { mode, maxBytes: run.seed.maxBytes, pinned, sources, debug } as const
    const builder = stack.use(await SeedBuilder.create(remote, request, spool))
    await builder.update({ signal: this.#signal() })
    // From here, the collection owns both, or the step owns the spool.
    stack.move()
    const isKept = dependencies.shared.seeds?.keep(remote, spool) ?? false
    return { spool: isKept ? undefined : spool, builder, startedMs }
  }

  async *#listFiles(seed: Seed, hasIndex: boolean): AsyncGenerator<ContextFile> {
    const { run } = this.#context
    yield* seed.objects()
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
    const collection = await this.#collecting
    this.#collecting = undefined
    if (collection === undefined) return
    const { log } = this.#context.dependencies
    const { builder, spool } = collection
    try {
      await using _spool = spool
      builder[Symbol.dispose]()
    } catch (error) {
      await log.debug(`The seed's files were not removed: ${describeError(error)}`)
    }
  }
}

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
  log.info(`Local context: ${formatSeed(seed.report)}.`)
  return { seed: seed.report }
}
