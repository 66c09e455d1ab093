import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { State } from '../src/action/state.ts'
import { createStagingFolder } from '../src/local/staging.ts'
import { startEngineWire } from './backends/docker/engine-wire.ts'
import { crash, runEntry } from './testbed/run-entry.ts'

const unclean: State = { runId: 'run-1', pipeClass: 'a.b.Daily', orphans: [], reported: false, unclean: true }

async function runPost(changes: Partial<State>, env: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'post-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { orphans, ...set } = { ...unclean, ...changes }
  const file = join(folder, 'state.jsonl')
  const lines = [{ set }, ...orphans.map((orphan) => ({ orphan }))].map((change) => JSON.stringify(change))
  await writeFile(file, lines.join('\n'))
  return await runEntry('post.ts', { STATE_file: file, ...env })
}

describe('post', () => {
  test('prints nothing and succeeds when main started nothing', async () => {
    expect(await runEntry('post.ts')).toMatchObject({ code: 0, stdout: '', stderr: '', summary: '' })
  })

  test('loads nothing when main left nothing', async () => {
    // The exception comes when the first module that handles exceptions is loaded.
    for (const state of [{}, { STATE_file: '/nonexistent', STATE_clean: 'true' }])
      expect(await runEntry('post.ts', { ...state, ...crash })).toMatchObject({ code: 0, stdout: '', stderr: '' })
  })

  test('does nothing after a clean run', async () => {
    expect(await runPost({ unclean: false })).toMatchObject({ code: 0, stdout: '', stderr: '', summary: '' })
  })

  test('reports a run that was killed', async () => {
    const { code, stdout, summary } = await runPost({})
    expect({ code, stdout }).toStrictEqual({ code: 0, stdout: '' })
    expect(summary).toMatch(/`Daily` was killed before it could report\n\nEverything that it started was removed\./)
    expect((await runPost({ reported: true })).summary).toBe('')
  })

  test('removes the unfinished downloads of its run', async () => {
    const contextFolder = await mkdtemp(join(tmpdir(), 'post-'))
    onTestFinished(() => rm(contextFolder, { recursive: true, force: true }))
    await mkdir(join(contextFolder, 'objects'))
    for (const runId of ['run-1', 'run-2']) await createStagingFolder(contextFolder, runId)
    expect(await runPost({ contextFolder })).toMatchObject({ code: 0, stdout: '' })
    expect(await readdir(contextFolder)).toStrictEqual([expect.stringContaining('run-2'), 'objects'])
  })

  test('warns about what it cannot end, and succeeds', async () => {
    const orphan = { backend: 'Other', runId: 'run-1', outputUuid: 'u', fields: { id: 'job-1' } }
    const { code, stdout, summary } = await runPost({ orphans: [orphan] })
    expect(code).toBe(0)
    expect(stdout).toBe('::warning::Could not end job job-1: this release has no backend Other\n')
    expect(summary).toContain('Something that it started')
  })

  test('warns about a container that it cannot remove without an engine', async () => {
    const orphan = { backend: 'Local', runId: 'run-1', outputUuid: 'u', fields: {} }
    const { code, stdout } = await runPost({ orphans: [orphan] })
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^::warning::Could not remove the container: .* When the engine is back, remove the container with `docker rm --force --volumes \$\(docker ps --all --quiet --filter label=disdat\.run-action\.run-id=run-1\)`\.$/m,
    )
  })

  test('removes a container whose stop the engine never answers', async () => {
    await using engine = await startEngineWire((call) => {
      if (call.endsWith('/stop')) return 'silent'
      return { status: 200, ...(call === 'GET /containers/json' && { body: [{ Id: 'c', State: 'running' }] }) }
    })
    const orphan = { backend: 'Local', runId: 'run-1', outputUuid: 'u', fields: {} }
    const { code, stdout } = await runPost({ orphans: [orphan] }, { DOCKER_HOST: engine.host })
    expect({ code, stdout }).toStrictEqual({ code: 0, stdout: 'Removed the container that main left.\n' })
    expect(engine.calls).toContain('DELETE /containers/c')
  })

  test('escapes an exception that nothing catches, and succeeds', async () => {
    const { code, stdout, stderr } = await runPost({ reported: true }, crash)
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' })
    expect(stdout).toBe('::warning::The cleanup ended early: crash%0A::set-env name=A::## [error].\n')
  })

  test('warns, and succeeds, when the state of main is gone', async () => {
    const { code, stdout } = await runEntry('post.ts', { STATE_file: '/nonexistent/state.jsonl' })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^::warning::The cleanup ended early: ENOENT/)
  })
})
