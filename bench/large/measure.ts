import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port'
import { get, graphql, load, timesOf, type Load } from '../load/loads'
import type { Figures } from '../load/spec'
import { openEditor } from '../open-editor'
import { highestMemoryOf, memoryOf, startProduct, stop } from '../processes'
import { PUBLIC_DETAIL, PUBLIC_LIST } from '../queries'
import type { Settings } from '../settings'
import { atLeast, atMost, type Table } from '../table'
import { largeCatalogue } from './catalogue'
import { asAsked, queriesOf, someOf } from './queries'
import { writeLog, type Written } from './write-log'

const ASKED_ITEMS = 20_000
const SEARCHES_PER_SECOND = 50
/** Refusals are told with the figure; with more of them it says nothing. */
const MOST_REFUSED = 0.1
const SEARCH = `query ($q: String!) { search(query: $q) { total hits {
  slug title snippet answer(channel: phone) { short { text } } } } }`
const AS_OF = `query ($slug: String!, $at: DateTime!) { product(slug: $slug, at: $at) { title summary revision } }`

/** The detail of the smallest catalogue, with which the larger ones are compared. */
export type Base = { readonly detail: Figures | null }

/** One catalogue of this size: written, indexed, started, asked. Gives what larger ones are compared with. */
export async function measureSize(size: number, settings: Settings, table: Table, base: Base): Promise<Base> {
  const name = size.toLocaleString('en')
  table.part(`${name} items, written straight into the log`)
  const dataDir = mkdtempSync(join(tmpdir(), 'antwoordcatalogus-bench-'))
  try {
    const editor = await openEditor(dataDir)
    await editor.close()
    const catalogue = await largeCatalogue(size)
    const written = writeLog(editor.file, catalogue, (done) => {
      if (done % 10_000 < 1_000) settings.say(`  ${done.toLocaleString('en')} of ${name} written`)
    })
    table.row(
      'Compiling an item',
      `${written.compiledPerSecond.toFixed(0)} items/s; a record is ${(written.recordBytes / 1024).toFixed(1)} kB`,
      atLeast(written.compiledPerSecond, 200, 'items/s'),
    )
    await reindex(dataDir, written, settings, table)
    return await ask(dataDir, written, settings, table, base)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Each item is a document for readers and one for agents. */
const DOCUMENTS_PER_ITEM = 2

async function reindex(dataDir: string, written: Written, { say }: Settings, table: Table): Promise<void> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['dist/cli/reindex.js'], {
    env: { ...process.env, PDC_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = begun
  child.stdout.on('data', (chunk: Buffer) => {
    if (performance.now() - told < 10_000) return
    told = performance.now()
    say(`  ${chunk.toString().trim().split('\n').at(-1) ?? ''}`)
  })
  const code = await new Promise<number | null>((ended) => child.once('exit', ended))
  if (code !== 0) throw new Error(`Building the indexes ended with ${code}`)
  const seconds = (performance.now() - begun) / 1_000
  const perSecond = (DOCUMENTS_PER_ITEM * written.items) / seconds
  table.row(
    'Building the search indexes anew (`npm run reindex`, with the start of the engine)',
    `${perSecond.toFixed(0)} documents/s (${seconds.toFixed(1)} s); ${written.documentWords.toFixed(0)} words in ${written.documentFields.toFixed(0)} fields each`,
    // The start takes longer than a small catalogue.
    written.items < 10_000 ? undefined : atLeast(perSecond, 1_000, 'documents/s'),
  )
}

async function ask(
  dataDir: string,
  { slugs, words, items }: Written,
  { seconds, searchSeconds, warmUpSeconds, say }: Settings,
  table: Table,
  base: Base,
): Promise<Base> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment = { PORT: String(port), PDC_DATA_DIR: dataDir, PDC_RATE_LIMIT: '0', PDC_PUBLIC_URL: url }
  const { child, readingMs, readyMs } = await startProduct(environment, url)
  const measured = async (wanted: Load): Promise<Figures> => {
    await load({ ...wanted, seconds: warmUpSeconds }, 1)
    return load(wanted, MOST_REFUSED)
  }
  try {
    table.row(
      'Start, until readers get answers / until everything is ready (editor and search too)',
      `${(readingMs / 1_000).toFixed(1)} s / ${(readyMs / 1_000).toFixed(1)} s`,
    )
    table.row('Memory of delivery after the start (RSS)', `${memoryOf(child).toFixed(0)} MB`)
    say('  detail …')
    const asked = {
      url,
      requests: asAsked(slugs, ASKED_ITEMS).map((slug) => graphql(PUBLIC_DETAIL, { slug })),
      seconds,
    }
    const first = await load({ ...asked, once: true }, MOST_REFUSED)
    table.row('Detail, of the same products, for the first time since the start', timesOf(first))
    const detail = await measured(asked)
    table.row(
      'Detail, of products as people ask for them: few often, many seldom',
      timesOf(detail),
      atMost(detail.p95, 5, 'ms p95'),
    )
    if (base.detail) {
      const ratio = detail.p95 / base.detail.p95
      table.row('Its p95 against the smallest catalogue', `${ratio.toFixed(2)}×`, atMost(ratio, 1.5, '×'))
    }
    const some = someOf(slugs, ASKED_ITEMS)
    const anew = { 'x-query-cost': '1' }
    table.row(
      'Detail, of any products, worked out for each request',
      timesOf(
        await measured({
          url,
          requests: some.map((slug) => graphql(PUBLIC_DETAIL, { slug }, anew)),
          seconds,
        }),
      ),
    )
    say('  list …')
    table.row('List of 20', timesOf(await measured({ url, requests: [graphql(PUBLIC_LIST)], seconds })))
    say('  as of …')
    const at = new Date().toISOString()
    const past = some.map((slug) => graphql(AS_OF, { slug, at }))
    table.row('Detail as of a past moment', timesOf(await measured({ url, requests: past, seconds })))
    say('  304 …')
    const path = `/graphql?${new URLSearchParams({ query: PUBLIC_DETAIL, variables: JSON.stringify({ slug: some[0] }) }).toString()}`
    const etag = (await fetch(url + path)).headers.get('etag') ?? ''
    const same = await measured({
      url,
      requests: [get(path, { 'if-none-match': etag })],
      seconds,
      expected: 304,
    })
    table.row('Detail that the asker has already (304)', timesOf(same))
    say('  search …')
    const queries = queriesOf(words, Math.max(1_000, SEARCHES_PER_SECOND * searchSeconds))
    const searches = queries.map((q) => graphql(SEARCH, { q }))
    const search = await measured({
      url,
      requests: searches,
      seconds: searchSeconds,
      perSecond: SEARCHES_PER_SECOND,
    })
    table.row(
      `Search of 2 to 7 words, ${SEARCHES_PER_SECOND} a second`,
      timesOf(search),
      atMost(search.p95, items > 10_000 ? 60 : 25, 'ms p95'),
    )
    const highest = highestMemoryOf(child)
    table.row(
      'Memory of delivery at most (RSS)',
      `${highest.toFixed(0)} MB`,
      items <= 10_000 ? atMost(highest, 500, 'MB') : undefined,
    )
    return base.detail ? base : { detail }
  } finally {
    await stop(child)
  }
}
