import { type Statement, Visitor } from 'oxc-parser'
import type { Finding, Source } from './sources.ts'

interface Declaration {
  readonly name: string
  readonly offset: number
  readonly isExported: boolean
  readonly isFunction: boolean
}

/** Exported names that two files declare. Re-exports are not declarations. */
export function findDuplicateExports(sources: readonly Source[]): readonly Finding[] {
  const first = new Map<string, string>()
  return sources.flatMap((source) => {
    const exported = listDeclarations(source).filter(({ isExported }) => isExported)
    const findings = exported.flatMap(({ name, offset }) => {
      const other = first.get(name)
      if (other === undefined || other === source.path) return []
      const problem = `${name} is exported by ${other} too. Give one of the two a name of its own.`
      return [{ file: source.path, line: source.lineAt(offset), problem }]
    })
    for (const { name } of exported) if (!first.has(name)) first.set(name, source.path)
    return findings
  })
}

/** Top-level functions named after their argument (`planOf`, `ofBatch`) instead of after what they do. */
export function findFunctionsNamedOf(sources: readonly Source[]): readonly Finding[] {
  return sources.flatMap((source) =>
    listDeclarations(source)
      .filter(({ name, isFunction }) => isFunction && /(Of|^of[A-Z]\w*)$/.test(name))
      .map(({ name, offset }) => {
        const problem = `${name} does not say what the function does. Name it with a verb, such as createPlan for planOf.`
        return { file: source.path, line: source.lineAt(offset), problem }
      }),
  )
}

/** Types of other files imported in place, as in `import('./a.ts').A`: the linter's walls between rooms miss these. */
export function findInlineImportTypes(sources: readonly Source[]): readonly Finding[] {
  return sources.flatMap((source) => {
    const findings: Finding[] = []
    new Visitor({
      TSImportType({ start, source: { value } }) {
        if (!value.startsWith('.')) return
        const problem = 'A type is imported in place. Use `import type`, which the linter checks.'
        findings.push({ file: source.path, line: source.lineAt(start), problem })
      },
    }).visit(source.program)
    return findings
  })
}

/** Whether a file holds anything that runs: a function, a method or a class. */
export function hasLogic({ program }: Source): boolean {
  let found = false
  const see = () => {
    found = true
  }
  new Visitor({ FunctionDeclaration: see, FunctionExpression: see, ArrowFunctionExpression: see }).visit(program)
  return found
}

function listDeclarations({ program }: Source): readonly Declaration[] {
  const declarations = program.body.flatMap((statement) =>
    statement.type === 'ExportNamedDeclaration' && statement.declaration !== null
      ? readDeclarations(statement.declaration, true)
      : readDeclarations(statement, false),
  )
  const local = new Set(declarations.map(({ name }) => name))
  const exportedLater = program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || statement.source !== null) return []
    return statement.specifiers.flatMap(({ local: from, exported, start }) =>
      from.type === 'Identifier' && exported.type === 'Identifier' && local.has(from.name)
        ? [{ name: exported.name, offset: start, isExported: true, isFunction: false }]
        : [],
    )
  })
  return [...declarations, ...exportedLater]
}

function readDeclarations(statement: Statement, isExported: boolean): readonly Declaration[] {
  switch (statement.type) {
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ id, init }) => {
        if (id.type !== 'Identifier') return []
        const isFunction = init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression'
        return [{ name: id.name, offset: id.start, isExported, isFunction }]
      })
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      return statement.id === null
        ? []
        : [{ name: statement.id.name, offset: statement.id.start, isExported, isFunction: true }]
    case 'ClassDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
      return statement.id === null
        ? []
        : [{ name: statement.id.name, offset: statement.id.start, isExported, isFunction: false }]
    default:
      return []
  }
}
