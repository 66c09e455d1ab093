import { mkdtempDisposable, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { type CommandResult, inheritEnv, root, runCommand } from '../process.ts'

const guard = JSON.stringify(join(import.meta.dirname, 'stall-guard.mts'))
const config = `import { StallGuard } from ${guard}
export default { test: { maxWorkers: 2, reporters: ['default', new StallGuard(4_000)] } }`
const passes = `import { test } from 'vitest'
test('passes', () => undefined)`

/** Runs Vitest with the guard on these test files. */
async function runVitest(tests: Readonly<Record<string, string>>): Promise<CommandResult> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'vitest-'))
  await symlink(join(root, 'node_modules'), join(folder.path, 'node_modules'))
  const files = { 'vitest.config.mts': config, ...tests }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text)
  const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder.path]
  return await runCommand(process.execPath, args, {
    env: { ...inheritEnv('PATH', 'HOME'), NO_COLOR: '1' },
    cwd: folder.path,
  })
}

describe.concurrent('StallGuard', { timeout: 60_000 }, () => {
  test('ends a run with a teardown that never ends, and fails it', async ({ expect }) => {
    const stuck = `import { test } from 'vitest'
const stuck = test.extend('stuck', { scope: 'file' }, ({}, { onCleanup }) => onCleanup(() => new Promise(() => {})))
stuck('ends', ({ stuck }) => undefined)`
    const { code, stderr } = await runVitest({ 'stuck.test.mjs': stuck, 'other.test.mjs': passes })
    expect(stderr).toContain('No test has ended for 4 s. The run ends. Still running: stuck.test.mjs.')
    expect(code).toBe(1)
  })

  test('ends a run with code that blocks its process, with the failures of other files', async ({ expect }) => {
    const stuck = `import { test } from 'vitest'\ntest('blocks', () => { for (;;) {} })`
    const { stderr } = await runVitest({
      'stuck.test.mjs': stuck,
      'other.test.mjs': passes.replace('undefined', "{ throw new Error('what failed elsewhere') }"),
    })
    expect(stderr).toContain('Still running: stuck.test.mjs.')
    expect(stderr).toContain('Error: what failed elsewhere')
  })

  test('leaves a run alone that makes progress', async ({ expect }) => {
    const slow = `import { test } from 'vitest'
for (const at of [1, 2, 3]) test('waits ' + at, () => new Promise((resolve) => setTimeout(resolve, 2_500)))`
    const { code, stderr } = await runVitest({ 'slow.test.mjs': slow })
    expect(stderr).not.toContain('The run ends.')
    expect(code).toBe(0)
  })
})
