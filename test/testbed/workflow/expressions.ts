import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

/** The contexts of expressions: `github`, `vars`, `steps` and so on. */
export type Contexts = Readonly<Record<string, unknown>>

/** The outcome of the previous steps, for `success()` and similar functions. */
export type Standing = 'success' | 'failure' | 'cancelled'

/** Evaluates an expression with GitHub's evaluator. Throws for an invalid expression. */
export function evaluate(expression: string, contexts: Contexts, standing: Standing): data.ExpressionData {
  const statuses = new Map(
    Object.entries({
      success: standing === 'success',
      failure: standing === 'failure',
      cancelled: standing === 'cancelled',
      always: true,
    }).map(([name, value]) => [name, { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }]),
  )
  const { tokens } = new Lexer(expression).lex()
  const tree = new Parser(tokens, Object.keys(contexts), [...statuses.values()]).parse()
  const known = new data.Dictionary(...Object.entries(contexts).map(([key, value]) => ({ key, value: dataOf(value) })))
  return new Evaluator(tree, known, statuses).evaluate()
}

const dataOf = (value: unknown): data.ExpressionData => JSON.parse(JSON.stringify(value ?? null), data.reviver)

/** Replaces the expressions between `${{` and `}}` in a text of a workflow. */
export function filled(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    evaluate(expression, contexts, 'success').coerceString(),
  )
}

/** The value of a key that may be one expression, such as `strategy.matrix` or `runs-on`. */
export function resolveValue(value: unknown, contexts: Contexts): unknown {
  const [, expression] = /^\s*\$\{\{(.*)\}\}\s*$/s.exec(String(value)) ?? []
  if (typeof value !== 'string' || expression === undefined) return value
  return JSON.parse(JSON.stringify(evaluate(expression, contexts, 'success'), data.replacer))
}

/** Whether a job or a step runs. Without a status function in its condition, only after success. */
export function holds(condition: unknown, contexts: Contexts, standing: Standing): boolean {
  if (condition === undefined) return standing === 'success'
  const expression = String(condition).replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')
  if (!/\b(success|failure|always|cancelled)\s*\(/.test(expression) && standing !== 'success') return false
  const value = evaluate(expression, contexts, standing)
  return !['', 'false', '0'].includes(value.coerceString())
}
