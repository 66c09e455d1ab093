import type { Backend } from '../backends/backend.ts'
import type { Image } from '../backends/image.ts'
import type { Bundle } from '../disdat/bundle.ts'
import { Memo } from '../lib/memo.ts'
import { Semaphore } from '../lib/semaphore.ts'
import type { SourceFile } from '../local/workspace-files.ts'
import type { FoundInput } from '../remote/input.ts'
import type { Proof } from '../remote/prove.ts'
import type { Remote } from '../remote/remote.ts'
import type { EarlierSeeds } from '../seed/earlier-seeds.ts'
import { StepPromotion } from './promote/step-promotion.ts'

/** The remote and the input bundle: found, or the files that it will be created from. */
export interface PreparedInput {
  readonly remote: Remote
  /** The base of a sandbox. */
  readonly base: Remote | undefined
  readonly found: FoundInput | undefined
  readonly files?: readonly SourceFile[]
  /** The output of a job that has not ended. */
  readonly promised?: InputBundle
}

/** What a task must know of its input bundle. */
export type InputBundle = Pick<Bundle, 'uuid' | 'name'>

/** The input bundle, as far as it has a uuid before anything is pushed. */
export const getInputBundle = ({ found, promised }: PreparedInput): InputBundle | undefined => promised ?? found?.bundle

/** An input bundle whose proof is done, and whether this step pushed it. */
export interface BroughtInput {
  readonly found: FoundInput
  readonly proof: Proof
  readonly pushed: boolean
}

/** The parts that are found or made once for all runs of a step that need the same. */
export interface SharedParts {
  readonly images: ImageLookups
  /** Inputs that were found, by remote and request. */
  readonly inputs: Memo<PreparedInput>
  /** Inputs that are on the remote, by remote and request. */
  readonly pushes: Memo<BroughtInput>
  /** The seeds that other runs of the step have had; undefined where a step has one run. */
  readonly seeds: EarlierSeeds | undefined
  /** Held while bundles are copied into a sandbox, so that each is copied once. */
  readonly copying: Semaphore
  /** Says that the step reads a sandbox. */
  readonly promotion: StepPromotion
}

/** Creates the shared parts of a step, of which nothing is known yet. */
export const createSharedParts = (): SharedParts => ({
  images: new ImageLookups(),
  inputs: new Memo(),
  pushes: new Memo(),
  seeds: undefined,
  copying: new Semaphore(1),
  promotion: new StepPromotion(1),
})

/** The images that backends have found, by request. */
class ImageLookups {
  readonly #byBackend = new WeakMap<Backend, Memo<Image>>()

  async get(backend: Backend, key: string, find: () => Promise<Image>): Promise<Image> {
    const images = this.#byBackend.get(backend) ?? new Memo()
    this.#byBackend.set(backend, images)
    return await images.get(key, find)
  }
}
