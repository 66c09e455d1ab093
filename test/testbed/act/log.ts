import { stripVTControlCharacters } from 'node:util'

/** One line of act's log (`--json`), as far as the tests look at it. */
export interface LogEntry {
  readonly message: string
  readonly job: string | undefined
  /** The job, and for a leg of a matrix its number: `name-1`. */
  readonly leg: string
  readonly jobResult: string | undefined
  readonly stage: string | undefined
  readonly stepId: string | undefined
  readonly stepResult: string | undefined
  /** It is a line of the step's own output. */
  readonly isOutput: boolean
  /** The workflow command, also of a file: `set-output`, `summary`, `error`. */
  readonly command: string | undefined
  readonly argument: string
  /** The `name` of an output. */
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
}

/** Main or post of one step in one job. */
export interface ActStep {
  readonly job: string
  readonly leg: string
  readonly id: string
  readonly stage: string
  /** Undefined when act did not say how it ended. */
  result: string | undefined
  readonly outputs: Record<string, string>
  summary: string
  readonly lines: string[]
  readonly annotations: {
    readonly level: string
    readonly message: string
    readonly properties: Readonly<Record<string, string>>
  }[]
}

/** Reads a line; one that is not of act's own is a message. */
export function parseEntry(line: string): LogEntry {
  const fields = parseFields(line)
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : undefined)
  const [stepId] = Array.isArray(fields['stepID']) ? fields['stepID'].map(String) : []
  return {
    message: text('msg') ?? line,
    job: text('jobID'),
    leg: text('job')?.split('/').at(-1)?.trim() ?? '',
    jobResult: text('jobResult'),
    stage: text('stage'),
    stepId,
    stepResult: text('stepResult'),
    isOutput: fields['raw_output'] === true,
    command: text('command'),
    argument: text('arg') ?? text('content') ?? '',
    name: text('name') ?? '',
    properties: { ...Object(fields['kvPairs']) },
  }
}

function parseFields(line: string): Readonly<Record<string, unknown>> {
  try {
    return { ...Object(JSON.parse(line)) }
  } catch {
    return {}
  }
}

/** What the jobs and steps of a run came to. */
export function collectSteps(entries: readonly LogEntry[]) {
  const jobs: Record<string, string[]> = {}
  const steps = new Map<string, ActStep>()
  for (const entry of entries) {
    const { job, leg, stage, stepId, jobResult } = entry
    if (job !== undefined && jobResult !== undefined) jobs[job] = [...(jobs[job] ?? []), jobResult]
    if (job === undefined || stage === undefined || stepId === undefined) continue
    const key = `${leg} ${stage} ${stepId}`
    const step = steps.get(key) ?? startStep(job, leg, stepId, stage)
    steps.set(key, step)
    addEntry(step, entry)
  }
  return { jobs, steps: [...steps.values()], log: entries.map(({ message }) => message.trimEnd()).join('\n') }
}

function startStep(job: string, leg: string, id: string, stage: string): ActStep {
  return { job, leg, id, stage, result: undefined, outputs: {}, summary: '', lines: [], annotations: [] }
}

function addEntry(step: ActStep, entry: LogEntry): void {
  const { command, argument, properties } = entry
  step.result ??= entry.stepResult
  // The step writes to a terminal, and jq colours what it writes there.
  if (entry.isOutput) step.lines.push(stripVTControlCharacters(entry.message).trimEnd())
  else if (command === 'set-output') step.outputs[entry.name] = argument
  else if (command === 'summary') step.summary = argument
  else if (command === 'error' || command === 'warning' || command === 'notice')
    step.annotations.push({ level: command, message: argument, properties })
}
