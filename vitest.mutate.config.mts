import { defineConfig } from 'vitest/config'

// `npm run mutate` chooses a folder of test/, whose tests need no set-up of containers.
export default defineConfig({
  test: { include: ['*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
})
