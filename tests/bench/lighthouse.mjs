// Runs Lighthouse over a browser that is running: {port, url, preset, keep} as JSON in the only
// argument; answers with the scores and what was found wanting.
import lighthouse, { desktopConfig } from 'lighthouse'

const { port, url, preset, keep } = JSON.parse(process.argv[2])
const flags = {
  port,
  output: 'json',
  logLevel: 'error',
  onlyCategories: ['performance', 'accessibility', 'best-practices'],
  disableStorageReset: keep,
  // Who is signed in has a stream open: the network never falls silent.
  maxWaitForLoad: 20_000,
}
const { lhr } = await lighthouse(url, flags, preset === 'desktop' ? desktopConfig : undefined)
const scores = Object.fromEntries(
  Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)]),
)
const wanting = Object.values(lhr.categories)
  .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
  .map(({ id }) => lhr.audits[id])
  .filter(({ score }) => score !== null && score < 0.9)
  .map(({ id, displayValue, details }) => ({
    id,
    found: displayValue ?? '',
    items: (details?.items ?? []).slice(0, 5),
  }))
process.stdout.write(
  JSON.stringify({
    scores,
    wanting,
    power: lhr.environment.benchmarkIndex,
    error: lhr.runtimeError?.message,
  }),
)
