import path from 'node:path'

/** Environment variables, as an entry reads them from `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Folders of the user, the system and the runner. */
const folderVariables = ['HOME', 'TMPDIR', 'RUNNER_TEMP', 'GITHUB_WORKSPACE', 'DOCKER_CONFIG'] as const

/**
 * Makes the folders in the variables of a process absolute, and deletes variables that are empty. Libraries would take
 * both for a path in the working directory, which is the checkout: they would write there, and read credentials there.
 */
export function resolveFolders(env: Record<string, string | undefined>): void {
  for (const name of folderVariables) {
    const value = env[name]
    if (value === '') delete env[name]
    else if (value !== undefined) env[name] = path.resolve(value)
  }
}
