import type { BackendType } from './backend-type.ts'
import { createBatchBackendType } from './batch/batch-type.ts'
import { dockerBackendType } from './docker/docker-type.ts'
import { findLocalImage } from './docker/image.ts'

/** Every backend. The first is the default of the input `backend`. */
export const backendTypes: readonly BackendType[] = [dockerBackendType, createBatchBackendType(findLocalImage)]
