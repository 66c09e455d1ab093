/** The inputs of plan/: they are inputs of the action, with the same descriptions, defaults and types. */

/**
 * Renders a manifest or a file of types of plan/ with the entries of the same inputs in that of the action. Comments
 * that begin a group are kept where the group has an input.
 */
export function renderPlanInputs(action: string, plan: string, names: readonly string[]): string {
  const entries = listEntries(action)
  const unknown = names.filter((name) => !entries.some((entry) => entry.name === name))
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`)
  const kept = entries.filter(({ name }) => names.includes(name))
  const texts = kept.map(({ group, text }, index) => {
    const begins = group !== undefined && kept[index - 1]?.group !== group
    return begins ? `${index === 0 ? '' : '\n'}  ${group}\n${text}` : text
  })
  const [head = '', tail = ''] = splitInputs(plan)
  return `${head}inputs:\n${texts.join('\n')}\n\n${tail}`
}

interface Entry {
  readonly name: string
  /** The comment that begins its group. */
  readonly group: string | undefined
  /** Its lines, without empty ones at the end. */
  readonly text: string
}

/** The texts before, after and inside of the inputs. */
function splitInputs(text: string): readonly [string, string, string] {
  const [start, end] = [text.search(/^inputs:$/m), text.search(/^outputs:$/m)]
  if (start < 0 || end < start) throw new Error('a manifest has no inputs before its outputs')
  return [text.slice(0, start), text.slice(end), text.slice(start + 'inputs:\n'.length, end)]
}

function listEntries(text: string): readonly Entry[] {
  const entries: { name: string; group: string | undefined; text: string }[] = []
  let group: string | undefined
  for (const line of splitInputs(text)[2].split('\n')) {
    const [, comment, name] = /^ {2}(?:(#.*)|([\w-]+):)$/.exec(line) ?? []
    if (comment !== undefined) group = comment
    else if (name !== undefined) entries.push({ name, group, text: line })
    else if (line !== '') entries[entries.length - 1] = appendLine(entries.at(-1), line)
  }
  return entries
}

function appendLine(entry: Entry | undefined, line: string): Entry {
  if (entry === undefined) throw new Error(`a line before the first input: ${line}`)
  return { ...entry, text: `${entry.text}\n${line}` }
}
