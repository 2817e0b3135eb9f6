import { describe, expect, it } from 'vitest'
import { CHANNELS, type Channel, type ProductSource } from '../../catalogue'
import {
  aFact,
  anAnswer,
  anOrganisation,
  aProduct,
  aQuestion,
  aWorld,
  byId,
  day,
  euros,
  instant,
  linkTo,
  richText,
} from '../builders.fixture'
import type { WorldMaps } from './world'
import { compileItem, compileProduct, compileQuestion, previewItem, references } from '.'

const at = instant('2026-06-01T10:00:00Z')

function compiled(changes: Partial<ProductSource> = {}, world: WorldMaps = {}) {
  const result = compileProduct(aProduct(changes), aWorld(world), at)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function problemsOf(changes: Partial<ProductSource>, world: WorldMaps = {}) {
  const result = compileProduct(aProduct(changes), aWorld(world), at)
  return result.ok ? [] : result.error.map((problem) => `${problem.code} ${problem.where}`)
}

const answerOf = (channel: Channel, changes: Partial<ProductSource> = {}) =>
  compiled(changes).record.answers.find((answer) => answer.channel === channel)

describe('a compiled product', () => {
  it('says the same fact in the manner of each channel', () => {
    expect(answerOf('web')?.body).toEqual({
      html: '<p>Een paspoort kost <data class="fact" value="paspoort-kosten">€ 83,87</data>.</p>',
      text: 'Een paspoort kost € 83,87.',
      markdown: 'Een paspoort kost € 83,87.',
    })
    expect(answerOf('phone')?.body.text).toBe('Een paspoort kost drieëntachtig euro zevenentachtig.')
    expect(answerOf('phone')?.servedFrom).toBe('general')
  })

  it('has one answer per channel in the order of the channels, with the keys of its facts', () => {
    const { answers } = compiled().record
    expect(answers.map((answer) => answer.channel)).toEqual(CHANNELS)
    expect(answers.map((answer) => answer.factKeys)).toEqual(CHANNELS.map(() => ['paspoort-kosten']))
  })

  it('shows the facts of that day, where they come from and when they end', () => {
    const ended = aFact({ periods: [euros('2026-01-01', '2026-12-31', 8387)] })
    const { facts, provenance } = compiled({}, { facts: byId(ended) }).record
    expect(facts.map((fact) => [fact.key, fact.formatted.web, fact.validUntil])).toEqual([
      ['paspoort-kosten', '€ 83,87', '2026-12-31'],
    ])
    expect(provenance).toEqual({
      system: 'own',
      sourceUrl: null,
      factSources: ['Legesverordening 2026'],
      overdueFrom: '2027-01-01',
    })
    expect(compiled().record.provenance.overdueFrom).toBeNull()
  })

  it('keeps agent-only text and the facts in it out of the public record', () => {
    const secret = aFact({ id: 'f2', key: 'intern-nummer', source: 'CANARY-SOURCE01' })
    const { record, desk, card, factIds } = compiled(
      { deskMemo: richText('CANARY-ABCD1234 kost {f2}') },
      { facts: byId(aFact(), secret) },
    )
    expect(desk?.deskMemo.text).toBe('CANARY-ABCD1234 kost € 83,87')
    expect(JSON.stringify([record, card])).not.toMatch(/CANARY|intern-nummer/)
    expect(factIds).toEqual(['f1', 'f2'])
  })

  it('finds itself under the ancestors of its themes', () => {
    expect(compiled().card.themes).toEqual(['t2', 'reisdocumenten', 't1', 'identiteit'])
  })

  it('is the same every time', () => {
    expect(compiled()).toEqual(compiled())
  })

  it('keeps the words of a link to what readers cannot see, and says so', () => {
    const text = linkTo('questions', 'q9', 'Lees de vraag')
    const without = compiled({ sections: [{ key: 'intro', title: null, text }] })
    expect(without.record.sections[0]?.html).toBe('<p>Lees de vraag</p>')
    expect(without.notices.map((notice) => notice.code)).toEqual(['link_target_unpublished'])
    const questions = new Map([['q9', { slug: 'hoe-lang', title: 'Hoe lang?' }]])
    const linked = compiled({ sections: [{ key: 'intro', title: null, text }] }, { questions })
    expect(linked.record.sections[0]?.html).toBe('<p><a href="/vragen/hoe-lang">Lees de vraag</a></p>')
  })
})

it.each<[string, Partial<ProductSource>, WorldMaps?]>([
  ['title_missing title', { title: ' ' }],
  ['audience_missing audiences', { audiences: [] }],
  ['uniform_product_name_missing uniformProductNames', { uplIds: [] }],
  ['organisation_missing organisation', { organisationId: '' }],
  ['organisation_unpublished serviceDesk', { serviceDeskId: 'o9' }],
  ['review_date_missing reviewBy', { reviewBy: null }],
  ['answer_missing answers.general', { answers: [], sections: [] }],
  ['answer_missing answers.general', { answers: [], sections: [], summary: 'U vraagt het aan.' }],
  [
    'answer_missing answers.general',
    {
      answers: [anAnswer({ channel: 'web', body: richText('Alleen hier.') })],
      sections: [],
      summary: 'U vraagt het aan.',
    },
  ],
  ['fact_unknown facts', { factIds: ['f9'] }],
  [
    'fact_unknown answers.web.short',
    { answers: [anAnswer({ channel: 'web', short: richText('kost {f9}') })] },
  ],
  ['fact_unpublished answers.general.body', {}, { facts: new Map(), unpublishedFacts: new Set(['f1']) }],
  [
    'fact_expired answers.general.body',
    {},
    { facts: byId(aFact({ periods: [euros('2025-01-01', '2025-12-31', 1)] })) },
  ],
  [
    'fact_not_yet_valid answers.general.body',
    {},
    { facts: byId(aFact({ periods: [euros('2027-01-01', null, 1)] })) },
  ],
  ['fact_without_value answers.general.body', {}, { facts: byId(aFact({ periods: [] })) }],
  [
    'fact_periods_overlap answers.general.body',
    {},
    { facts: byId(aFact({ periods: [euros('2026-01-01', null, 1), euros('2026-05-01', null, 2)] })) },
  ],
  ['placeholder_text summary', { summary: 'Kosten: XX euro' }],
  [
    'placeholder_text sections.costs',
    { sections: [{ key: 'costs', title: null, text: richText('Bel [naam].') }] },
  ],
  [
    'answer_too_long answers.text.body',
    { answers: [anAnswer({ channel: 'text', body: richText('woord '.repeat(60)) })] },
  ],
  [
    'answer_not_speakable answers.phone.short',
    { answers: [anAnswer({ channel: 'phone', short: richText('Kost € 5') })] },
  ],
  ['link_invalid legalBasis', { legalBasis: [{ label: 'Wet', url: 'javascript:alert(1)' }] }],
  ['period_invalid publishUntil', { publishFrom: at, publishUntil: at }],
])('is refused with %s', (problem, changes, world) => {
  expect(problemsOf(changes, world)).toContain(problem)
})

it('is refused as part of itself, with the path in names', () => {
  const products = new Map([['p2', { slug: 'trouwen', title: 'Trouwen' }]])
  const result = compileProduct(
    aProduct({ partIds: ['p2'] }),
    aWorld({ products, parts: new Map([['p2', ['p1']]]) }),
    at,
  )
  expect(result).toEqual({
    ok: false,
    error: [{ code: 'parts_circular', where: 'parts', params: { path: 'Paspoort → Trouwen → Paspoort' } }],
  })
})

it('can be previewed while it cannot be published', () => {
  const source = aProduct({ reviewBy: null, answers: [anAnswer({ body: richText('Kost {f1} en {f9}.') })] })
  const preview = previewItem({ kind: 'product', source }, aWorld(), at)
  expect(preview.problems.map((problem) => problem.code).sort()).toEqual([
    'fact_unknown',
    'review_date_missing',
  ])
  expect(preview.answers.map((answer) => answer.body.text)).toContain('Kost € 83,87 en .')
})

describe('a question', () => {
  it('needs a general answer', () => {
    const source = aQuestion({
      answers: [anAnswer({ channel: 'web', short: richText('Alleen op de website.') })],
    })
    const result = compileQuestion(source, aWorld(), at)
    expect(result.ok ? [] : result.error.map((problem) => problem.code)).toEqual(['answer_missing'])
  })

  it('in English needs no review date, but English facts', () => {
    const source = aQuestion({ locale: 'en', reviewBy: null })
    expect(compileQuestion(source, aWorld(), at).ok).toBe(true)
    const dutchOnly = aFact({
      kind: 'text',
      periods: [
        { validFrom: day('2026-01-01'), validUntil: null, value: { kind: 'text', text: { nl: 'gratis' } } },
      ],
    })
    const result = compileQuestion(source, aWorld({ facts: byId(dutchOnly) }), at)
    expect(result.ok ? [] : result.error.map((problem) => problem.code)).toEqual(['fact_without_value'])
  })
})

it('compiles every kind of item', () => {
  const theme = { id: 't1', slug: 'identiteit', title: { nl: 'Identiteit' }, parentId: null, uri: null }
  const kinds = [
    compileItem({ kind: 'organisation', source: anOrganisation() }, aWorld(), 'nl', at),
    compileItem({ kind: 'theme', source: theme }, aWorld(), 'nl', at),
    compileItem({ kind: 'lifeEvent', source: { ...theme, id: 'e1' } }, aWorld(), 'nl', at),
  ].map((result) => (result.ok ? result.value.record.kind : result.error))
  expect(kinds).toEqual(['organisation', 'theme', 'lifeEvent'])
  const untranslated = compileItem({ kind: 'theme', source: theme }, aWorld(), 'en', at)
  expect(untranslated.ok).toBe(false)
})

it('names everything an item refers to, also in agent-only text', () => {
  const source = aProduct({
    deskMemo: richText('{f7}'),
    relatedIds: ['p3'],
    sections: [{ key: 'intro', title: null, text: linkTo('products', 'p2') }],
    serviceDeskId: 'o2',
  })
  expect(references({ kind: 'product', source })).toEqual({
    facts: ['f1', 'f7'],
    organisations: ['o1', 'o2'],
    departments: [],
    themes: ['t2'],
    lifeEvents: [],
    locations: [],
    products: ['p2', 'p3'],
    questions: [],
    uplEntries: ['u1'],
    images: [],
  })
})
