import type { Problem, ProblemCode } from '../publications'
import { invalidValue } from './invalid-values'

type Params = Readonly<Record<string, string>>
type Message = (params: Params) => string

const CHANNELS: Params = {
  general: 'Algemeen',
  web: 'Website',
  counter: 'Balie',
  phone: 'Telefoon',
  chat: 'Chat',
  email: 'E-mail',
  letter: 'Post',
  text: 'Sms',
}

const MESSAGES: Readonly<Record<ProblemCode, Message>> = {
  title_missing: () => 'De titel is leeg.',
  organisation_missing: () => 'Kies de organisatie die bevoegd is.',
  organisation_unpublished: (p) => `De organisatie${named(p, 'organisation')} is nog niet gepubliceerd.`,
  uniform_product_name_missing: () => 'Kies minstens één uniforme productnaam.',
  audience_missing: () => 'Kies voor wie dit is: inwoner of ondernemer.',
  review_date_missing: () => 'Vul in wanneer de tekst opnieuw bekeken wordt.',
  answer_missing: (p) =>
    `Er is geen antwoord. Vul bij “Antwoorden per kanaal” een tekst in voor “Algemeen”${p['kind'] === 'product' ? ', of vul bij “Teksten” een sectie in' : ''}.`,
  answer_too_long: (p) =>
    `De tekst is te lang: ${p['length'] ?? 'te veel'} tekens, hoogstens ${p['limit'] ?? 'het maximum'}.`,
  answer_not_speakable: () =>
    'Deze tekst is niet voor te lezen: haal webadressen, haakjes en tekens zoals € en % weg, of gebruik een feit.',
  placeholder_text: (p) => `Er staat nog een plek om in te vullen${p['text'] ? `: “${p['text']}”` : ''}.`,
  link_invalid: (p) => `De link${p['url'] ? ` “${p['url']}”` : ''} is geen geldig webadres.`,
  link_target_unpublished: (p) =>
    `Een link wijst naar ${LINKED[p['kind'] ?? ''] ?? 'iets'} dat niet gepubliceerd is${named(p, 'title')}.`,
  fact_unknown: (p) => `${theFact(p)} bestaat niet meer. Kies een ander feit.`,
  fact_unpublished: (p) => `${theFact(p)} is nog niet gepubliceerd.`,
  fact_without_value: (p) => `${theFact(p)} heeft geen waarde.`,
  fact_expired: (p) =>
    `${theFact(p)} is verlopen${p['validUntil'] ? `: het gold tot en met ${dutchDay(p['validUntil'])}` : ''}.`,
  fact_not_yet_valid: (p) =>
    `${theFact(p)} geldt nog niet${p['validFrom'] ? `: het begint op ${dutchDay(p['validFrom'])}` : ''}.`,
  fact_periods_overlap: (p) =>
    `${theFact(p)} heeft perioden die overlappen${p['first'] && p['second'] ? `: vanaf ${dutchDay(p['first'])} en vanaf ${dutchDay(p['second'])}` : ''}.`,
  fact_value_invalid: (p) =>
    `${theFact(p)} heeft een waarde die niet klopt${p['validFrom'] ? ` (vanaf ${dutchDay(p['validFrom'])})` : ''}.${p['reason'] ? ` ${invalidValue(p['reason'])}` : ''}`,
  parts_circular: (p) =>
    `De onderdelen verwijzen in een kring naar elkaar${p['path'] ? `: ${p['path']}` : ''}.`,
  period_invalid: (p) =>
    `De periode${p['fact'] ? ` van ${theFact(p).replace('Het', 'het')}` : ''} klopt niet: het einde ligt voor het begin.`,
}

/** Why something cannot be published, as a sentence for an editor, with the channel it is about. */
export function problemMessage(problem: Problem): string {
  const channel = problem.params['channel']
  const message = MESSAGES[problem.code](problem.params)
  return channel === undefined ? message : `${CHANNELS[channel] ?? channel}: ${message}`
}

const LINKED: Params = { product: 'een product', question: 'een vraag' }

/** What people call it. An id says nothing to anybody, and what is left is where the problem is. */
const named = (params: Params, key: string) => {
  const name = params[key]
  return name === undefined || name === '' || UUID.test(name) ? '' : ` “${name}”`
}
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** A fact by its label, with the key by which it is found and imported. */
function theFact(params: Params): string {
  const { fact = '', label = '' } = params
  return label === '' || label === fact ? `Het feit${named(params, 'fact')}` : `Het feit “${label}” (${fact})`
}

/** `2025-12-31` → `31 december 2025`. What is no day stays as it was typed in. */
function dutchDay(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`)
  if (Number.isNaN(noon.getTime())) return day
  return noon.toLocaleDateString('nl-NL', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}
