import { describe, test } from 'vitest'
import { escapeLogText } from '../../src/action/log.ts'
import {
  escapeLogLine,
  escapeMarkdown,
  escapeMermaid,
  formatCode,
  formatCodeBlock,
  formatProse,
} from '../../src/action/untrusted.ts'
import { LineSplitter } from '../../src/backends/line-splitter.ts'
import { decodeBytesText, parseLinkPath } from '../../src/disdat/bundle.ts'
import { LogAnalyzer } from '../../src/disdat/log-analyzer.ts'
import { findBundleNameProblem, parseRemoteUrl } from '../../src/disdat/names.ts'
import { parseCommit } from '../../src/disdat/reuse.ts'
import { expectLinearTime } from '../testbed/linear-time.ts'

/** Beginnings of what the patterns of the action look for, repeated without their ends. */
const pieces = [
  '\u001b;#',
  ';#',
  '\u001b]',
  '`',
  '` ',
  ' ',
  '\n',
  ' \n',
  '::',
  '##[',
  '\\n',
  '<b',
  '\ud83d',
  '(',
  'a.',
  '[1',
  'File "',
  'Error: ',
  '- 1 ',
  'ERROR: [',
  'Worker Worker(',
]

/** What a pipe of the engine holds at most. */
const chunkBytes = 64 * 1024

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  escapeLogLine,
  escapeLogText,
  escapeMarkdown,
  escapeMermaid,
  formatCode,
  formatProse,
  formatCodeBlock: (text) => formatCodeBlock(text.split('\n')),
  decodeBytesText: (text) => decodeBytesText(`b${text}`),
  findBundleNameProblem,
  parseCommit,
  parseRemoteUrl: (text) => parseRemoteUrl(`s3://bucket/${text}`),
  parseLinkPath: (text) => parseLinkPath(`s3://${text}`),
  LineSplitter: (text) => {
    const splitter = new LineSplitter()
    const bytes = Buffer.from(text)
    for (let from = 0; from < bytes.length; from += chunkBytes) splitter.push(bytes.subarray(from, from + chunkBytes))
  },
  // A line is at most `maxLineLength` long, where quadratic time would already be 0.3 s.
  LogAnalyzer: (text) => new LogAnalyzer('acme.daily.Sales').readLine(text, 'stderr'),
}

describe('texts from outside take time in proportion to their length', () => {
  test.each(Object.entries(readers))('in %s', { timeout: 120_000 }, (_, read) => {
    for (const piece of pieces) expectLinearTime((length) => read(`${piece}\u001b${piece.repeat(length)}`))
  })
})
