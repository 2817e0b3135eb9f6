import { z } from 'zod'
import { CHANNELS, LOCALES, LOGIN_MEANS, REQUEST_CHANNELS } from '../../../catalogue'

/** What each page reads, parsed where it enters: a page never meets a shape it does not know. */
const card = z.object({ slug: z.string(), title: z.string(), summary: z.string() })
const theme = z.object({
  slug: z.string(),
  title: z.string(),
  parent: z.object({ slug: z.string() }).nullable(),
})
const organisation = z.object({
  name: z.string(),
  contact: z.object({
    website: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
  }),
})
const answer = z.object({
  channel: z.enum(CHANNELS),
  servedFrom: z.string(),
  question: z.string(),
  short: z.object({ text: z.string(), html: z.string() }),
  body: z.object({ html: z.string(), text: z.string() }),
})
const products = z.object({ totalCount: z.number(), nodes: z.array(card) })

export const homeView = z.object({
  catalogue: z.object({ name: z.string() }),
  themes: z.array(theme),
  products,
})

export const themeView = z.object({ themes: z.array(theme), products })

export const productView = z.object({
  product: z
    .object({
      id: z.string(),
      slug: z.string(),
      title: z.string(),
      summary: z.string(),
      languages: z.array(z.enum(LOCALES)),
      revision: z.number(),
      contentHash: z.string(),
      publishedAt: z.string(),
      themes: z.array(z.object({ slug: z.string(), title: z.string() })),
      image: z.object({ url: z.string(), alt: z.string(), width: z.number(), height: z.number() }).nullable(),
      organisation,
      serviceDesk: organisation,
      facts: z.array(
        z.object({ key: z.string(), label: z.string(), kind: z.string(), formatted: z.string() }),
      ),
      sections: z.array(z.object({ key: z.string(), title: z.string(), html: z.string() })),
      answers: z.array(answer),
      requestChannels: z.array(
        z.object({
          kind: z.enum(REQUEST_CHANNELS),
          label: z.string(),
          url: z.string().nullable(),
          loginMeans: z.array(z.enum(LOGIN_MEANS)),
          appointment: z.boolean(),
          appointmentUrl: z.string().nullable(),
        }),
      ),
      locations: z.array(
        z.object({
          name: z.string(),
          addressText: z.string(),
          openingHoursText: z.string(),
          appointmentUrl: z.string().nullable(),
        }),
      ),
      legalBasis: z.array(z.object({ label: z.string(), url: z.string().nullable() })),
      parts: z.array(card),
      related: z.array(card),
      questions: z.array(z.object({ slug: z.string(), question: z.string() })),
    })
    .nullable(),
})

export const questionView = z.object({
  question: z
    .object({
      id: z.string(),
      slug: z.string(),
      question: z.string(),
      languages: z.array(z.enum(LOCALES)),
      revision: z.number(),
      publishedAt: z.string(),
      organisation,
      products: z.array(card),
      answers: z.array(answer),
    })
    .nullable(),
})

export const searchView = z.object({
  search: z.object({
    total: z.number(),
    took: z.number(),
    correctedQuery: z.string().nullable(),
    limited: z.boolean(),
    hits: z.array(
      z.object({
        kind: z.enum(['PRODUCT', 'QUESTION']),
        slug: z.string(),
        title: z.string(),
        snippet: z.string(),
        organisation: z.object({ name: z.string() }).nullable(),
      }),
    ),
  }),
})

export type HomeView = z.infer<typeof homeView>
export type ThemeView = z.infer<typeof themeView>
export type ProductView = NonNullable<z.infer<typeof productView>['product']>
export type QuestionView = NonNullable<z.infer<typeof questionView>['question']>
export type SearchView = z.infer<typeof searchView>['search']
export type AnswerView = ProductView['answers'][number]
export type CardView = z.infer<typeof card>
