import type { Payload } from 'payload'
import { saveTogether, type TogetherRequest } from '../src/platform/editor'
import { richText } from '../tests/support/rich-text'

export const ADMIN = { email: 'bench@voorbeeld.test', password: 'Een-lang-wachtwoord-1' }

export const slugOf = (number: number): string => `product-${String(number).padStart(4, '0')}`

/** Saved one by one, as an editor does; the others together, to save time. */
const ONE_BY_ONE = 20
const SAVES_PER_PRODUCT = 3
const TOGETHER = 25

/**
 * Products of equal content: two facts of their own, four answers that bind them, one theme, one name. Through the editor's
 * collections. Gives how many saves a second it takes when each is on its own.
 */
export async function makeContent(
  payload: Payload,
  count: number,
  progress: (line: string) => void,
): Promise<{ readonly perSecond: number }> {
  await payload.create({ collection: 'users', data: { ...ADMIN, roles: ['administrator'] } })
  const organisation = await payload.create({
    collection: 'organisations',
    locale: 'nl',
    data: { name: 'Gemeente Voorbeeld', slug: 'voorbeeld', type: 'municipality', isOwn: true },
  })
  const theme = await payload.create({
    collection: 'themes',
    locale: 'nl',
    data: { title: 'Wonen', slug: 'wonen' },
  })
  const upl = await payload.create({
    collection: 'upl-entries',
    data: { label: 'meting', uri: 'http://standaarden.overheid.nl/owms/terms/meting' },
  })
  const ids = { organisation: String(organisation.id), theme: String(theme.id), upl: String(upl.id) }
  const alone = () => ({ context: {} })
  const begun = performance.now()
  for (let number = 0; number < ONE_BY_ONE; number += 1) await makeProduct(payload, number, ids, alone)
  const perSecond = (SAVES_PER_PRODUCT * ONE_BY_ONE) / ((performance.now() - begun) / 1_000)
  for (let start = ONE_BY_ONE; start < count; start += TOGETHER) {
    const end = Math.min(start + TOGETHER, count)
    await saveTogether(payload, async (request) => {
      for (let number = start; number < end; number += 1) await makeProduct(payload, number, ids, request)
    })
    if (Math.floor(end / 100) > Math.floor(start / 100)) progress(`${end} of ${count} products`)
  }
  return { perSecond }
}

type Ids = Readonly<Record<'organisation' | 'theme' | 'upl', string>>

async function makeProduct(
  payload: Payload,
  number: number,
  { organisation, theme, upl }: Ids,
  request: () => TogetherRequest,
): Promise<void> {
  const fact = (key: string, cents: number) =>
    payload.create({
      collection: 'facts',
      locale: 'nl',
      req: request(),
      data: {
        key,
        label: `Kosten ${key}`,
        kind: 'amount',
        organisation,
        source: 'Legesverordening',
        values: [{ validFrom: '2026-01-01', amountInCents: cents }],
        _status: 'published',
      },
    })
  const adult = await fact(`volwassene-${number}`, 2_000 + number)
  const child = await fact(`kind-${number}`, 1_000 + number)
  const text = (channel: string) =>
    richText(
      `U regelt product ${number} bij de gemeente. Via ${channel} kost dat {${adult.id}}, voor een kind {${child.id}}.`,
    )
  await payload.create({
    collection: 'products',
    locale: 'nl',
    req: request(),
    data: {
      title: `Product ${String(number).padStart(4, '0')}`,
      slug: slugOf(number),
      summary: `Samenvatting van product ${number}, in één zin voor inwoners.`,
      kind: 'product',
      audiences: ['resident'],
      organisation,
      themes: [theme],
      uplEntries: [upl],
      facts: [adult.id, child.id],
      reviewBy: '2027-06-01',
      answers: ['general', 'web', 'phone', 'chat'].map((channel) => ({
        channel,
        question: `Hoe regel ik product ${number}?`,
        short: text(channel),
        body: text(channel),
      })),
      _status: 'published',
    },
  })
}
