import path from 'node:path'
import { outsideWorkspace } from '../action/input-parsers.ts'
import type { InputProblem } from '../action/input-problems.ts'
import type { AddProblem } from '../backends/backend-type.ts'
import { isUuid } from '../disdat/bundle.ts'
import type { Inputs } from './inputs.ts'

/** Which input bundle a pipe gets: an existing bundle, or a bundle that is first created from files. */
export type InputRequest =
  | { readonly kind: 'uuid'; readonly uuid: string }
  | { readonly kind: 'newest'; readonly name: string; readonly tags: ReadonlyMap<string, string> }
  /** The output of a job that has not ended. The job makes it with this uuid. */
  | { readonly kind: 'promised'; readonly uuid: string; readonly name: string }
  | FilesRequest

/** An input bundle that is created from files of the workspace. */
export interface FilesRequest {
  readonly kind: 'files'
  readonly name: string
  /** The tags of the new bundle. */
  readonly tags: ReadonlyMap<string, string>
  /** Files, folders and patterns, relative to the workspace or absolute. */
  readonly paths: readonly string[]
  readonly workspace: string
}

/**
 * Creates the request for the input bundle; undefined without one. Adds invalid combinations of inputs to `problems`.
 */
export function createInputRequest(
  inputs: Inputs,
  workspace: string,
  problems: InputProblem[],
  addProblem: AddProblem,
): InputRequest | undefined {
  const { inputBundle, inputTags, inputPaths, inputParam, params } = inputs
  if (inputPaths.length > 0) checkInputPath(inputs, workspace, problems, addProblem)
  if (inputParam !== undefined && inputBundle === '-')
    addProblem('input-param', 'It receives the uuid of the input bundle: set `input-bundle` too.', inputParam)
  if (inputParam !== undefined && params.has(inputParam))
    addProblem('input-param', 'This parameter is also in `params`. Give it once.', inputParam)
  if (inputBundle === '-') return undefined
  if (inputPaths.length > 0)
    return { kind: 'files', name: inputBundle, tags: inputs.inputPathTags, paths: inputPaths, workspace }
  return isUuid(inputBundle)
    ? { kind: 'uuid', uuid: inputBundle }
    : { kind: 'newest', name: inputBundle, tags: inputTags }
}

/** A text that is the same for equal requests. */
export function getRequestKey(input: InputRequest | undefined): string {
  return JSON.stringify(input, (_, value: unknown) => (value instanceof Map ? [...value] : value))
}

/** Returns the tags that select the input when the pipe looks for it on its own. */
export function getInputTags(input: InputRequest | undefined): ReadonlyMap<string, string> {
  return input === undefined || input.kind === 'uuid' || input.kind === 'promised' ? new Map() : input.tags
}

function checkInputPath(
  { inputBundle, inputPaths, pushInput }: Inputs,
  workspace: string,
  problems: InputProblem[],
  addProblem: AddProblem,
): void {
  if (workspace === '') addProblem('input-path', 'GITHUB_WORKSPACE is not set, and paths are relative to it.')
  if (inputBundle === '-') addProblem('input-bundle', 'Name the bundle that is created from `input-path`.')
  if (isUuid(inputBundle))
    addProblem('input-bundle', 'A bundle that is created from `input-path` needs a name, not a uuid.', inputBundle)
  if (!pushInput)
    addProblem(
      'push-input',
      'A bundle that is created from `input-path` exists nowhere else, so it must be pushed. Remove this input.',
      'false',
    )
  const outside = inputPaths.filter((line) => workspace !== '' && isOutside(workspace, line))
  problems.push(...outside.map((given) => ({ where: 'input-path', given, expected: outsideWorkspace })))
}

/** Whether a line of `input-path` leads out of the workspace. On Windows another drive does too. */
export function isOutside(workspace: string, line: string, platform: path.PlatformPath = path): boolean {
  const relative = platform.relative(workspace, platform.resolve(workspace, line))
  return relative.split(platform.sep)[0] === '..' || platform.isAbsolute(relative)
}
