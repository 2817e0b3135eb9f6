import type { Channel, Locale, SectionKey } from '../catalogue'

/** Names of the channels as editors know them. */
export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  general: 'Algemeen',
  web: 'Website',
  counter: 'Balie',
  phone: 'Telefoon',
  chat: 'Chat',
  email: 'E-mail',
  letter: 'Post',
  text: 'Sms',
}

export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { nl: 'Nederlands', en: 'Engels' }

/** `2026-11-23T10:05:00.000Z` → `23 november 2026 om 11:05`, in Dutch time wherever the editor sits. */
export function dutchMoment(instant: string): string {
  const date = new Date(instant)
  const timeZone = 'Europe/Amsterdam'
  const day = date.toLocaleDateString('nl-NL', { day: 'numeric', month: 'long', year: 'numeric', timeZone })
  const time = date.toLocaleTimeString('nl-NL', { hour: '2-digit', minute: '2-digit', timeZone })
  return `${day} om ${time}`
}

/** `1000` → `1.000`. */
export const dutchNumber = (value: number): string => value.toLocaleString('nl-NL')

/** Names of the sections of a product's text. */
export const SECTION_NAMES: Readonly<Record<SectionKey, string>> = {
  intro: 'Inleiding',
  apply: 'Aanvragen',
  conditions: 'Voorwaarden',
  evidence: 'Bewijsstukken en meenemen',
  costs: 'Kosten en betalen',
  term: 'Termijn',
  appeal: 'Bezwaar en beroep',
  noReply: 'Bij geen reactie',
  remarks: 'Bijzonderheden',
  contact: 'Contact',
  result: 'Resultaat',
  legal: 'Wettelijke grondslag',
}
