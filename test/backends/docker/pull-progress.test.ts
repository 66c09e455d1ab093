import { expect, test } from 'vitest'
import { PullProgress } from '../../../src/backends/docker/pull-progress.ts'

const layer = (id: string, status: string, current?: number, total?: number) => ({
  id: id.repeat(12),
  status,
  ...(current !== undefined && { progressDetail: { current, total } }),
})

test('PullProgress counts layers and their bytes, once', () => {
  const progress = new PullProgress()
  const messages: readonly unknown[] = [
    { status: 'Pulling from acme/orders', id: 'v1' },
    layer('a', 'Pulling fs layer'),
    layer('b', 'Already exists'),
    layer('a', 'Downloading', 1024 ** 2, 4 * 1024 ** 2),
    layer('c', 'Downloading', 2 * 1024 ** 2, 2 * 1024 ** 2),
    layer('c', 'Download complete'),
    layer('c', 'Extracting', 1024, 2 * 1024 ** 2),
    layer('c', 'Pull complete'),
    'no message',
  ]
  for (const message of messages) progress.add(message)
  expect(progress.describe(20_000)).toBe('2 of 3 layers, 3.0 MiB of 6.0 MiB, 20 s')
})
