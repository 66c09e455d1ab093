const env = process.env

async function post(): Promise<void> {
  const [{ reportUncaught }, { terminateChildrenAtExit }, { resolveFolders }, { runPostStep }] = await Promise.all([
    import('./action/crash.ts'),
    import('./lib/child-processes.ts'),
    import('./lib/environment.ts'),
    import('./run/post-step.ts'),
  ])
  resolveFolders(env)
  terminateChildrenAtExit()
  await runPostStep(env, reportUncaught)
}

process.noDeprecation = true
// After most runs there is nothing to do: then post loads nothing, because users wait for its end too.
if (env['STATE_file'] && env['STATE_clean'] !== 'true')
  void post()
    // A call that the engine never answers would keep the process for as long as the connection is open.
    .finally(() => process.stdout.write('', () => process.exit()))
