import { CHANNELS, LOCALES, type Locale } from '../../src/catalogue'
import type { Seed } from '../read-seed'
import type { AnswerFile } from '../schema'
import { proseOf } from './prose'
import { readingLevelOf } from './reading-level'

/** What the seed holds and how it reads, as lines of text. `texts` is how many texts to list, the hardest first. */
export function seedReport(seed: Seed, texts: number): readonly string[] {
  const typeOf = new Map(seed.organisations.map(({ slug, type }) => [slug, type]))
  const isGiven = (answer: unknown) => answer !== undefined
  return [
    `${seed.products.length} products, ${seed.questions.length} questions, ${seed.facts.length} facts, ` +
      `${seed.organisations.length} organisations, ${seed.upl.length} uniform product names`,
    ...table(
      'Products per type of organisation',
      counted(seed.products.map((file) => typeOf.get(file.organisation) ?? '')),
    ),
    ...LOCALES.flatMap((locale) => [
      ...table(
        `Products with an answer of their own (${locale})`,
        CHANNELS.map((channel) => [
          channel,
          seed.products.filter((file) => isGiven(file[locale]?.answers[channel])).length,
        ]),
      ),
      ...table(
        `Questions with an answer of their own (${locale})`,
        CHANNELS.map((channel) => [
          channel,
          seed.questions.filter((file) => isGiven(file[locale]?.answers[channel])).length,
        ]),
      ),
    ]),
    ...table('In a language', [
      ...LOCALES.map((locale): [string, number] => [
        `products (${locale})`,
        seed.products.filter((file) => file[locale] !== undefined).length,
      ]),
      ...LOCALES.map((locale): [string, number] => [
        `questions (${locale})`,
        seed.questions.filter((file) => file[locale] !== undefined).length,
      ]),
    ]),
    ...table('With care', [
      [
        'handed over in chat',
        [...seed.products, ...seed.questions].filter(({ nl }) => isHandedOver(nl.answers.chat)).length,
      ],
      ['note for agents', [...seed.products, ...seed.questions].filter(({ nl }) => nl.deskMemo).length],
      ['composite products', seed.products.filter(({ parts }) => parts.length > 0).length],
    ]),
    ...readingLevels(seed, 'nl', texts),
  ]
}

function readingLevels(seed: Seed, locale: Locale, texts: number): readonly string[] {
  const levels = proseOf(seed, locale)
    .map(({ place, blocks }) => ({ place, ...readingLevelOf(blocks) }))
    .filter(({ words }) => words >= 20)
    .sort((a, b) => a.ease - b.ease)
  const middle = levels[Math.floor(levels.length / 2)]
  const line = ({ place, ease, wordsPerSentence }: (typeof levels)[number]) =>
    `  ${ease.toFixed(0).padStart(3)}  ${wordsPerSentence.toFixed(1).padStart(4)}  ${place}`
  return [
    '',
    `Reading level of ${levels.length} texts of twenty words or more (${locale}): ease (Flesch-Douma), words per sentence`,
    `  median ease ${middle?.ease.toFixed(0) ?? '–'}; hardest first:`,
    ...levels.slice(0, texts).map(line),
  ]
}

const isHandedOver = (answer: AnswerFile | undefined) =>
  answer !== undefined && 'handOver' in answer && answer.handOver === true

function counted(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}

const table = (title: string, rows: readonly (readonly [string, number])[]): readonly string[] => [
  '',
  title,
  ...rows.map(([name, count]) => `  ${String(count).padStart(5)}  ${name}`),
]
