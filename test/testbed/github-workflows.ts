/** A workflow run in the double. */
export interface WorkflowRunRecord {
  readonly event: string
  status: string
  readonly createdAt: Date
  /** The branch and the inputs of a dispatch. */
  readonly ref?: string
  readonly inputs?: Readonly<Record<string, string>>
}

/** A workflow with `on: workflow_dispatch`. */
export interface WorkflowRecord {
  /** The inputs that it declares. */
  readonly inputs: readonly string[]
  readonly runs: WorkflowRunRecord[]
  /** Whether the server refuses `return_run_details`, as enterprise servers before 3.21. */
  readonly isOld?: boolean
}

interface Call {
  readonly method: string
  /** Below `/repos/owner/name/`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}

interface Answer {
  readonly status: number
  readonly body?: unknown
}

const notFound: Answer = { status: 404, body: { message: 'Not Found' } }

/** Answers calls about workflows: https://docs.github.com/en/rest/actions. Undefined for any other call. */
export function answerAboutWorkflows(
  workflows: Readonly<Record<string, WorkflowRecord>>,
  { method, path, query, body }: Call,
): Answer | undefined {
  const [, rerun] = /^actions\/runs\/(\d+)\/rerun$/.exec(path) ?? []
  if (rerun !== undefined) return runAgain(Object.values(workflows).flatMap(({ runs }) => runs)[Number(rerun) - 9000])
  const [, file, what] = /^actions\/workflows\/([^/]+)\/(runs|dispatches)$/.exec(path) ?? []
  if (file === undefined) return undefined
  const workflow = workflows[file]
  if (workflow === undefined) return notFound
  return what === 'dispatches' && method === 'POST' ? dispatch(workflow, Object(body)) : listRuns(workflow, query)
}

const getUrl = (at: number) => `https://github.com/octo-org/pipelines/actions/runs/${9000 + at}`

function dispatch({ inputs, runs, isOld = false }: WorkflowRecord, body: Readonly<Record<string, unknown>>): Answer {
  if (isOld && 'return_run_details' in body)
    return { status: 400, body: { message: '"return_run_details" is not a permitted key.' } }
  const given = Object.entries(Object(body['inputs'])).map(([name, value]) => [name, String(value)] as const)
  const unexpected = given.filter(([name]) => !inputs.includes(name))
  if (unexpected.length > 0)
    return { status: 422, body: { message: `Unexpected inputs provided: ${JSON.stringify(unexpected)}` } }
  const ref = String(body['ref'])
  runs.push({
    event: 'workflow_dispatch',
    status: 'queued',
    createdAt: new Date(),
    ...{ ref, inputs: Object.fromEntries(given) },
  })
  if (body['return_run_details'] !== true) return { status: 204 }
  return { status: 200, body: { workflow_run_id: 8999 + runs.length, html_url: getUrl(runs.length - 1) } }
}

/** https://docs.github.com/en/rest/actions/workflow-runs#re-run-a-workflow */
function runAgain(run: WorkflowRunRecord | undefined): Answer {
  if (run === undefined) return notFound
  if (run.status !== 'completed') return { status: 403, body: { message: 'This workflow is already running' } }
  run.status = 'queued'
  return { status: 201, body: {} }
}

function listRuns({ runs }: WorkflowRecord, query: URLSearchParams): Answer {
  const [status, event, created] = ['status', 'event', 'created'].map((name) => query.get(name))
  const since = Date.parse(/^>=(.+)$/.exec(created ?? '')?.[1] ?? '1970-01-01')
  const found = [...runs.entries()].filter(
    ([, run]) => (!status || run.status === status) && (!event || run.event === event) && +run.createdAt >= since,
  )
  const shown = found.toReversed().slice(0, Number(query.get('per_page') ?? 30))
  const toJson = ([at, run]: readonly [number, WorkflowRunRecord]) => ({
    ...{ id: 9000 + at, html_url: getUrl(at), event: run.event, status: run.status },
    created_at: run.createdAt.toISOString(),
  })
  return { status: 200, body: { total_count: found.length, workflow_runs: shown.map(toJson) } }
}
