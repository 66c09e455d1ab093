/** Whether pipes of a backend run in a container on the runner; other backends run jobs. */
export const isLocalBackend = (backend: string) => backend === 'Local'

/** Formats the name of a backend as words: `AWSBatch` becomes `AWS Batch`. */
export const formatBackend = (backend: string) =>
  backend.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
