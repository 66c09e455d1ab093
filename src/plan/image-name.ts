import type { AddProblem } from '../backends/backend-type.ts'
import type { Configuration } from '../disdat/configuration.ts'
import { deriveImageName, type PipeClass } from '../disdat/names.ts'
import { isRepositoryPath } from '../lib/image-reference.ts'
import { type ImageInputs, parseRegistry, parseRepositoryPrefix } from './image-inputs.ts'

/** Which image: a whole reference, or a repository that is looked up in ECR. */
export type ImageName =
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'ecr'; readonly repository: string }

/**
 * Resolves the image of a run: the given reference, or the name that Disdat derives from the pipe class, in the
 * registry and below the prefix of inputs or disdat.cfg. Undefined, and a problem, when no image can have that name.
 */
export function resolveImageName(
  inputs: ImageInputs,
  pipeClass: PipeClass,
  configuration: Configuration,
  addProblem: AddProblem,
): ImageName | undefined {
  if (inputs.reference !== undefined) return { kind: 'reference', reference: inputs.reference }
  const check = (key: string, value: string | undefined, parse: (text: string) => string | undefined) => {
    if (value !== undefined && parse(value) === undefined)
      addProblem(`config-file, [docker] ${key}`, 'Fix it, or set the input.', value)
    return value
  }
  const registry = inputs.registry ?? check('registry', configuration.registry, parseRegistry)
  const prefix =
    inputs.repositoryPrefix ?? check('repository_prefix', configuration.repositoryPrefix, parseRepositoryPrefix)
  const name = deriveImageName(pipeClass)
  if (!isRepositoryPath(name)) {
    const expected = `Its image would be \`${name}\`, which cannot be the name of an image. Set \`image\`.`
    addProblem('pipe-class', expected, pipeClass.name)
    return undefined
  }
  const repository = prefix === undefined ? name : `${prefix}/${name}`
  if (registry === '*ECR*') return { kind: 'ecr', repository }
  return { kind: 'reference', reference: `${registry === undefined ? repository : `${registry}/${repository}`}:latest` }
}
