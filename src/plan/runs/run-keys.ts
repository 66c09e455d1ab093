import type { InputName } from '../input-names.ts'

/** How the value of a key is written in YAML, beside as a text: as a list of lines, or as a map. */
export type KeyForm = 'text' | 'lines' | 'tags' | 'variables' | 'params'

/**
 * The inputs that each of several runs can have for itself: those of a pipe, its bundles, image, container and job.
 * Identity, remote, context, backend and report are the same for the whole step.
 */
export const runKeys: ReadonlyMap<string, KeyForm> = new Map<InputName, KeyForm>([
  ['pipe-class', 'text'],
  ['params', 'params'],
  ['force', 'text'],
  ['force-all', 'text'],
  ['skip-unchanged', 'lines'],
  ['max-age', 'text'],
  ['promote', 'text'],
  ['workers', 'text'],
  ['input-bundle', 'text'],
  ['input-param', 'text'],
  ['input-tags', 'tags'],
  ['input-path', 'lines'],
  ['input-path-tags', 'tags'],
  ['push-input', 'text'],
  ['output-bundle', 'text'],
  ['output-tags', 'tags'],
  ['pull-output', 'text'],
  ['compare-with', 'text'],
  ['fail-on', 'lines'],
  ['diff-max-bytes', 'text'],
  ['diff-samples', 'text'],
  ['diff-key', 'lines'],
  ['diff-max-rows', 'text'],
  ['image', 'text'],
  ['registry', 'text'],
  ['repository-prefix', 'text'],
  ['pull-policy', 'text'],
  ['platform', 'text'],
  ['dialect', 'text'],
  ['network', 'text'],
  ['env', 'variables'],
  ['vcpus', 'text'],
  ['memory', 'text'],
  ['shm-size', 'text'],
  ['gpus', 'text'],
  ['run-timeout-minutes', 'text'],
  ['job-queue', 'text'],
  ['job-definition', 'text'],
  ['job-role-arn', 'text'],
  ['execution-role-arn', 'text'],
  ['attempts', 'text'],
  ['queue-timeout-minutes', 'text'],
  ['share-identifier', 'text'],
  ['scheduling-priority', 'text'],
  ['job-tags', 'tags'],
  ['depends-on', 'lines'],
])

/** The keys of a run that are not inputs of a run. */
export const relationKeys = ['each', 'needs', 'when', 'runs-on'] as const
