import {
  type AnswerSource,
  CHANNELS,
  type Locale,
  NEXT_STEPS,
  SECTION_KEYS,
  type SectionSource,
} from '../../catalogue'
import { inLocale, isTrue, oneOf, richTextOf, rowOf, rowsOf, textOf } from './raw-row'

/** Answers of a product or question in one language; a row without a channel says nothing to anybody. */
export function answersOf(field: unknown, locale: Locale): readonly AnswerSource[] {
  return rowsOf(inLocale(field, locale)).flatMap((row) => {
    const channel = oneOf(CHANNELS, row['channel'])
    if (channel === null) return []
    const nextStep = rowOf(row['nextStep'])
    const kind = oneOf(NEXT_STEPS, nextStep['kind'])
    return [
      {
        channel,
        question: textOf(row['question']),
        short: richTextOf(row['short']),
        body: richTextOf(row['body']),
        nextStep:
          kind === null ? null : { kind, label: textOf(nextStep['label']), url: textOf(nextStep['url']) },
        links: rowsOf(row['links']).flatMap((link) => {
          const label = textOf(link['label'])
          const url = textOf(link['url'])
          return label === null || url === null ? [] : [{ label, url }]
        }),
        handOver: isTrue(row['handOver']),
      },
    ]
  })
}

export function sectionsOf(field: unknown, locale: Locale): readonly SectionSource[] {
  return rowsOf(inLocale(field, locale)).flatMap((row) => {
    const key = oneOf(SECTION_KEYS, row['key'])
    const text = richTextOf(row['text'])
    return key === null || text === null ? [] : [{ key, title: textOf(row['title']), text }]
  })
}

/** A list of words in one language, empty ones left out. */
export function wordsOf(field: unknown, locale: Locale): readonly string[] {
  const words = inLocale(field, locale)
  return Array.isArray(words) ? words.map(textOf).filter((word) => word !== null) : []
}
