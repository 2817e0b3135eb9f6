import type { FollowUpView, LanguageStatus, PlanView } from '../admin-api'
import { dutchDay } from '../facts/fact-view'
import { dutchMoment, dutchNumber, LANGUAGE_NAMES } from '../words'

/** What readers of one language see now. */
export function currentSentence({ current, retractedAt }: LanguageStatus): string {
  if (current)
    return `Lezers zien revisie ${dutchNumber(current.revision)}, sinds ${dutchMoment(current.since)}.`
  if (retractedAt) return `Van de kanalen gehaald op ${dutchMoment(retractedAt)}.`
  return 'Nog niet gepubliceerd.'
}

/** What will change by itself, soonest first. */
export function comingSentences({ coming }: LanguageStatus): readonly string[] {
  return coming.map(({ at, type }) =>
    type === 'RETRACTED'
      ? `Verdwijnt van de kanalen op ${dutchMoment(at)}.`
      : `Verandert vanzelf op ${dutchMoment(at)}.`,
  )
}

/** Null while every fact in the answer has a value. */
export function overdueSentence({ overdueFrom }: LanguageStatus, today: string): string | null {
  if (overdueFrom === null) return null
  return overdueFrom <= today
    ? `Verouderd: een feit in dit antwoord heeft sinds ${dutchDay(overdueFrom)} geen waarde meer.`
    : `Let op: een feit in dit antwoord heeft vanaf ${dutchDay(overdueFrom)} geen waarde meer.`
}

/** How far the publications are that follow from a change. */
export function followUpSentence({ done, error, state, total }: FollowUpView): string {
  const progress = `${dutchNumber(done)} van ${dutchNumber(total)} bijgewerkt`
  switch (state) {
    case 'waiting':
      return total > 0 ? `Wacht: ${progress}.` : 'Wacht op bijwerken.'
    case 'running':
      return `Bezig: ${progress}.`
    case 'done':
      return `Klaar: ${progress}.`
    case 'failed':
      return `Mislukt na ${progress}${error ? `: ${error.replace(/\.$/, '')}` : ''}. Het wordt vanzelf opnieuw geprobeerd.`
  }
}

/** What was planned and, when it did not happen, why and what to do. */
export function planSentence({ at, locale, refusal, type }: PlanView): string {
  const languages = locale === null ? 'alle talen' : LANGUAGE_NAMES[locale]
  const what = type === 'publish' ? `publiceren (${languages})` : 'van de kanalen halen'
  if (refusal === null) return `Gepland: ${what} op ${dutchMoment(at)}.`
  return `Niet gelukt: gepland was ${what} op ${dutchMoment(at)}. ${refusal}\nLos dit op en publiceer dan zelf; het wordt niet vanzelf opnieuw geprobeerd.`
}
