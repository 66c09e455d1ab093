/**
 * The pages docs/inputs.md and docs/outputs.md, from the manifests of the actions. A comment above an input or an
 * output in a manifest is the heading of the group that begins there.
 */
import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml'

interface Entry {
  readonly name: string
  readonly description: string
  readonly isRequired: boolean
}

interface Group {
  readonly title: string
  readonly entries: readonly Entry[]
}

/** Where the other pages say more about an input or an output. */
const explanations: ReadonlyMap<string, string> = new Map(
  Object.entries({
    backend: 'batch.md',
    runs: 'backfill.md',
    each: 'backfill.md#each-one-run-a-value',
    rerun: 'backfill.md#only-what-is-missing',
    'input-path': 'how-it-works.md#an-input-made-of-files',
    'base-context': 'pull-requests.md#a-sandbox-for-a-pull-request',
    cleanup: 'pull-requests.md#a-sandbox-for-a-pull-request',
    force: 'how-it-works.md#when-disdat-reuses-a-bundle',
    dialect: 'dialects.md',
    'role-to-assume': 'iam.md#who-may-assume-the-role',
    'job-role-arn': 'iam.md#roles-of-a-batch-job',
    'execution-role-arn': 'iam.md#roles-of-a-batch-job',
    wait: 'batch.md',
    'compare-with': 'pull-requests.md#what-the-output-is-compared-with',
    'fail-on': 'pull-requests.md#rules-for-the-output',
    'diff-max-bytes': 'pull-requests.md#how-it-is-compared',
    comment: 'pull-requests.md#the-comment',
    accept: 'pull-requests.md#accept-an-expected-change',
    accepted: 'pull-requests.md#accept-an-expected-change',
    'failure-issue': 'failure-issue.md',
    'failure-issue-key': 'failure-issue.md#when',
    annotations: 'pull-requests.md#annotations',
    status: 'how-it-works.md#what-counts-as-success',
    changes: 'pull-requests.md#how-it-is-compared',
    breaches: 'pull-requests.md#rules-for-the-output',
  }),
)

const width = 150
const notice = '<!-- Created by `npm run docs` from the manifests of the actions. -->'

/** The texts of the manifests. */
export interface Manifests {
  readonly action: string
  readonly report: string
  readonly plan: string
  readonly freshness: string
}

/** Renders docs/inputs.md. The inputs of plan/ are inputs of the action, and are only named. */
export function renderInputsPage({ action, report, plan, freshness }: Manifests): string {
  return renderPage(
    'Inputs',
    'After this page, you can set every input of the action. Inputs have the names and meanings of the options of `dsdt run`, where it has one. All of them are texts, and errors in them are reported together, before the run starts. An input that the chosen `backend` does not use is ignored with a warning.',
    [
      ...readGroups(action, 'inputs', 'Inputs of the action'),
      ...readGroups(report, 'inputs', 'Inputs of `disdat/run-action/report`'),
      ...readGroups(freshness, 'inputs', 'Inputs of `disdat/run-action/freshness`'),
    ],
    renderPlanInputs(readGroups(plan, 'inputs', '')),
  )
}

function renderPlanInputs(groups: readonly Group[]): string {
  const names = groups.flatMap(({ entries }) => entries.map(({ name }) => `\`${name}\``))
  const text = `These inputs of the action, with the same meanings and defaults: ${names.join(', ')}.`
  return `## Inputs of \`disdat/run-action/plan\`\n\n${wrap(`${text} [More](backfill.md#runs-on-other-runners).`)}`
}

/** Renders docs/outputs.md. */
export function renderOutputsPage({ action, report, plan, freshness }: Manifests): string {
  return renderPage(
    'Outputs',
    'After this page, you can use the result of a step in later steps and jobs. An output is set as soon as its value is known, so a failed step has outputs, too: read them with `if: always()`. An output without a value is empty.',
    [
      ...readGroups(action, 'outputs', 'Outputs of the action'),
      ...readGroups(report, 'outputs', 'Outputs of `disdat/run-action/report`'),
      ...readGroups(plan, 'outputs', 'Outputs of `disdat/run-action/plan`'),
      ...readGroups(freshness, 'outputs', 'Outputs of `disdat/run-action/freshness`'),
    ],
  )
}

function renderPage(title: string, opening: string, groups: readonly Group[], ending?: string): string {
  const contents = groups.map(({ title: group, entries }) => {
    const links = entries.map(({ name }) =>
      isOfOtherAction(group) ? `\`${name}\`` : `[\`${name}\`](#${createAnchor(name, groups)})`,
    )
    return wrap(`- **${group}:** ${links.join(', ')}`, '  ')
  })
  const sections = groups.flatMap((group) => [
    `## ${group.title}`,
    ...group.entries.flatMap((entry) => [`### \`${entry.name}\``, wrap(describe(entry, group))]),
  ])
  return `${[`# ${title}`, notice, wrap(opening), contents.join('\n'), ...sections, ...(ending === undefined ? [] : [ending])].join('\n\n')}\n`
}

const isOfOtherAction = (title: string) => title.includes('disdat/run-action/')

/** GitHub numbers the anchors of equal headings: a group and its entry may have the same name. */
function createAnchor(name: string, groups: readonly Group[]): string {
  return groups.some(({ title }) => title.toLowerCase() === name) ? `${name}-1` : name
}

function describe({ name, description, isRequired }: Entry, { title }: Group): string {
  const text = description.replace(/\bdocs\/([\w-]+\.(?:md|schema\.json))/g, '[$1]($1)')
  const page = isOfOtherAction(title) ? undefined : explanations.get(name)
  return [text, ...(isRequired ? ['Required.'] : []), ...(page === undefined ? [] : [`[More](${page}).`])].join(' ')
}

/** Breaks a text into lines at spaces outside of code, each after the first with this indent. */
function wrap(text: string, indent = ''): string {
  const words = text.match(/(?:`[^`]*`|[^\s`])+/g) ?? []
  const lines = ['']
  for (const word of words) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && `${line} ${word}`.length > width) lines.push(indent + word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join('\n')
}

function readGroups(manifest: string, key: string, onlyTitle: string): readonly Group[] {
  const map = parseDocument(manifest).get(key)
  if (!isMap(map)) throw new Error(`the manifest has no ${key}`)
  const groups: { title: string; entries: Entry[] }[] = []
  for (const [index, pair] of map.items.entries()) {
    const title = readComment(pair, index === 0 ? map : undefined) ?? (index === 0 ? onlyTitle : undefined)
    if (title !== undefined) groups.push({ title, entries: [] })
    groups.at(-1)?.entries.push(readEntry(pair))
  }
  return groups
}

/** The comment above an entry. The parser gives the one above the first entry to the map. */
function readComment({ key }: Pair, map: YAMLMap | undefined): string | undefined {
  const comment = (isScalar(key) ? key.commentBefore : undefined) ?? map?.commentBefore
  return comment?.trim()
}

function readEntry({ key, value }: Pair): Entry {
  if (!isScalar(key) || !isMap(value)) throw new Error(`the manifest has an entry without a description: ${key}`)
  const description = String(value.get('description')).trim()
  return { name: String(key.value), description, isRequired: value.get('required') === true }
}
