import { defineConfig } from 'vitest/config'
import { DurationSequencer } from './test/testbed/vitest/sequencer.mts'
import { StallGuard } from './test/testbed/vitest/stall-guard.mts'

const actLevel = ['test/act/**/*.test.ts']
// They need the images of old versions of Disdat, which the job `unit` of ci.yml does not build.
const oldVersions = [
  'test/disdat/command-line-parsers.test.ts',
  'test/remote/version-exchange.test.ts',
  'test/testbed/generations.test.ts',
]
const processLevel = ['test/dist/**/*.test.ts', 'test/contract/**/*.test.ts', ...oldVersions]

const forkServers = 'test/testbed/vitest/fork-servers.mts'

export default defineConfig({
  test: {
    reporters: ['default', new StallGuard()],
    sequence: { sequencer: DurationSequencer },
    // A machine whose Docker engine fails would need hours to say so in every test.
    bail: 30,
    // `npm run coverage`. The tests of the built action are not in it: they run dist/.
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/disdat/format/proto/**'],
      reporter: [['text', { skipFull: true, maxCols: 120 }], 'text-summary'],
      // In percent. The entries run in processes of their own, which are not measured.
      thresholds: { statements: 97.8, branches: 94.8, functions: 97.9, lines: 98.4 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'sources',
          include: ['test/**/*.test.ts'],
          globalSetup: [forkServers],
          exclude: [...processLevel, ...actLevel],
          // By default, Vitest leaves one core to itself: on two cores, the files would run one after another.
          maxWorkers: '100%',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'action',
          include: processLevel,
          globalSetup: [forkServers, 'test/testbed/global-setup.ts'],
          // Real containers are at work: more of them at a time only make each slower.
          maxWorkers: 2,
          // A step on Batch waits for its job most of the time, so tests of such steps run three at a time.
          maxConcurrency: 3,
          sequence: { groupOrder: 1 },
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'act',
          include: actLevel,
          globalSetup: [forkServers, 'test/testbed/global-setup.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
