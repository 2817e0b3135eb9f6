import { z } from 'zod'
import {
  AUDIENCES,
  CHANNELS,
  FACT_KINDS,
  LOGIN_MEANS,
  NEXT_STEPS,
  NUMBER_UNITS,
  ORGANISATION_TYPES,
  PRODUCT_KINDS,
  REQUEST_CHANNELS,
  SECTION_KEYS,
  WEEKDAYS,
  isPublicUrl,
} from '../src/catalogue'
import { asCalendarDay } from '../src/kernel'

/** Shapes of the seed's files. Every message says what to write, because people write these files by hand. */

const slug = z
  .string()
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    'use small letters, digits and single hyphens, such as "rijbewijs-verlengen"',
  )
const day = z
  .string()
  .refine((text) => asCalendarDay(text) !== null, 'write a day that exists, as 2026-12-31')
const url = z
  .string()
  .refine(isPublicUrl, 'write a whole web address that begins with https:// and has no spaces')
const line = z.string().trim().min(1, 'write a text, or leave the key out')
const markdown = z.string().trim().min(1, 'write Markdown, or leave the key out')
const words = z.array(line).default([])
const slugs = z.array(slug).default([])

/** A text per language; a plain string is Dutch. */
const localized = z.union([
  line.transform((nl): { nl: string; en?: string | undefined } => ({ nl })),
  z.strictObject({ nl: line, en: line.optional() }),
])

const address = z.strictObject({
  street: line.optional(),
  houseNumber: line.optional(),
  addition: line.optional(),
  poBox: line.optional(),
  postalCode: z
    .string()
    .regex(/^[1-9]\d{3} [A-Z]{2}$/, 'write a postal code as "5600 AB"')
    .optional(),
  city: line,
})

const span = z
  .string()
  .regex(
    /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/,
    'write times as "09:00-17:00", in quotation marks',
  )
const openingHours = z.strictObject({
  week: z.partialRecord(z.enum(WEEKDAYS), z.array(span)),
  exceptions: z
    .array(z.strictObject({ day, spans: z.array(span).default([]), reason: localized.optional() }))
    .default([]),
  byAppointment: z.boolean().default(false),
})

const factFrame = {
  key: slug,
  label: localized,
  owner: slug,
  source: line,
}

/** A fact with one value (`value`, from 1 January 2026 unless `from` says so) or with several periods (`values`). */
const factOf = <Kind extends (typeof FACT_KINDS)[number], Value extends z.ZodType>(
  kind: Kind,
  value: Value,
) =>
  z
    .strictObject({
      ...factFrame,
      kind: z.literal(kind),
      unit: z.enum(NUMBER_UNITS).optional(),
      from: day.default('2026-01-01'),
      value: value.optional(),
      values: z.array(z.strictObject({ from: day, until: day.optional(), value })).optional(),
    })
    .refine((fact) => (fact.value === undefined) !== (fact.values === undefined), {
      message: 'give either "value" or "values", not both and not neither',
    })
    .refine((fact) => fact.unit === undefined || kind === 'number', {
      path: ['unit'],
      message: 'only a fact of kind "number" has a unit',
    })

const cents = z
  .number('write an amount in euros as a number, such as 83.87')
  .min(0)
  .refine((euros) => Math.abs(euros * 100 - Math.round(euros * 100)) < 1e-6, 'use at most two decimals')
  .transform((euros) => Math.round(euros * 100))
const duration = z
  .string()
  .regex(
    /^\d+ (minuten|minuut|uur|dagen|dag|werkdagen|werkdag|weken|week|maanden|maand|jaar)$/,
    'write a term as "5 werkdagen", "8 weken" or "10 jaar"',
  )
const phone = z.string().regex(/^\+?[\d ]{3,20}$/, 'write a phone number as dialled, in quotation marks')

export const factSchema = z.discriminatedUnion('kind', [
  factOf('amount', cents),
  factOf('duration', duration),
  factOf('date', day),
  factOf('phone', phone),
  factOf('email', z.email('write one e-mail address')),
  factOf('address', address),
  factOf('url', url),
  factOf('openingHours', openingHours),
  factOf('number', z.number('write a number')),
  factOf('documents', z.array(localized).min(1)),
  factOf('text', localized),
])

const answer = z.union([
  markdown.transform((short) => ({ short })),
  z.strictObject({
    question: line.max(200).optional(),
    short: markdown.optional(),
    body: markdown.optional(),
    nextStep: z
      .strictObject({ kind: z.enum(NEXT_STEPS), label: line.optional(), url: url.optional() })
      .optional(),
    links: z.array(z.strictObject({ label: line, url })).optional(),
    handOver: z.boolean().optional(),
  }),
])
const answers = z.partialRecord(z.enum(CHANNELS), answer)

const requestChannel = z.strictObject({
  kind: z.enum(REQUEST_CHANNELS),
  label: line.optional(),
  url: url.optional(),
  loginMeans: z.array(z.enum(LOGIN_MEANS)).default([]),
  appointment: z.boolean().default(false),
  appointmentUrl: url.optional(),
})

const section = z.union([
  markdown.transform((text) => ({ text })),
  z.strictObject({ title: line.optional(), text: markdown }),
])

const productTexts = z.strictObject({
  title: line.max(60, 'keep a title within 60 characters'),
  summary: line.max(400),
  keywords: words,
  synonyms: words,
  sections: z.partialRecord(z.enum(SECTION_KEYS), section).default({}),
  answers: answers.refine((given) => given.general !== undefined, 'write at least the answer "general"'),
  requestChannels: z.array(requestChannel).default([]),
  deskMemo: markdown.optional(),
})

export const productSchema = z.strictObject({
  upl: z.array(line).min(1, 'name at least one uniform product name'),
  kind: z.enum(PRODUCT_KINDS).default('product'),
  audiences: z.array(z.enum(AUDIENCES)).min(1).default(['resident']),
  organisation: slug,
  serviceDesk: slug.optional(),
  departments: slugs,
  themes: slugs.refine((given) => given.length > 0, 'name at least one theme'),
  lifeEvents: slugs,
  locations: slugs,
  related: slugs,
  parts: slugs,
  legalBasis: z.array(z.strictObject({ label: line, url: url.optional() })).default([]),
  reviewBy: day,
  keyFacts: slugs,
  facts: z.array(factSchema).default([]),
  nl: productTexts,
  en: productTexts.optional(),
})

const questionTexts = z.strictObject({
  question: line.max(90, 'keep a question within 90 characters'),
  alternatives: words,
  keywords: words,
  answers: answers.refine((given) => given.general !== undefined, 'write at least the answer "general"'),
  deskMemo: markdown.optional(),
})

export const questionSchema = z.strictObject({
  slug,
  audiences: z.array(z.enum(AUDIENCES)).min(1).default(['resident']),
  organisation: slug,
  products: slugs.refine((given) => given.length > 0, 'name at least one product'),
  themes: slugs,
  reviewBy: day,
  nl: questionTexts,
  en: questionTexts.optional(),
})

export const organisationSchema = z.strictObject({
  slug,
  name: localized,
  type: z.enum(ORGANISATION_TYPES),
  uri: z.url().nullable(),
  website: url.optional(),
  phone: phone.optional(),
  email: z.email().optional(),
  visitingAddress: address.optional(),
  postalAddress: address.optional(),
  deskMemo: markdown.optional(),
})

export const departmentSchema = z.strictObject({ slug, name: localized, organisation: slug })

export const locationSchema = z.strictObject({
  slug,
  name: localized,
  organisation: slug,
  address,
  openingHours,
  phone: phone.optional(),
  appointmentUrl: url.optional(),
})

export const themeSchema = z.strictObject({
  slug,
  title: localized,
  parent: slug.optional(),
  uri: z.url().optional(),
})

export const lifeEventSchema = z.strictObject({ slug, title: localized, uri: z.url().optional() })

/** Words that mean the same; `oneWay`: who types one of `synonyms` finds `term`, and not the other way round. */
export const synonymSchema = z.strictObject({
  term: line,
  synonyms: z.array(line).min(1),
  oneWay: z.boolean().default(false),
})

export const uplSchema = z.strictObject({
  label: line,
  uri: z.url(),
  layers: z.array(z.enum(['state', 'province', 'waterBoard', 'municipality'])),
  audiences: z.array(z.enum(AUDIENCES)),
  legalBasis: z.array(z.strictObject({ label: line, url: z.url().optional() })).default([]),
})

export type FactFile = z.output<typeof factSchema>
export type AnswerFile = z.output<typeof answer>
export type AnswersFile = z.output<typeof answers>
export type ProductTexts = z.output<typeof productTexts>
export type QuestionTexts = z.output<typeof questionTexts>
export type OpeningHoursFile = z.output<typeof openingHours>
export type AddressFile = z.output<typeof address>
export type LocalizedFile = z.output<typeof localized>
export type ProductFile = z.output<typeof productSchema> & { readonly slug: string }
export type QuestionFile = z.output<typeof questionSchema>
