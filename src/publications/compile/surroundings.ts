import type {
  LifeEventSource,
  Locale,
  LocationSource,
  OrganisationSource,
  ThemeSource,
} from '../../catalogue'
import { invalidAddress, invalidHours } from '../../catalogue'
import { dayOf, failed, ok, type Instant } from '../../kernel'
import type { Problem } from '../problems'
import type { LifeEventRecord, LocationRecord, OrganisationRecord, ThemeRecord } from '../record'
import { cardOrganisation, locationCard, organisationCard, plainCard, properName, themePath } from './cards'
import { contextsFor } from './context'
import { bindFacts, placesOf } from './facts'
import type { Compilation, EndedFacts } from './item'
import { deskOf, problemIf } from './text-item'
import { deskText, linkProblems, urlProblems } from './texts'
import type { World } from './world'

/** An organisation as readers get it; its agent-only text can bind facts. */
export function compileOrganisation(
  source: OrganisationSource,
  world: World,
  locale: Locale,
  at: Instant,
  endedFacts: EndedFacts = 'refuse',
): Compilation<OrganisationRecord> {
  const memo = deskText(source)
  const places = placesOf([], [memo])
  const facts = bindFacts(places, world, { day: dayOf(at), locale, endedFacts })
  const organisation = organisationCard(source, locale)
  const problems = [
    ...problemIf(organisation.name === '', 'title_missing', 'name'),
    ...urlProblems([['contact.website', source.contact.website]]),
    ...linkProblems([memo]),
    ...facts.problems,
  ]
  if (problems.length > 0) return failed(problems)
  return ok({
    record: { kind: 'organisation', locale, ...organisation },
    card: { ...plainCard(organisation.name), organisation: cardOrganisation(organisation) },
    desk: deskOf(memo.tree, contextsFor(facts, world, locale)('counter')),
    slug: source.slug,
    factIds: [...places.keys()],
    notices: [],
  })
}

/** A location as readers get it. Its slug comes from its Dutch name. */
export function compileLocation(
  source: LocationSource,
  world: World,
  locale: Locale,
): Compilation<LocationRecord> {
  const card = locationCard(source, world, locale)
  const problems: readonly Problem[] = [
    ...problemIf(properName(source.name, locale) === '', 'title_missing', 'name'),
    ...problemIf(card === null, 'organisation_unpublished', 'organisation', {
      organisation: source.organisationId,
    }),
    ...invalidPart('address', invalidAddress(source.address)),
    ...invalidPart('openingHours', invalidHours(source.openingHours)),
    ...urlProblems([['appointmentUrl', source.appointmentUrl]]),
  ]
  if (card === null || problems.length > 0) return failed(problems)
  const slug = slugOf(properName(source.name, 'nl')) || source.id
  return ok({
    record: { kind: 'location', locale, slug, ...card },
    card: { ...plainCard(card.name), organisation: cardOrganisation(card.organisation) },
    ...withoutTexts(slug),
  })
}

export function compileTheme(source: ThemeSource, world: World, locale: Locale): Compilation<ThemeRecord> {
  const { id, slug, parentId, uri } = source
  const title = source.title[locale]?.trim() ?? ''
  if (title === '') return failed([{ code: 'title_missing', where: 'title', params: { locale } }])
  return ok({
    record: { kind: 'theme', locale, id, slug, title, parentId, uri },
    card: { ...plainCard(title), themes: themePath(parentId === null ? [] : [parentId], world) },
    ...withoutTexts(slug),
  })
}

export function compileLifeEvent(source: LifeEventSource, locale: Locale): Compilation<LifeEventRecord> {
  const { id, slug, uri } = source
  const title = source.title[locale]?.trim() ?? ''
  if (title === '') return failed([{ code: 'title_missing', where: 'title', params: { locale } }])
  return ok({
    record: { kind: 'lifeEvent', locale, id, slug, title, uri },
    card: plainCard(title),
    ...withoutTexts(slug),
  })
}

function withoutTexts(slug: string) {
  return { desk: null, slug, factIds: [], notices: [] } as const
}

function invalidPart(where: string, reason: string | null): readonly Problem[] {
  return problemIf(reason !== null, 'fact_value_invalid', where, { reason: reason ?? '' })
}

function slugOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}
