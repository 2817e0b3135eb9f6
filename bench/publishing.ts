import { slugOf } from './content'
import { loggedIn } from './editing'
import { figuresOf } from './load/spec'
import { until } from './processes'
import type { Settings } from './settings'
import { atLeast, atMost, type Table } from './table'

const LONGEST_WAIT_MS = 10_000

/** From an editor's save to what readers see, over HTTP, with the whole product running. */
export async function measurePublishing(url: string, settings: Settings, table: Table): Promise<void> {
  table.part('Publishing')
  const editor = await loggedIn(url)
  const slug = slugOf(7)
  const id = await editor.idOf('products', slug)
  const [inGraphQL, inSearch]: [number[], number[]] = [[], []]
  for (let edit = 0; edit < settings.edits; edit += 1) {
    const word = `woord${Date.now().toString(36)}${edit}`
    await editor.save(`products/${id}`, { summary: `Nieuw ${word}.`, _status: 'published' })
    const begun = performance.now()
    await until('the edit in GraphQL', LONGEST_WAIT_MS, async () =>
      (await ask(url, `{ product(slug: "${slug}") { summary } }`)).includes(word),
    )
    inGraphQL.push(performance.now() - begun)
    await until('the edit in search', LONGEST_WAIT_MS, async () =>
      (await ask(url, `{ search(query: "${word}", first: 1) { hits { slug snippet } } }`)).includes(slug),
    )
    inSearch.push(performance.now() - begun)
  }
  const row = (what: string, times: readonly number[]) => {
    const { p50, p95 } = figuresOf(times, 1, 0)
    const said = `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`
    table.row(`${what} (${times.length} edits)`, said, atMost(Math.round(p95), 1_000, 'ms p95'))
  }
  row('From the answer to the save until GraphQL has it', inGraphQL)
  row('From the answer to the save until search has it', inSearch)

  const organisation = await editor.idOf('organisations', 'voorbeeld')
  const before = await revision(url)
  await editor.save(`organisations/${organisation}`, { name: 'Gemeente Nieuw Voorbeeld' })
  const ms = await until(
    'the follow-ups',
    300_000,
    async () => (await revision(url)) >= before + settings.products,
  )
  const perSecond = settings.products / (ms / 1_000)
  table.row(
    `Compiling and publishing again what shows an organisation (${settings.products.toLocaleString('en')} products)`,
    `${perSecond.toFixed(0)} items/s (${(ms / 1_000).toFixed(1)} s)`,
    atLeast(perSecond, 200, 'items/s'),
  )
}

async function ask(url: string, query: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return response.text()
}

const revision = async (url: string): Promise<number> =>
  Number(/"revision":(\d+)/.exec(await ask(url, '{ catalogue { revision } }'))?.[1])
