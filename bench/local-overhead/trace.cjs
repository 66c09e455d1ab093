/**
 * Preloaded into the action by `--phases`: writes what the process does, as JSON, to the file that BENCH_TRACE names.
 * Times are milliseconds since the start of the process.
 */
const { subscribe } = require('node:diagnostics_channel')
const { writeFileSync } = require('node:fs')
const Module = require('node:module')
const { basename } = require('node:path')

const events = []
const measureCpuMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const add = (kind, what, from) => events.push({ kind, what, from, to: performance.now(), cpuMs: measureCpuMs() })
const load = Module._load
Module._load = function loadTimed(request, ...rest) {
  if (!/^\.\/.*\.js$/.test(request)) return load.call(this, request, ...rest)
  const from = performance.now()
  const loaded = load.call(this, request, ...rest)
  add('load', basename(request), from)
  return loaded
}
const started = new Map()
const start = ({ request }) => started.set(request, performance.now())
const finish = ({ request }) => {
  const from = started.get(request)
  const kind = request.socketPath ? 'engine' : 'S3'
  const path = request.path.split('?')[0].replaceAll(/[0-9a-f]{64}|[0-9a-f-]{36}/g, '…')
  add(kind, `${request.method} ${path}`, from)
}
for (const channel of ['http.client.request.start', 'undici:request:create']) subscribe(channel, start)
for (const channel of ['http.client.response.finish', 'undici:request:trailers']) subscribe(channel, finish)
process.on('exit', () => {
  writeFileSync(process.env['BENCH_TRACE'], JSON.stringify({ events, cpuMs: measureCpuMs(), ms: performance.now() }))
})
