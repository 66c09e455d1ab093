import { describe, expect, onTestFinished, test } from 'vitest'
import { runIdLabel } from '../../../src/backends/docker/container.ts'
import { connectEngine } from '../../../src/backends/docker/engine.ts'
import { readHelp } from '../../../src/backends/docker/read-help.ts'
import type { ImageRequest } from '../../../src/backends/image.ts'
import { runDocker } from '../../testbed/docker.ts'
import { entrypointProgram, makeShellImage } from '../../testbed/shell-image.ts'

const never = new AbortController().signal

/** An image of this test whose entry point is a script, and a reader of its help. */
async function makeImage(script: string) {
  const image = await makeShellImage(script, undefined, entrypointProgram)
  const runId = crypto.randomUUID()
  onTestFinished(async () => {
    await image[Symbol.asyncDispose]()
  })
  const request: ImageRequest = {
    reference: image.name,
    pullPolicy: 'never',
    platform: undefined,
    dialect: undefined,
    needsVersion: true,
    runId,
  }
  const docker = await connectEngine()
  const listContainers = async () => {
    const listed = await runDocker(['ps', '--all', '--quiet', '--filter', `label=${runIdLabel}=${runId}`])
    return listed.stdout.trim()
  }
  return {
    listContainers,
    read: (signal = never, timeoutMs?: number) => readHelp(docker, image.id, request, signal, timeoutMs),
  }
}

describe('readHelp', () => {
  test('returns what the image prints for `--help`, on both streams, and removes the container', async () => {
    const image = await makeImage('echo "usage: $*"; echo late >&2; exit 2')
    const help = await image.read()
    expect(help).toContain('usage: --help\n')
    expect(help).toContain('late\n')
    expect(await image.listContainers()).toBe('')
  })

  test('starts one container for an image', async () => {
    const image = await makeImage('read -r id < /proc/sys/kernel/random/uuid; echo "$id"')
    const [first, second] = await Promise.all([image.read(), image.read()])
    expect(first).toMatch(/^[0-9a-f-]{36}\n$/)
    expect([second, await image.read()]).toStrictEqual([first, first])
  })

  test('returns what an image has printed when its time is over, and removes the container', async () => {
    const image = await makeImage('echo usage; sleep 600')
    expect(await image.read(never, 3_000)).toBe('usage\n')
    expect(await image.listContainers()).toBe('')
  })

  test('keeps at most 64 KiB of an image that prints without end', async () => {
    const image = await makeImage('while :; do echo 0123456789012345678901234567890123456789; done')
    expect(await image.read()).toHaveLength(64 * 1024)
    expect(await image.listContainers()).toBe('')
  })

  test('throws the reason of the signal when it aborts, and removes the container', async () => {
    const image = await makeImage('sleep 600')
    const controller = new AbortController()
    const reading = image.read(controller.signal)
    while ((await image.listContainers()) === '');
    controller.abort(new Error('SIGTERM'))
    await expect(reading).rejects.toThrow('SIGTERM')
    expect(await image.listContainers()).toBe('')
  })

  test('throws for an image that has gone', async () => {
    const request = {
      reference: 'acme/orders:1',
      pullPolicy: 'never',
      platform: undefined,
      dialect: undefined,
    } as const
    const id = `sha256:${'0'.repeat(64)}`
    const reading = readHelp(await connectEngine(), id, { ...request, needsVersion: true, runId: 'none' }, never)
    await expect(reading).rejects.toMatchObject({
      verdict: 'invalid-input',
      message: expect.stringContaining('cannot print its help (No such image'),
    })
  })
})
