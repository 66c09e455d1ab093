import { stripVTControlCharacters } from 'node:util'

/** A line of act's log (`--json`), limited to the fields that the tests use. */
export interface LogEntry {
  readonly message: string
  readonly job: string | undefined
  /** The job, with the number of the matrix leg: `name-1`. */
  readonly leg: string
  readonly jobResult: string | undefined
  readonly stage: string | undefined
  readonly stepId: string | undefined
  readonly stepResult: string | undefined
  /** Whether the line is output of the step. */
  readonly isOutput: boolean
  /** The workflow command or file command: `set-output`, `summary`, `error`. */
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
  /** Undefined when act did not report the result. */
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

/** Parses a line. A line that act did not write is a message. */
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

/** Collects the results of the jobs and steps of a run. */
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
  // The output of the step is a terminal, and jq colours its output there.
  if (entry.isOutput) step.lines.push(stripVTControlCharacters(entry.message).trimEnd())
  else if (command === 'set-output') step.outputs[entry.name] = argument
  else if (command === 'summary') step.summary = argument
  else if (command === 'error' || command === 'warning' || command === 'notice')
    step.annotations.push({ level: command, message: argument, properties })
}
