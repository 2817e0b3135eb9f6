import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { instantOf } from '../../src/kernel'
import { meilisearchSearch } from '../../src/platform/delivery/meilisearch-search'
import { searchEngine } from '../../src/platform/delivery/meilisearch-engine'
import { DEFAULT_CACHE, readModel } from '../../src/platform/delivery/read-model/read-model'
import { searchFollower } from '../../src/platform/delivery/search-follower'
import { memoryLog } from '../../src/platform/delivery/store/memory-log'
import { limitedSearch } from '../../src/search/limited-search'
import type { SearchPort, SearchQuery } from '../../src/search/port'
import { standingNames } from '../../src/search/standing-names'
import { anAnswer, anOrganisation, aWorld, byId, richText } from '../../src/publications/builders.fixture'
import { startMeilisearch, until, type TestMeilisearch } from '../support/meilisearch'
import { organisationLines, productLines, publish, questionLines } from '../support/published'

// A real engine on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const clock = () => instantOf(new Date())
const log = memoryLog(clock)
const waterBoard = anOrganisation({
  id: 'o2',
  slug: 'aa-en-maas',
  name: { nl: 'Waterschap Aa en Maas' },
  type: 'waterBoard',
})
const paspoort = 'http://standaarden.overheid.nl/owms/terms/paspoort'
const world = aWorld({
  organisations: byId(anOrganisation(), waterBoard),
  uplEntries: byId(
    { id: 'u1', label: 'paspoort', uri: paspoort, endedAt: null },
    { id: 'u3', label: 'rijbewijs', uri: paspoort.replace('paspoort', 'rijbewijs'), endedAt: null },
    {
      id: 'u4',
      label: 'schuldhulpverlening',
      uri: paspoort.replace('paspoort', 'schuldhulp'),
      endedAt: null,
    },
    { id: 'u2', label: 'zuiveringsheffing', uri: paspoort.replace('paspoort', 'Paspoort'), endedAt: null },
  ),
})

publish(
  log,
  organisationLines(),
  productLines({}),
  product({ id: 'p2', slug: 'rijbewijs', title: 'Rijbewijs', uplIds: ['u3'], keywords: ['autorijden'] }),
  product({
    id: 'p3',
    slug: 'financiele-hulp',
    title: 'Financiële hulp',
    uplIds: ['u4'],
    keywords: ['schulden'],
    answers: [anAnswer({ body: richText('Hulp <b>bij</b> geldzorgen & schulden.') })],
  }),
  product({
    id: 'p4',
    slug: 'zuiveringsheffing',
    title: 'Zuiveringsheffing',
    kind: 'service',
    uplIds: ['u2'],
    keywords: [],
    organisationId: 'o2',
  }),
  questionLines({ id: 'q1', question: 'Wat kost een paspoort?', slug: 'wat-kost-een-paspoort' }),
  questionLines({
    id: 'q2',
    question: 'Ik ben mijn paspoort kwijt, wat moet ik doen?',
    slug: 'paspoort-kwijt',
    alternativeQuestions: ['Paspoort verloren of gestolen'],
  }),
  questionLines({
    id: 'q3',
    question: 'Hoeveel kost een paspoort voor een kind?',
    slug: 'paspoort-kind',
    alternativeQuestions: [],
  }),
)

function product(changes: Parameters<typeof productLines>[0]) {
  const intro = { key: 'intro', title: null, text: richText('Zo vraagt u het aan.') } as const
  const answers = [anAnswer({ body: richText('U regelt het bij de balie.') })]
  return productLines({ themeIds: [], synonyms: [], sections: [intro], answers, ...changes }, world)
}

const query = (text: string, changes: Partial<SearchQuery> = {}): SearchQuery => ({
  query: text,
  channel: 'web',
  filter: {},
  first: 10,
  locale: 'nl',
  kinds: ['product', 'question'],
  facets: true,
  ...changes,
})

/** What every way of searching must do, whether the engine runs or not. */
function searchContract(open: () => SearchPort) {
  const ids = async (text: string, changes: Partial<SearchQuery> = {}) =>
    (await open().search(query(text, changes))).hits.map(({ id }) => id)

  it('puts the product itself first for its name', async () => {
    expect((await ids('paspoort'))[0]).toBe('p1')
  })

  it('finds by keyword, synonym and the beginning of a word', async () => {
    expect(await ids('reisdocument')).toContain('p1')
    expect(await ids('autorijden')).toEqual(['p2'])
    expect(await ids('rijbew')).toEqual(['p2'])
  })

  it('finds the question for a whole question and for catchwords', async () => {
    expect((await ids('hoeveel kost een paspoort voor mijn kind'))[0]).toBe('q3')
    expect((await ids('paspoort kwijt'))[0]).toBe('q2')
    expect((await ids('paspoort gestolen'))[0]).toBe('q2')
  })

  it('takes no notice of accents and case', async () => {
    expect(await ids('FINANCIELE HULP')).toContain('p3')
  })

  it('keeps to every condition', async () => {
    expect(await ids('paspoort', { kinds: ['product'] })).toEqual(['p1'])
    expect((await ids('paspoort', { kinds: ['question'] })).sort()).toEqual(['q1', 'q2', 'q3'])
    expect(await ids('paspoort', { filter: { theme: 'identiteit' } })).toEqual(['p1'])
    expect(await ids('paspoort', { filter: { theme: 't2' } })).toEqual(['p1'])
    expect(await ids('zuiveringsheffing', { filter: { organisation: 'aa-en-maas' } })).toEqual(['p4'])
    expect(await ids('zuiveringsheffing', { filter: { organisation: 'o1' } })).toEqual([])
    expect(
      await ids('zuiveringsheffing', { filter: { organisationType: 'waterBoard', kind: 'service' } }),
    ).toEqual(['p4'])
    expect(await ids('paspoort', { filter: { audience: 'business' } })).toEqual([])
    expect(await ids('paspoort', { filter: { text: 'gestolen' } })).toEqual(['q2'])
  })

  it('tells uniform product names apart that differ by case alone in their address', async () => {
    expect(await ids('paspoort', { filter: { upn: 'Paspoort' }, kinds: ['product'] })).toEqual(['p1'])
    expect(await ids('paspoort', { filter: { upn: paspoort } })).toEqual(['p1'])
    expect(await ids('zuiveringsheffing', { filter: { upn: paspoort } })).toEqual([])
  })

  it('takes a condition for text, whatever signs it holds', async () => {
    expect(await ids('paspoort', { filter: { theme: '" OR kind = "product' } })).toEqual([])
    expect(await ids('paspoort', { filter: { organisation: '\\' } })).toEqual([])
  })

  it('gives as many hits as asked for, and how many there are', async () => {
    const outcome = await open().search(query('paspoort', { first: 2 }))
    expect(outcome.hits).toHaveLength(2)
    expect(outcome.total).toBe(4)
  })

  it('counts how hits are spread, with names for people', async () => {
    const { facets } = await open().search(query('paspoort', { kinds: ['product'] }))
    expect(facets).toContainEqual({
      name: 'organisation',
      values: [{ value: 'helmond', label: 'Gemeente Helmond', count: 1 }],
    })
    expect(facets).toContainEqual({
      name: 'audience',
      values: [{ value: 'resident', label: 'Inwoner', count: 1 }],
    })
  })

  it('keeps languages apart', async () => {
    expect(await ids('paspoort', { locale: 'en' })).toEqual([])
  })

  it('scores from 0 to 1, best first', async () => {
    const scores = (await open().search(query('paspoort kwijt'))).hits.map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(scores.every((score) => score > 0 && score <= 1)).toBe(true)
  })

  it('counts nothing that was not asked for', async () => {
    expect((await open().search(query('paspoort', { facets: false }))).facets).toEqual([])
  })

  it('says what to mark in the texts', async () => {
    expect((await open().search(query('Hoeveel kost het paspoort?'))).words).toContain('paspoort')
  })

  it('finds nothing for nonsense', async () => {
    expect(await ids('xqzwvj')).toEqual([])
  })
}

function fail(error: unknown): never {
  throw error
}

describe('search without an engine', () => {
  const model = readModel({ log, clock, ownOrganisation: null, cache: DEFAULT_CACHE, onError: fail })
  const search = limitedSearch(model, standingNames(model))
  beforeAll(() => model.follower.pass())
  searchContract(() => search)

  it('says that it is limited', async () => {
    expect((await search.search(query('paspoort'))).limited).toBe(true)
  })

  it('forgives typing errors too, by what items are called', async () => {
    expect((await search.search(query('pasport kwijt'))).hits[0]?.id).toBe('q2')
  })
})

describe('search on Meilisearch', () => {
  let program: TestMeilisearch
  let search: SearchPort
  beforeAll(async () => {
    program = await startMeilisearch()
    const follower = searchFollower({
      log,
      engine: searchEngine(program.endpoint),
      onError: fail,
      loadSynonyms: async () => [{ locale: 'nl', terms: ['rijbewijs', 'roze papiertje'], targets: [] }],
    })
    follower.start()
    await until('all is indexed', () => follower.status().isCaughtUp)
    await follower.stop()
    const model = readModel({ log, clock, ownOrganisation: null, cache: DEFAULT_CACHE, onError: fail })
    await model.follower.pass()
    search = meilisearchSearch(program.endpoint, { names: standingNames(model), timeoutMs: 2000 })
  }, 60_000)
  afterAll(() => program.close())
  searchContract(() => search)

  it('is not limited', async () => {
    expect((await search.search(query('paspoort'))).limited).toBe(false)
  })

  it('forgives typing errors and says how it understood the query', async () => {
    const outcome = await search.search(query('pasport kwijt'))
    expect(outcome.corrected).toBe('paspoort kwijt')
    expect(outcome.hits[0]?.id).toBe('q2')
    expect((await search.search(query('paspoort'))).corrected).toBeNull()
  })

  it('finds by synonyms of the whole catalogue', async () => {
    expect((await search.search(query('roze papiertje'))).hits[0]?.id).toBe('p2')
  })
})
