import { hash } from 'node:crypto'
import type { BundleDescription } from './bundle.ts'

type Dependency = BundleDescription['dependsOn'][number]

/** The digits of a hash that Luigi and Disdat keep in a name. */
const hashLength = 10
/** The characters of a parameter that Luigi keeps in the name of a task. */
const paramLength = 16
/** The most dependencies whose combinations are tried: a thousand hashes. */
const maxDependencies = 10

/**
 * The uuids of the upstream bundles that tasks of the same pipe made (`add_dependency`, `yield_dependency`). Disdat
 * finds such a bundle by its processing name alone, and not by the name by which a pipe can ask for a bundle of another
 * one (`add_external_dependency`). A bundle that is both is left out. Empty when that is not known.
 *
 * No field of a bundle says which one it is, but the processing name does: it ends with a hash of the processing names
 * of all dependencies, where an external one counts as a task that has the bundle's uuid and processing name as
 * parameters. Disdat adds what a task yields to the dependencies afterwards, under the name of the task.
 * https://github.com/kyocum/disdat-luigi/blob/master/disdatluigi/pipe.py (`processing_id`, `_resolve_bundle`)
 */
export function listTaskDependencies({ processingName, dependsOn }: BundleDescription): ReadonlySet<string> {
  const required = dependsOn.filter((dependency) => !isYielded(dependency)).toSorted(compareArguments)
  if (required.length > maxDependencies) return new Set()
  const ending = processingName.slice(processingName.lastIndexOf('_') + 1)
  for (const external of Array(1 << required.length).keys()) {
    const isExternal = (nth: number) => (external & (1 << nth)) !== 0
    const names = required.map((each, nth) => (isExternal(nth) ? formatExternalName(each) : each.processingName))
    if (shorten(names.join('.')) !== ending) continue
    const byName = new Set(required.filter((_, nth) => isExternal(nth)).map(({ uuid }) => uuid))
    return new Set(dependsOn.map(({ uuid }) => uuid).filter((uuid) => !byName.has(uuid)))
  }
  return new Set()
}

/** Whether a task yielded the dependency: its argument is the name of the task, to which Disdat has added a hash. */
const isYielded = ({ processingName, argument }: Dependency) =>
  processingName.length === argument.length + 1 + hashLength && processingName.startsWith(`${argument}_`)

/** Arguments are names in Python, in the order of their characters. */
const compareArguments = (a: Dependency, b: Dependency) => (a.argument < b.argument ? -1 : 1)

/**
 * The processing name of the task that stands for an external bundle.
 * https://github.com/spotify/luigi/blob/master/luigi/task.py (`task_id_str`)
 */
function formatExternalName({ processingName, uuid }: Dependency): string {
  const params = [processingName, uuid].map((value) => [...value].slice(0, paramLength).join('')).join('_')
  const id = shorten(escapeNonAscii(JSON.stringify({ processing_name: processingName, uuid })))
  return `ExternalDepTask_${params.replaceAll(/[^A-Za-z0-9_]/gu, '_')}_${id}_${shorten('')}`
}

/** Python writes JSON in ASCII: https://docs.python.org/3/library/json.html#json.dump */
const escapeNonAscii = (json: string) =>
  json.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const shorten = (text: string) => hash('md5', text).slice(0, hashLength)
