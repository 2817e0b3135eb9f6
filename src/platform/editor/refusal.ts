import { refusal } from '../../../collections/refusal'
import { CHANNEL_LABELS, SECTION_LABELS } from '../../../collections/fields/choices'
import type { Locale } from '../../catalogue'
import { problemMessage } from '../../i18n/problems'
import type { Problem } from '../../publications'
import type { Scope } from './publication-store'
import { refuseCommit } from './transactions'

const LANGUAGES: Readonly<Record<Locale, string>> = { nl: 'Nederlands', en: 'Engels' }

/** Where a problem is, in the words of the editor's screen; what is not listed keeps its name. */
const PLACES: Readonly<Record<string, string>> = {
  ...CHANNEL_LABELS,
  ...SECTION_LABELS,
  title: 'Titel',
  name: 'Naam',
  slug: 'Webadres',
  summary: 'Samenvatting',
  sections: 'Teksten',
  answers: 'Antwoorden',
  short: 'Kort antwoord',
  body: 'Antwoord',
  links: 'Meer informatie',
  nextStep: 'Vervolgstap',
  requestChannels: 'Aanvragen',
  facts: 'Feiten',
  parts: 'Onderdelen',
  deskMemo: 'KCC intern',
  publishUntil: 'Publiceren tot',
  reviewBy: 'Controleren voor',
  publishFrom: 'Publiceren vanaf',
  question: 'Vraag',
  uniformProductNames: 'Uniforme productnamen',
  organisation: 'Organisatie',
  serviceDesk: 'Wie helpt',
  audiences: 'Doelgroep',
  legalBasis: 'Wettelijke grondslag',
  contact: 'Contact',
  address: 'Adres',
  openingHours: 'Openingstijden',
}

export type LocaleProblem = { readonly locale: Locale; readonly problem: Problem }

/** One line per problem: language, place and what is wrong. The same problem in a place is told once. */
export function problemLines(problems: readonly LocaleProblem[]): readonly string[] {
  return [
    ...new Set(
      problems.map(({ locale, problem }) => {
        const parts = problem.where.split('.').filter((part) => part !== '')
        const place = parts.map((part) => PLACES[part] ?? part).join(' › ')
        return `${LANGUAGES[locale]}${place === '' ? '' : `, ${place}`}: ${problemMessage(problem)}`
      }),
    ),
  ]
}

/** The error that refuses a save, shown to the editor as it stands. */
export function publicationRefused(name: string, problems: readonly LocaleProblem[]): Error {
  const lines = problemLines(problems)
  return refusal(
    `“${name}” kan niet gepubliceerd worden.\n${lines.map((line) => `• ${line}`).join('\n')}`,
    400,
    { problems: problems.map(({ locale, problem }) => ({ locale, ...problem })) },
  )
}

/** Names some of those who use a target and counts the others. */
export function stillInUse(names: readonly string[], total: number): Error {
  const others = total - names.length
  const listed = names.map((name) => `“${name}”`).join(', ')
  const rest = others > 0 ? ` en nog ${others} ${others === 1 ? 'ander' : 'andere'}` : ''
  return refusal(
    `Dit is nog in gebruik en kan daarom niet weg (${total}×): ${listed}${rest}. Haal het daar eerst weg.`,
    409,
    { users: names, total },
  )
}

/** Throws, and makes sure that nothing of the save is committed even when code above swallows the error. */
export async function refuse(scope: Scope, error: Error): Promise<never> {
  const id = await scope.transactionID
  if (id !== undefined) refuseCommit(scope.payload, String(id), error)
  throw error
}
