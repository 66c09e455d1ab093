import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { openLog } from '../../src/action/log.ts'
import { OutputWriter } from '../../src/action/outputs.ts'
import { createCommandFiles, readPairs } from '../testbed/runner/file-commands.ts'
import { mountTmpfs } from '../testbed/tmpfs.ts'

describe('OutputWriter', () => {
  test('writes an output once, again when it changes, and with any text', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'outputs-'))
    try {
      const files = await createCommandFiles(folder, 'main')
      vi.stubEnv('GITHUB_OUTPUT', files.output)
      const hostile = 'a\nstatus=forged\nghadelimiter\n::error::x'
      const outputs = new OutputWriter(async (text) => await Promise.reject(new Error(text)))
      await outputs.set(new Map([['job-id', 'c0ffee']]))
      await outputs.set(
        new Map([
          ['job-id', 'c0ffee'],
          ['output-bundle-name', hostile],
          ['status', 'failed'],
        ]),
      )
      await outputs.set(new Map([['status', 'cancelled']]))
      expect([...readPairs(await readFile(files.output, 'utf8'))]).toStrictEqual([
        ['job-id', 'c0ffee'],
        ['output-bundle-name', hostile],
        ['status', 'failed'],
        ['status', 'cancelled'],
      ])
    } finally {
      vi.unstubAllEnvs()
      await rm(folder, { recursive: true })
    }
  })

  test('warns once about each output that contains a masked value', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'outputs-'))
    try {
      const files = await createCommandFiles(folder, 'main')
      vi.stubEnv('GITHUB_OUTPUT', files.output)
      const warnings: string[] = []
      const log = openLog({ write: () => true, once: () => undefined }, false)
      await log.mask('123456789012')
      const warn = async (text: string) => void warnings.push(text)
      const outputs = new OutputWriter(warn, log.holdsMasked)
      await outputs.set(new Map([['image', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders@sha256:1']]))
      await outputs.set(new Map([['image', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders@sha256:2']]))
      await outputs.set(new Map([['job-id', 'c0ffee']]))
      expect(warnings).toStrictEqual([
        'The output `image` contains a masked value. Later steps of this job can read it. GitHub drops it where it is an output of the job.',
      ])
    } finally {
      vi.unstubAllEnvs()
      await rm(folder, { recursive: true })
    }
  })

  test('warns once, and does not throw, when the runner’s file is gone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'outputs-'))
    try {
      vi.stubEnv('GITHUB_OUTPUT', join(folder, 'gone'))
      const warnings: string[] = []
      const outputs = new OutputWriter(async (text) => void warnings.push(text))
      await outputs.set(new Map([['job-id', 'c0ffee']]))
      await outputs.set(new Map([['status', 'failed']]))
      expect(warnings).toStrictEqual([
        `Cannot write the step output job-id: Missing file at path: ${folder}/gone. The run goes on.`,
      ])
    } finally {
      vi.unstubAllEnvs()
      await rm(folder, { recursive: true })
    }
  })

  test('leaves whole values in the runner’s file on a full disk, and writes the rest when there is room', async () => {
    await using disk = await mountTmpfs(4)
    const file = join(disk.path, 'output')
    const before = `status=${'x'.repeat(4080)}\n`
    await writeFile(file, before)
    vi.stubEnv('GITHUB_OUTPUT', file)
    try {
      const warnings: string[] = []
      const outputs = new OutputWriter(
        async (text) => void warnings.push(text),
        () => false,
        file,
      )
      const values = new Map([['job-id', 'c0ffee']] as const)
      await outputs.set(values)
      expect(await readFile(file, 'utf8')).toBe(before)
      expect(warnings).toStrictEqual([
        'Cannot write the step output job-id: ENOSPC: no space left on device, write. The run goes on.',
      ])
      await writeFile(file, '')
      await outputs.set(values)
      expect([...readPairs(await readFile(file, 'utf8'))]).toStrictEqual([['job-id', 'c0ffee']])
    } finally {
      vi.unstubAllEnvs()
    }
  })
})
