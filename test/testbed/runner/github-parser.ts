import { registerHooks } from 'node:module'

// The package imports its schemas as bundlers allow it, without the attribute that Node requires.
const hooks = registerHooks({
  load: (url, context, nextLoad) =>
    nextLoad(url, url.endsWith('.min.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})

const { FeatureFlags } = await import('@actions/expressions/features')
const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import('@actions/workflow-parser')
const { convertActionTemplate, getActionSchema, parseAction } = await import('@actions/workflow-parser/actions/index')
const { TemplateContext, TemplateValidationErrors } = await import(
  '@actions/workflow-parser/templates/template-context'
)
const { getWorkflowSchema } = await import('@actions/workflow-parser/workflows/workflow-schema')
const { readTemplate } = await import('@actions/workflow-parser/templates/template-reader')
const { YamlObjectReader } = await import('@actions/workflow-parser/workflows/yaml-object-reader')
const { isBasicExpression } = await import('@actions/workflow-parser/templates/tokens/type-guards')

hooks.deregister()

export { isBasicExpression }

/** A file and its content. */
export interface SourceFile {
  readonly name: string
  readonly content: string
}

/** The errors of an `action.yml` under the schema that GitHub documents, in which unknown keys are errors. */
export function validateManifest(file: SourceFile): readonly string[] {
  const { context, value } = parseAction(file, new NoOperationTraceWriter())
  if (value !== undefined) convertActionTemplate(context, value)
  return context.errors.getErrors().map(({ message }) => message)
}

/** GitHub runs steps at the same time; its parser counts them among its experiments. */
const featureFlags = new FeatureFlags({ allowBackgroundSteps: true })

/** The errors of a workflow: YAML, schema, expressions and the contexts in them, events and the order of jobs. */
export async function validateWorkflow(file: SourceFile): Promise<readonly string[]> {
  const empty = new TemplateContext(new TemplateValidationErrors(), getWorkflowSchema(), new NoOperationTraceWriter())
  empty.state['featureFlags'] = featureFlags
  const { context, value } = parseWorkflow(file, empty)
  if (value !== undefined) await convertWorkflowTemplate(context, value, undefined, { featureFlags })
  return context.errors.getErrors().map(({ message }) => message)
}

/**
 * Loads an `action.yml` as the runner does: under the schema that leaves unknown keys alone, but allows an expression
 * only in the `default` of an input.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionManifestManager.cs
 *
 * @throws when the runner does not load it, with the errors that it shows.
 */
export function loadManifest({ name, content }: SourceFile) {
  const context = new TemplateContext(new TemplateValidationErrors(), getActionSchema(), new NoOperationTraceWriter())
  const file = context.getFileId(name)
  const reader = new YamlObjectReader(file, content)
  for (const { message, range } of reader.errors) context.error(file, message, range)
  const root = readTemplate(context, 'action-root', reader, file)
  const messages = context.errors.getErrors().map(({ message }) => message)
  if (messages.length > 0 || !root) throw new Error(`Failed to load ${name}. ${messages.join(' ')}`)
  const template = convertActionTemplate(context, root)
  // The conversion knows the contexts of a condition only from the stricter schema.
  if (context.errors.count > 0) throw new Error(`${name} has a condition, which this harness does not evaluate`)
  return template
}
