import { beforeAll, describe, expect, it } from 'vitest'
import { CHANNELS, LOCALES, checkFact, valueOn, type Fact, type Locale } from '../src/catalogue'
import { asCalendarDay, asInstant, type Instant } from '../src/kernel'
import { compileProduct, compileQuestion, worldOf, type World } from '../src/publications'
import { factOf, localizedText, openingHoursOf } from './fact-value'
import type { Lookup } from './markdown'
import { readSeed, type Seed } from './read-seed'
import { productSource, questionSource } from './sources'

const moment = (text: string): Instant => {
  const parsed = asInstant(text)
  if (parsed === null) throw new Error(`Not a moment: ${text}`)
  return parsed
}
/** A day in the year that the seed is written for, and one after the fees of the next year begin. */
const MOMENTS = [moment('2026-11-24T12:00:00Z'), moment('2027-01-02T12:00:00Z')]

let seed: Seed
let facts: ReadonlyMap<string, Fact>
let lookup: Lookup

beforeAll(async () => {
  seed = await readSeed()
  facts = new Map(seed.facts.map((fact) => [fact.key, factOf(fact, fact.key, fact.owner)]))
  const products = new Set(seed.products.map(({ slug }) => slug))
  const questions = new Set(seed.questions.map(({ slug }) => slug))
  lookup = {
    fact: (key) => (facts.has(key) ? key : null),
    product: (slug) => (products.has(slug) ? slug : null),
    question: (slug) => (questions.has(slug) ? slug : null),
  }
})

const productsIn = (locale: Locale) =>
  seed.products.flatMap((file) => productSource(file, locale, lookup) ?? [])
const questionsIn = (locale: Locale) =>
  seed.questions.flatMap((file) => questionSource(file, locale, lookup) ?? [])

/** The seed as the compiler sees it, with slugs as ids; everything counts as published. */
function world(locale: Locale): World {
  const terms = (list: readonly { slug: string; title: { nl: string; en?: string | undefined } }[]) =>
    new Map(
      list.map(({ slug, title }) => [
        slug,
        { id: slug, slug, title: localizedText(title), uri: null, parentId: null },
      ]),
    )
  return worldOf({
    facts,
    basePath: '',
    organisations: new Map(
      seed.organisations.map(({ slug, name, type, uri }) => {
        const contact = {
          website: null,
          phone: null,
          email: null,
          visitingAddress: null,
          postalAddress: null,
        }
        return [slug, { id: slug, slug, name: localizedText(name), type, uri, contact, deskMemo: null }]
      }),
    ),
    uplEntries: new Map(seed.upl.map(({ label, uri }) => [label, { id: label, label, uri, endedAt: null }])),
    themes: terms(seed.themes),
    lifeEvents: terms(seed.lifeEvents),
    locations: new Map(
      seed.locations.map((place) => [
        place.slug,
        {
          id: place.slug,
          name: localizedText(place.name),
          organisationId: place.organisation,
          address: { city: place.address.city },
          openingHours: openingHoursOf(place.openingHours),
          phone: null,
          appointmentUrl: null,
        },
      ]),
    ),
    products: new Map(productsIn(locale).map(({ id, slug, title }) => [id, { slug, title }])),
    questions: new Map(questionsIn(locale).map(({ id, slug, question }) => [id, { slug, title: question }])),
    parts: new Map(seed.products.map(({ slug, parts }) => [slug, parts])),
  })
}

const doubles = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) !== index)

/** All texts of a file with the place where they stand; without what is not prose. */
function textsOf(value: unknown, place: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    ['url', 'appointmentUrl', 'deskMemo', 'loginMeans', 'kind'].includes(key)
      ? []
      : textsOf(inner, `${place}.${key}`),
  )
}
const publicTexts = () =>
  [...seed.products, ...seed.questions].flatMap((file) =>
    LOCALES.flatMap((locale) => textsOf(file[locale], `${file.slug}: ${locale}`)),
  )
const deskMemos = () => [
  ...seed.organisations.map(({ deskMemo }) => deskMemo ?? ''),
  ...[...seed.products, ...seed.questions].flatMap((file) =>
    LOCALES.map((locale) => file[locale]?.deskMemo ?? ''),
  ),
]

describe('the seed', () => {
  it.each(LOCALES.flatMap((locale) => MOMENTS.map((at) => [locale, at] as const)))(
    'can be published as it stands, in %s at %s',
    (locale, at) => {
      const around = world(locale)
      const products = productsIn(locale).map(
        (source) => [source.slug, compileProduct(source, around, at)] as const,
      )
      const questions = questionsIn(locale).map(
        (source) => [source.slug, compileQuestion(source, around, at)] as const,
      )
      const problems = [...products, ...questions].flatMap(([slug, result]) =>
        result.ok
          ? result.value.notices.map((notice) => ({ slug, ...notice }))
          : result.error.map((problem) => ({ slug, ...problem })),
      )
      // A link to an item without English becomes plain words there; nothing else may be noticed.
      const expected = locale === 'nl' ? [] : ['link_target_unpublished']
      expect(problems.filter(({ code }) => !expected.includes(code))).toEqual([])
    },
  )

  it('answers every product in every channel', () => {
    const around = world('nl')
    for (const source of productsIn('nl')) {
      const result = compileProduct(source, around, MOMENTS[0]!)
      const empty = result.ok
        ? result.value.record.answers.filter((answer) => answer.short.text === '' || answer.body.text === '')
        : CHANNELS
      expect(empty, source.slug).toEqual([])
    }
  })

  it('says on the phone and in chat something of its own for every product', () => {
    const silent = seed.products.filter(({ nl }) => !nl.answers.phone || !nl.answers.chat)
    expect(silent.map(({ slug }) => slug)).toEqual([])
  })

  it('refers only to things that exist', () => {
    const known = {
      organisation: new Set(seed.organisations.map(({ slug }) => slug)),
      department: new Set(seed.departments.map(({ slug }) => slug)),
      theme: new Set(seed.themes.map(({ slug }) => slug)),
      lifeEvent: new Set(seed.lifeEvents.map(({ slug }) => slug)),
      location: new Set(seed.locations.map(({ slug }) => slug)),
      product: new Set(seed.products.map(({ slug }) => slug)),
      upl: new Set(seed.upl.map(({ label }) => label)),
      fact: new Set(facts.keys()),
    }
    const missing: string[] = []
    const check = (from: string, kind: keyof typeof known, names: readonly string[]) =>
      missing.push(
        ...names.filter((name) => !known[kind].has(name)).map((name) => `${from}: ${kind} ${name}`),
      )
    for (const file of seed.products) {
      check(file.slug, 'organisation', [file.organisation, ...(file.serviceDesk ? [file.serviceDesk] : [])])
      check(file.slug, 'department', file.departments)
      check(file.slug, 'theme', file.themes)
      check(file.slug, 'lifeEvent', file.lifeEvents)
      check(file.slug, 'location', file.locations)
      check(file.slug, 'product', [...file.related, ...file.parts])
      check(file.slug, 'upl', file.upl)
      check(file.slug, 'fact', file.keyFacts)
    }
    for (const file of seed.questions) {
      check(file.slug, 'organisation', [file.organisation])
      check(file.slug, 'theme', file.themes)
      check(file.slug, 'product', file.products)
    }
    for (const file of [...seed.departments, ...seed.locations])
      check(file.slug, 'organisation', [file.organisation])
    for (const fact of seed.facts) check(fact.key, 'organisation', [fact.owner])
    for (const [index, theme] of seed.themes.entries()) {
      const before = seed.themes.slice(0, index).some(({ slug }) => slug === theme.parent)
      if (theme.parent !== undefined && !before)
        missing.push(`${theme.slug}: parent ${theme.parent} must stand before it`)
    }
    expect(missing).toEqual([])
  })

  it('uses every key, slug and uniform product name once', () => {
    expect(doubles(seed.facts.map(({ key }) => key))).toEqual([])
    expect(doubles([...seed.products, ...seed.questions].map(({ slug }) => slug))).toEqual([])
    expect(doubles(seed.themes.map(({ slug }) => slug))).toEqual([])
    expect(doubles(seed.upl.map(({ label }) => label))).toEqual([])
    expect(doubles(seed.products.map(({ nl }) => nl.title))).toEqual([])
  })

  it('has sound facts only, and a name in English where English texts bind them', () => {
    expect(
      [...facts.values()].flatMap((fact) => checkFact(fact).map((problem) => [fact.key, problem])),
    ).toEqual([])
  })

  it('types no amount, number, term or time into a text: they are facts', () => {
    const typed = publicTexts()
      .map(
        ([place, text]) => [place, text.replace(/\{\{fact:[^}]*\}\}|\]\([^)]*\)|^\s*\d+\. /gm, '')] as const,
      )
      .filter(([, text]) => /[\d€]/.test(text))
    expect(typed).toEqual([])
  })

  it('speaks formally, and uses an em dash or “u kan” nowhere', () => {
    const wrong = publicTexts().filter(([, text]) => /—|\b[Uu] kan\b|\b([Jj]ij|[Jj]ouw|[Jj]e)\b/.test(text))
    expect(wrong).toEqual([])
  })

  it('keeps canary strings in agent-only text, each of them once', () => {
    const canaries = deskMemos().flatMap((memo) => memo.match(/CANARY-[A-Z0-9]{8}/g) ?? [])
    expect(canaries.length).toBeGreaterThanOrEqual(15)
    expect(doubles(canaries)).toEqual([])
    expect(publicTexts().filter(([, text]) => text.includes('CANARY'))).toEqual([])
  })

  it('shows a fact with a past, one with a coming value, and one that ended and is bound by nothing', () => {
    const today = asCalendarDay('2026-11-24')!
    const bound = JSON.stringify([seed.products, seed.questions])
    const list = [...facts.values()]
    expect(
      list.some((fact) => fact.periods.some(({ validUntil }) => validUntil !== null && validUntil < today)),
    ).toBe(true)
    expect(list.some((fact) => fact.periods.some(({ validFrom }) => validFrom > today))).toBe(true)
    const ended = list.filter((fact) => valueOn(fact, today) === null)
    expect(ended.map(({ key }) => key)).toEqual(['hondenpenning-kosten'])
    expect(ended.filter(({ key }) => bound.includes(`{{fact:${key}}}`))).toEqual([])
  })
})
