import {
  type Document,
  isNode,
  isScalar,
  LineCounter,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { RefuseNode } from './yaml-json.ts'

/** A text of an input that is YAML 1.2, and what is wrong with it. Faults name lines of the text. */
export interface YamlText {
  /** Null in an empty text. */
  readonly contents: Document.Parsed['contents']
  readonly faults: { given: string; expected: string }[]
  /** The line of a node, from 1; undefined for what is not a node of the text. */
  findLine(node: unknown): number | undefined
  /** Adds a fault of a node: its line is put into the first sentence. */
  readonly refuse: RefuseNode
}

/**
 * Parses YAML, and refuses keys that are given twice, and what would change a value that follows it: anchors,
 * references, tags and the rules of YAML 1.1. Where there are faults, the contents are incomplete.
 */
export function parseYamlText(text: string): YamlText {
  const faults: YamlText['faults'] = []
  const lineCounter = new LineCounter()
  // The parser would compare each key of a map with all others, which takes a minute for 20,000 keys.
  const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false })
  const lines = text.split('\n')
  for (const error of document.errors) {
    const { line, col } = lineCounter.linePos(error.pos[0])
    faults.push({
      given: lines[line - 1] ?? '',
      expected: `Not valid YAML at line ${line}, column ${col}: ${error.message}.`,
    })
  }
  const findLine = (node: unknown) => {
    const start = isNode(node) ? node.range?.[0] : undefined
    return start === undefined ? undefined : lineCounter.linePos(start).line
  }
  const refuse: RefuseNode = (given, expected, node) => {
    const line = findLine(node)
    faults.push({ given, expected: line ? expected.replace(/(?=\.(?: |$))/, ` (line ${line})`) : expected })
  }
  if (faults.length === 0) refuseUnsupportedSyntax(document, refuse)
  return { contents: document.contents, faults, findLine, refuse }
}

function refuseUnsupportedSyntax(document: Document.Parsed, refuse: RefuseNode): void {
  const inQuotes = 'Write the value, in quotes if it is a text.'
  const refuseProperties = (node: Scalar | YAMLMap | YAMLSeq) => {
    const { anchor, tag } = node
    if (anchor !== undefined) refuse(`&${anchor}`, `YAML anchors are not supported. ${inQuotes}`, node)
    if (tag !== undefined && tag !== textTag) refuse(tag, `YAML tags are not supported. ${inQuotes}`, node)
  }
  if (document.directives.yaml.explicit === true)
    refuse('%YAML', `\`%YAML\` is not supported: inputs are YAML 1.2. Remove it.`, undefined)
  visit(document, {
    Map: (_, map) => {
      refuseRepeatedKeys(map.items, refuse)
      refuseProperties(map)
    },
    Alias: (_, node) => refuse(`*${node.source}`, 'YAML references are not supported. Write the value.', node),
    // Not called for maps, which have a function of their own.
    Value: (_, node) => refuseProperties(node),
  })
}

function refuseRepeatedKeys(items: readonly Pair[], refuse: RefuseNode): void {
  const names = new Set<string>()
  for (const { key } of items) {
    if (!isScalar(key)) continue
    const name = String(key.source ?? key.value)
    if (names.has(name)) refuse(name, 'This key is given twice. Give it once.', key)
    names.add(name)
  }
}

/** `!!str`, which keeps the text. */
const textTag = 'tag:yaml.org,2002:str'
