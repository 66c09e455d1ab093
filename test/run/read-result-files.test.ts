import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { renderResultFile, resultLimitBytes } from '../../src/report/result-file.ts'
import { readResultFiles } from '../../src/run/read-result-files.ts'
import { catchFailure, neverAborted } from '../remote/helpers.ts'
import { completeReport, produced } from '../report/fixtures/reports.ts'
import { createFolder } from './fixtures.ts'

const createResult = (pipeClass: string) => renderResultFile([{ ...completeReport(produced), pipeClass }])

/** A workspace with these files, by path. */
async function createWorkspace(files: Readonly<Record<string, string>>): Promise<string> {
  const workspace = await createFolder()
  await mkdir(join(workspace, 'out'))
  for (const [path, text] of Object.entries(files)) await writeFile(join(workspace, path), text)
  return workspace
}

describe('readResultFiles', () => {
  test('returns the reports of all files, folders and patterns', async () => {
    const workspace = await createWorkspace({ 'a.json': createResult('a.A'), 'out/b.json': createResult('b.B') })
    const reports = await readResultFiles(['a.json', 'out'], workspace, neverAborted)
    expect(reports.map(({ pipeClass }) => pipeClass)).toStrictEqual(['a.A', 'b.B'])
    expect(new Set(reports.map(({ runId }) => runId)).size).toBe(2)
    expect(await readResultFiles(['out/*.json'], workspace, neverAborted)).toHaveLength(1)
  })

  test.each([
    ['is not JSON', '{', 'The file is not JSON.'],
    ['does not match the schema', '{}', "must have required property 'verdict'"],
    ['is too large', ' '.repeat(resultLimitBytes + 1), `The file is larger than ${resultLimitBytes} bytes.`],
  ])('throws `invalid-input` with the name of a file that %s', async (_, text, reason) => {
    const workspace = await createWorkspace({ 'a.json': createResult('a.A'), 'bad "file".json': text })
    const { verdict, evidence } = await catchFailure(readResultFiles(['*.json'], workspace, neverAborted))
    expect(verdict).toBe('invalid-input')
    expect(evidence).toMatch(/^result-file: "bad \\"file\\"\.json" is not a result file\. ./)
    expect(evidence).toContain(reason)
  })

  test('throws `invalid-input` for a path without files', async () => {
    const workspace = await createWorkspace({})
    expect(await catchFailure(readResultFiles(['absent.json'], workspace, neverAborted))).toMatchObject({
      verdict: 'invalid-input',
      evidence: expect.stringMatching(/^result-file: .*absent\.json/),
    })
  })

  test('throws `invalid-input` for a link that leaves the workspace', async () => {
    const outside = await createWorkspace({ 'a.json': createResult('a.A') })
    const workspace = await createWorkspace({})
    await symlink(join(outside, 'a.json'), join(workspace, 'link.json'))
    expect(await catchFailure(readResultFiles(['link.json'], workspace, neverAborted))).toMatchObject({
      verdict: 'invalid-input',
      evidence: expect.stringContaining('link.json'),
    })
  })
})
