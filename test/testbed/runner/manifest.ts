import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScalarToken } from '@actions/workflow-parser/templates/tokens/scalar-token'
import { type Contexts, evaluate } from '../workflow/expressions.ts'
import { isBasicExpression, loadManifest } from './github-parser.ts'

/** The part of an `action.yml` that the runner needs. */
export interface Manifest {
  readonly using: string
  readonly main: string
  readonly post: string | undefined
  /** The value of each input's default by the name as written (empty without a default). */
  readonly defaults: ReadonlyMap<string, string>
}

/** The contexts of a `default:`, as the runner's action_yaml.json lists them. A context that a job lacks is `null`. */
const defaultContexts: Contexts = { github: null, strategy: null, matrix: null, job: null, runner: null }

/**
 * Reads `action.yml` in `folder` under the runner's own rules, and evaluates the defaults of its inputs.
 *
 * @throws when the runner refuses it, and when it asks for a stage or a condition that this harness does not play.
 */
export async function readManifest(folder: string, contexts: Contexts = {}): Promise<Manifest> {
  const content = await readFile(join(folder, 'action.yml'), 'utf8')
  const { inputs = [], runs } = loadManifest({ name: 'action.yml', content })
  if (runs?.using !== 'node20' && runs?.using !== 'node24') {
    throw new Error('Failed to load action.yml. It has no runs.using of node20 or node24 with runs.main.')
  }
  const { using, main, post, pre, postIf } = runs
  if (pre !== undefined) throw new Error('action.yml has runs.pre, which this harness does not run')
  if (postIf !== undefined) throw new Error('action.yml has runs.post-if, which this harness does not evaluate')
  const known = { ...defaultContexts, ...contexts }
  for (const name of Object.keys(contexts)) {
    if (!(name in defaultContexts)) throw new Error(`the runner gives no context ${name} to defaults`)
  }
  const defaults = inputs.map(({ id, default: token }) => [id, token ? evaluateDefault(token, known) : ''] as const)
  return { using, main, post, defaults: new Map(defaults) }
}

function evaluateDefault(token: ScalarToken, contexts: Contexts): string {
  return isBasicExpression(token) ? evaluate(token.expression, contexts, 'success').coerceString() : token.toString()
}
