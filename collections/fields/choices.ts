import type { Option } from 'payload'
import type {
  Audience,
  Channel,
  FactKind,
  LoginMeans,
  NextStepKind,
  NumberUnit,
  OrganisationType,
  ProductKind,
  RequestChannelKind,
  SectionKey,
  Weekday,
} from '../../src/catalogue'

/** Dutch labels of the closed code lists, in the order in which editors see them. */
const options = <Code extends string>(labels: Readonly<Record<Code, string>>): Option[] =>
  Object.entries<string>(labels).map(([value, label]) => ({ value, label }))

export const CHANNEL_LABELS: Readonly<Record<Channel, string>> = {
  general: 'Algemeen',
  web: 'Website',
  counter: 'Balie',
  phone: 'Telefoon',
  chat: 'Chat',
  email: 'E-mail',
  letter: 'Post',
  text: 'Sms',
}
export const SECTION_LABELS: Readonly<Record<SectionKey, string>> = {
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
const audience: Readonly<Record<Audience, string>> = { resident: 'Inwoner', business: 'Ondernemer' }
const productKind: Readonly<Record<ProductKind, string>> = { product: 'Product', service: 'Dienst' }
const organisationType: Readonly<Record<OrganisationType, string>> = {
  municipality: 'Gemeente',
  province: 'Provincie',
  waterBoard: 'Waterschap',
  ministry: 'Ministerie',
  body: 'Uitvoeringsorganisatie of zbo',
  ggd: 'GGD',
  other: 'Andere organisatie',
}
const requestChannel: Readonly<Record<RequestChannelKind, string>> = {
  online: 'Online',
  counter: 'Balie',
  phone: 'Telefoon',
  post: 'Post',
  email: 'E-mail',
}
const loginMeans: Readonly<Record<LoginMeans, string>> = {
  digid: 'DigiD',
  eherkenning: 'eHerkenning',
  eidas: 'eIDAS',
  none: 'Zonder inloggen',
}
const nextStep: Readonly<Record<NextStepKind, string>> = {
  apply: 'Aanvragen',
  callBack: 'Terugbelverzoek',
  transfer: 'Doorverbinden',
  refer: 'Verwijzen naar andere organisatie',
  visit: 'Langskomen',
  none: 'Geen vervolg',
}
const factKind: Readonly<Record<FactKind, string>> = {
  amount: 'Bedrag',
  duration: 'Termijn',
  date: 'Datum',
  phone: 'Telefoonnummer',
  email: 'E-mailadres',
  address: 'Adres',
  url: 'Webadres',
  openingHours: 'Openingstijden',
  number: 'Getal',
  documents: 'Lijst van documenten',
  text: 'Korte tekst',
}
const numberUnit: Readonly<Record<NumberUnit, string>> = {
  none: 'Zonder eenheid',
  percent: 'Procent',
  year: 'Jaar',
  month: 'Maand',
  week: 'Week',
  day: 'Dag',
  hour: 'Uur',
  minute: 'Minuut',
  person: 'Persoon',
  piece: 'Stuk',
  km: 'Kilometer',
  m: 'Meter',
  m2: 'Vierkante meter',
  m3: 'Kubieke meter',
  kg: 'Kilogram',
  litre: 'Liter',
}
export const WEEKDAY_LABELS: Readonly<Record<Weekday, string>> = {
  monday: 'Maandag',
  tuesday: 'Dinsdag',
  wednesday: 'Woensdag',
  thursday: 'Donderdag',
  friday: 'Vrijdag',
  saturday: 'Zaterdag',
  sunday: 'Zondag',
}

export const CHOICES = {
  channel: options(CHANNEL_LABELS),
  section: options(SECTION_LABELS),
  audience: options(audience),
  productKind: options(productKind),
  organisationType: options(organisationType),
  requestChannel: options(requestChannel),
  loginMeans: options(loginMeans),
  nextStep: options(nextStep),
  factKind: options(factKind),
  numberUnit: options(numberUnit),
  weekday: options(WEEKDAY_LABELS),
}
