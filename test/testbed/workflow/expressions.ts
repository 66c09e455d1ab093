import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

/** What expressions may speak of: `github`, `vars`, `steps` and so on. */
export type Contexts = Readonly<Record<string, unknown>>

/** How the steps before have ended, for `success()` and its like. */
export type Standing = 'success' | 'failure' | 'cancelled'

/** The value of an expression, by GitHub's own evaluator. Throws for one that it does not take. */
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

/** A text of a workflow with what stands between `${{` and `}}` filled in. */
export function filled(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    evaluate(expression, contexts, 'success').coerceString(),
  )
}

/** Whether a job or a step is to run. Without a word on the standing, only after success. */
export function holds(condition: unknown, contexts: Contexts, standing: Standing): boolean {
  if (condition === undefined) return standing === 'success'
  const expression = String(condition).replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')
  if (!/\b(success|failure|always|cancelled)\s*\(/.test(expression) && standing !== 'success') return false
  const value = evaluate(expression, contexts, standing)
  return !['', 'false', '0'].includes(value.coerceString())
}
