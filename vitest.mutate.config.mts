import { defineConfig } from 'vitest/config'

// `npm run mutate` chooses the tests, which need no set-up of containers.
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
})
