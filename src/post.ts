const env = process.env

async function post(): Promise<void> {
  const [{ reportUncaught }, { resolveFolders }, { runPostStep }] = await Promise.all([
    import('./action/crash.ts'),
    import('./lib/environment.ts'),
    import('./run/post-step.ts'),
  ])
  resolveFolders(env)
  await runPostStep(env, reportUncaught)
}

process.noDeprecation = true
// Main left nothing, as after most runs: then post loads nothing, because users wait for its end too.
if ((env['STATE_file'] ?? '') !== '')
  void post()
    // A call that the engine never answers would keep the process for as long as the connection is open.
    .finally(() => process.stdout.write('', () => process.exit()))
