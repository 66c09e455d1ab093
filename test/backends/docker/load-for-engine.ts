import { vi } from 'vitest'

/**
 * Loads modules again in whose copies DOCKER_HOST names another engine: a process connects to one engine. An address
 * that is not usable is reported by their first call.
 */
export async function loadForEngine<T>(host: string, load: () => Promise<T>): Promise<T> {
  vi.resetModules()
  vi.stubEnv('DOCKER_HOST', host)
  try {
    const { connectEngine } = await import('../../../src/backends/docker/engine.ts')
    await connectEngine().catch(() => undefined)
    return await load()
  } finally {
    vi.unstubAllEnvs()
  }
}
