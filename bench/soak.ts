import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { argumentsOf } from './arguments'
import { makeContent, slugOf } from './content'
import { loggedIn } from './editing'
import { freePort } from './free-port'
import { graphql, load } from './load/loads'
import type { Asked } from './load/spec'
import { openEditor } from './open-editor'
import { memoryOf, startProduct, stop, until } from './processes'
import { PUBLIC_DETAIL, PUBLIC_LIST } from './queries'
import { machine, othersLoad } from './table'

/**
 * The whole product under half of what it can take, with an edit every second. Ends with 1 when a request failed, too many
 * were refused, memory grew, or afterwards anything differs from the log.
 */
const PAGE = 'docs/soak.md'
const USAGE = `Usage: npm run soak [-- --minutes 60] [--refused 0] [--report]

  --minutes  how long, 60 unless told
  --refused  share of requests that may be refused (503), 0 unless told: on a machine that others use too, a stall looks
             like overload
  --report   write what came out to ${PAGE}`
const PRODUCTS = 500
const STRETCHES = 12
/** The first stretches fill the caches. */
const WARM = 3
const MOST_GROWTH = 1.15
const VISIBLE_WITHIN_MS = 2_000
const SEARCH = `query ($q: String!) { search(query: $q, first: 10) { total hits { slug title snippet } } }`

type Stretch = {
  readonly answers: number
  readonly refused: number
  readonly p95: number
  readonly edits: number
  readonly memoryMb: number
}

const given = argumentsOf(USAGE, { numbers: ['minutes', 'refused'], flags: ['report'] })
const minutes = given.number('minutes') ?? 60
const mostRefused = given.number('refused') ?? 0
const say = (line: string) => void process.stdout.write(`${line}\n`)
const dataDir = mkdtempSync(join(tmpdir(), 'antwoordcatalogus-soak-'))
const problems: string[] = []
const loadBefore = othersLoad()
try {
  await soak()
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
for (const problem of problems) say(`✗ ${problem}`)
process.exit(problems.length === 0 ? 0 : 1)

async function soak(): Promise<void> {
  const editor = await openEditor(dataDir)
  await makeContent(editor.payload, PRODUCTS, (line) => say(`  ${line}`))
  await editor.close()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment = { PORT: String(port), PDC_DATA_DIR: dataDir, PDC_RATE_LIMIT: '0', PDC_PUBLIC_URL: url }
  const { child } = await startProduct(environment, url)
  try {
    const reads = mixture()
    const capacity = (await load({ url, requests: reads, seconds: 10 }, mostRefused)).perSecond
    const perSecond = Math.floor(capacity / 2)
    say(
      `Takes ${capacity.toFixed(0)} requests a second; ${minutes} minutes at ${perSecond}, with an edit every second`,
    )
    const stretches: Stretch[] = []
    for (let place = 1; place <= STRETCHES; place += 1) {
      const stretch = await stretchOf(url, reads, perSecond, (60 * minutes) / STRETCHES)
      const measured: Stretch = { ...stretch, memoryMb: memoryOf(child) }
      stretches.push(measured)
      say(`  ${place} of ${STRETCHES}: ${sentenceOf(measured)}`)
    }
    const before = highest(stretches.slice(0, WARM))
    const after = highest(stretches.slice(WARM))
    if (after > before * MOST_GROWTH)
      problems.push(`Memory grew from ${before.toFixed(0)} to ${after.toFixed(0)} MB`)
    const parity = await parityOf(environment, url)
    if (parity.code !== 0) problems.push(`After it, places differ:\n${parity.said}`)
    say(parity.said)
    if (given.has('report')) writeFileSync(PAGE, pageOf(capacity, perSecond, stretches, parity.said))
  } finally {
    await stop(child)
  }
}

/** Mostly pages of one product, and now and then a list or a search. */
function mixture(): readonly Asked[] {
  return Array.from({ length: PRODUCTS }, (_, number): Asked => {
    if (number % 10 === 8) return graphql(PUBLIC_LIST)
    if (number % 10 === 9) return graphql(SEARCH, { q: `product ${slugOf(number).slice(-4)} regelen` })
    return graphql(PUBLIC_DETAIL, { slug: slugOf(number) })
  })
}

async function stretchOf(url: string, requests: readonly Asked[], perSecond: number, seconds: number) {
  const end = performance.now() + seconds * 1_000
  const [read, edits] = await Promise.all([
    load({ url, requests, seconds, perSecond }, mostRefused).catch(noteProblem),
    editUntil(end, url).catch(noteProblem),
  ])
  return {
    answers: read?.count ?? 0,
    refused: read?.refused ?? 0,
    p95: read?.p95 ?? Number.NaN,
    edits: edits ?? 0,
  }
}

function noteProblem(error: unknown): null {
  problems.push(error instanceof Error ? error.message : String(error))
  return null
}

/** An edit every second, each of which readers must see soon. Gives how many there were. */
async function editUntil(end: number, url: string): Promise<number> {
  const editor = await loggedIn(url)
  let edits = 0
  while (performance.now() < end) {
    const begun = performance.now()
    const slug = slugOf((edits * 37) % PRODUCTS)
    const summary = `Bewerkt om ${new Date().toISOString()}.`
    await editor.save(`products/${await editor.idOf('products', slug)}`, { summary, _status: 'published' })
    await until(`readers to see the edit of ${slug}`, VISIBLE_WITHIN_MS, async () => {
      const { path, ...request } = graphql(`{ product(slug: "${slug}") { summary } }`)
      const answer = await fetch(url + path, { ...request, headers: { 'content-type': 'application/json' } })
      return (await answer.text()).includes(summary)
    })
    edits += 1
    await pause(Math.max(0, begun + 1_000 - performance.now()))
  }
  return edits
}

/** What `npm run parity` says. */
async function parityOf(environment: Readonly<Record<string, string>>, url: string) {
  const child = spawn(process.execPath, ['dist/cli/parity.js', '--url', url], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((ended) => child.once('close', ended))
  return { code, said: said.trim() }
}

function highest(stretches: readonly Stretch[]): number {
  return Math.max(...stretches.map(({ memoryMb }) => memoryMb))
}

function sentenceOf({ answers, refused, p95, edits, memoryMb }: Stretch): string {
  return `${answers} answers, ${refused} refused, p95 ${p95.toFixed(1)} ms, ${edits} edits, ${memoryMb.toFixed(0)} MB`
}

function pageOf(capacity: number, perSecond: number, stretches: readonly Stretch[], parity: string): string {
  const sum = (of: (stretch: Stretch) => number) => stretches.reduce((total, each) => total + of(each), 0)
  return `${[
    '# Soak',
    '',
    `One run of \`npm run soak -- --minutes ${minutes}\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}, SQLite, load ${loadBefore.toFixed(1)} before it began.`,
    `${PRODUCTS} products made through the editor; eight of ten requests ask for a product, one for a list, one searches.`,
    '',
    `The server took ${capacity.toFixed(0)} requests a second; it was asked ${perSecond} a second for ${minutes} minutes: ${sum(({ answers }) => answers).toLocaleString('en')} answers and`,
    `${sum(({ edits }) => edits).toLocaleString('en')} edits, each of which readers saw within ${VISIBLE_WITHIN_MS / 1_000} s. ${problems.length === 0 ? 'Every request was answered, and memory did not grow.' : `**Problems:** ${problems.join('; ')}`}`,
    '',
    '| Stretch | Answers | Refused | p95 | Edits | Memory of delivery |',
    '| --- | --- | --- | --- | --- | --- |',
    ...stretches.map(
      ({ answers, refused, p95, edits, memoryMb }, place) =>
        `| ${place + 1} | ${answers.toLocaleString('en')} | ${refused} | ${p95.toFixed(1)} ms | ${edits} | ${memoryMb.toFixed(0)} MB |`,
    ),
    '',
    'Afterwards `npm run parity` compared the log with every place where readers get answers:',
    '',
    '```',
    parity,
    '```',
  ].join('\n')}\n`
}
