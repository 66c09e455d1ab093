import { describeVersion } from '../testbed/generation-matrix.ts'

for (const version of ['0.7.1', '0.7.2', '0.8.0', '0.8.1'] as const) describeVersion(version)
