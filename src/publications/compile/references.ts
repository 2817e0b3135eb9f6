import { bindingsOf, type Bindings } from '../../answers'
import type { ProductSource, QuestionSource } from '../../catalogue'
import { assertNever } from '../../kernel'
import type { ItemSource } from './item'

type ReferenceKind =
  | 'facts'
  | 'organisations'
  | 'departments'
  | 'themes'
  | 'lifeEvents'
  | 'locations'
  | 'products'
  | 'questions'
  | 'uplEntries'
  | 'images'

/** Ids of everything an item refers to, in fields and in text, agent-only text too. Unique and sorted. */
export type References = Readonly<Record<ReferenceKind, readonly string[]>>

/** What "where is it used" and follow-up publications go by, and what must be loaded to compile the item. */
export function references(item: ItemSource): References {
  const found = named(item)
  const unique = (ids: readonly (string | null)[] = []) =>
    [...new Set(ids)].filter((id): id is string => id !== null && id !== '').sort()
  return {
    facts: unique(found.facts),
    organisations: unique(found.organisations),
    departments: unique(found.departments),
    themes: unique(found.themes),
    lifeEvents: unique(found.lifeEvents),
    locations: unique(found.locations),
    products: unique(found.products),
    questions: unique(found.questions),
    uplEntries: unique(found.uplEntries),
    images: unique(found.images),
  }
}

type Named = Partial<Record<ReferenceKind, readonly (string | null)[]>>

function named(item: ItemSource): Named {
  switch (item.kind) {
    case 'product':
      return ofProduct(item.source)
    case 'question':
      return ofQuestion(item.source)
    case 'organisation':
      return inTexts([item.source.deskMemo])
    case 'location':
      return { organisations: [item.source.organisationId] }
    case 'theme':
      return { themes: [item.source.parentId] }
    case 'lifeEvent':
      return {}
    default:
      return assertNever(item)
  }
}

function ofProduct(source: ProductSource): Named {
  const texts = inTexts([...textsOf(source), ...source.sections.map((section) => section.text)])
  return {
    facts: [...source.factIds, ...(texts.facts ?? [])],
    organisations: [source.organisationId, source.serviceDeskId],
    departments: source.departmentIds,
    themes: source.themeIds,
    lifeEvents: source.lifeEventIds,
    locations: source.locationIds,
    products: [...source.relatedIds, ...source.partIds, ...(texts.products ?? [])],
    questions: texts.questions ?? [],
    uplEntries: source.uplIds,
    images: [source.imageId],
  }
}

function ofQuestion(source: QuestionSource): Named {
  const texts = inTexts(textsOf(source))
  return {
    facts: texts.facts ?? [],
    organisations: [source.organisationId],
    themes: source.themeIds,
    products: [...source.productIds, ...(texts.products ?? [])],
    questions: texts.questions ?? [],
  }
}

function textsOf(source: ProductSource | QuestionSource): readonly unknown[] {
  return [...source.answers.flatMap((answer) => [answer.short, answer.body]), source.deskMemo]
}

function inTexts(texts: readonly unknown[]): Named {
  const bindings = texts.map(bindingsOf)
  const items = bindings.flatMap((binding) => binding.items)
  const ids = (kind: Bindings['items'][number]['kind']) =>
    items.filter((it) => it.kind === kind).map((it) => it.id)
  return {
    facts: bindings.flatMap((binding) => binding.factIds),
    products: ids('product'),
    questions: ids('question'),
  }
}
