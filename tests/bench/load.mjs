// Drives a server in a closed loop: reads one job a line, answers with one result a line.
//
// A job: {url, connections, seconds | amount, scripts: [[{method, path, headers, body?}]]}. Each
// connection goes round one of the scripts and asks again as soon as it has its answer. A result:
// {seconds, statuses: {status: count}, failures, bytes (a mean), latencies: {p50, p99} in ms,
// cpu (of this process, in seconds)}.
import { createInterface } from 'node:readline'
import { performance } from 'node:perf_hooks'

import autocannon from 'autocannon'

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await run(JSON.parse(line))) + '\n')
}

async function run({ url, connections, seconds, amount, scripts }) {
  const latencies = []
  const statuses = {}
  let bytes = 0
  let started = 0
  const cpu = process.cpuUsage()
  const begun = performance.now()
  let ended = begun
  const setupClient = (client) => client.setRequests(scripts[started++ % scripts.length])
  const until = amount ? { amount } : { duration: seconds }
  const load = autocannon({ url, connections, ...until, setupClient })
  load.on('response', (_client, status, size, latency) => {
    latencies.push(latency)
    statuses[status] = (statuses[status] ?? 0) + 1
    bytes += size
    ended = performance.now()
  })
  const { errors, timeouts } = await load
  const { user, system } = process.cpuUsage(cpu)
  return {
    seconds: (ended - begun) / 1000,
    statuses,
    failures: errors + timeouts,
    bytes: Math.round(bytes / latencies.length),
    latencies: percentiles(latencies),
    cpu: (user + system) / 1e6,
  }
}

function percentiles(latencies) {
  const sorted = Float64Array.from(latencies).sort()
  const at = (share) => sorted[Math.ceil(share * sorted.length) - 1]
  return { p50: at(0.5), p99: at(0.99) }
}
