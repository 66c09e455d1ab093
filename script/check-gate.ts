/**
 * The gate of `.github/workflows/ci.yml`, which a rule of the repository requires:
 *
 *     NEEDS='{"lint": {"result": "success"}}' node script/check-gate.ts
 *
 * `NEEDS` is the context `needs` of the job. Prints a line for each problem, and exits with 1 when there are any.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { getField, getString, isObject, parseJson } from '../src/lib/json.ts'

const gate = 'gate'

/**
 * Why the jobs of a workflow do not pass: the gate does not wait for a job, or a job did not succeed. A skipped job did
 * not succeed.
 *
 * @param workflow - the text of the workflow
 * @param needs - the context `needs` of the job `gate`, as JSON
 * @throws when one of them cannot be read
 */
export function listGateProblems(workflow: string, needs: string): readonly string[] {
  const jobs = getField(parse(workflow), 'jobs')
  const results = parseJson(needs)
  if (!isObject(jobs)) throw new Error('The workflow has no jobs.')
  if (!isObject(results)) throw new Error('NEEDS is not the context `needs`.')
  const unknown = Object.keys(jobs).filter((job) => job !== gate && !(job in results))
  const failed = Object.keys(results).filter((job) => getString(results, job, 'result') !== 'success')
  return [
    ...unknown.map((job) => `The job ${gate} does not wait for ${job}. Add it to \`needs\`.`),
    ...failed.map((job) => `The job ${job} did not succeed: ${getString(results, job, 'result') ?? 'no result'}.`),
  ]
}

if (import.meta.main) {
  const workflow = readFileSync(join(import.meta.dirname, '../.github/workflows/ci.yml'), 'utf8')
  const problems = listGateProblems(workflow, process.env['NEEDS'] ?? '')
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
}
