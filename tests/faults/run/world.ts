import { amountFrom, answers, type EditorApi, type groundwork, idOf } from '../../support/editor-api'
import { register, type Register } from './register'

/** What the run believes of a product that publishers change: each part may be written by several at once. */
export type ProductBelief = {
  readonly id: string
  readonly slug: string
  readonly fact: string
  /** Number of the edit that wrote title and text. */
  readonly text: Register<number>
  readonly status: Register<Status>
}
export type FactBelief = { readonly id: string; readonly cents: Register<number> }
/** A product that only plans publish and take away, one after the other. */
export type PlannedProduct = {
  readonly id: string
  readonly slug: string
  /** What the plans that were acknowledged do, in order. */
  readonly acknowledged: ('publish' | 'unpublish')[]
  /** A plan that nobody answered: it may have been made. No other follows it. */
  inDoubt: 'publish' | 'unpublish' | null
}
export type Status = 'published' | 'draft'

export type World = {
  readonly products: readonly [ProductBelief, ...ProductBelief[]]
  readonly facts: readonly [FactBelief, ...FactBelief[]]
  readonly planned: readonly [PlannedProduct, ...PlannedProduct[]]
  readonly publishers: readonly Credentials[]
}
/** What every product needs besides its own. */
export type Ground = Awaited<ReturnType<typeof groundwork>>
export type Credentials = { readonly email: string; readonly password: string }

const PASSWORD = 'Een-lang-wachtwoord-2'
/** Never a whole number of euros, so that they are all written alike. */
export const centsOf = (edit: number): number => 10_037 + edit * 100

export const textOf = (edit: number, fact: string) => ({
  title: `Paspoort w${edit}w`,
  answers: answers(`Tekst w${edit}w. Het kost `, { fact }, '.'),
})
/** The numbers of edits that stand in a text. */
export const editsIn = (text: string): readonly number[] => [
  ...new Set([...text.matchAll(/\bw(\d+)w\b/g)].map(([, number]) => Number(number))),
]
/** A value from long ago on, and one that is far ahead, so that every publication writes a line ahead too. */
export const valuesOf = (cents: number) =>
  amountFrom(['2024-01-01', cents, '2098-12-31'], ['2099-01-01', 999_99])

/** Its `name` tells it from other worlds in the same catalogue. */
export async function makeWorld(
  api: EditorApi,
  ground: Ground,
  name: string,
  size: { readonly products: number; readonly facts: number; readonly planned: number },
): Promise<World> {
  const facts: FactBelief[] = []
  for (let number = 0; number < size.facts; number += 1) {
    const data = {
      key: `kosten-${name}-${number}`,
      label: 'Kosten',
      kind: 'amount',
      organisation: ground.organisation,
    }
    const values = valuesOf(centsOf(-1 - number))
    const id = idOf(await api.create('facts', { ...data, values, _status: 'published' }))
    facts.push({ id, cents: register(centsOf(-1 - number)) })
  }
  const products: ProductBelief[] = []
  for (let number = 0; number < size.products; number += 1) {
    const fact = facts[number % facts.length]?.id ?? ''
    const slug = `paspoort-${name}-${number}`
    const id = await publishedProduct(api, ground, { slug, ...textOf(0, fact) })
    products.push({ id, slug, fact, text: register(0), status: register<Status>('published') })
  }
  const planned: PlannedProduct[] = []
  for (let number = 0; number < size.planned; number += 1) {
    const slug = `gepland-${name}-${number}`
    const id = await publishedProduct(api, ground, {
      slug,
      title: 'Gepland',
      answers: answers('Ga naar de balie.'),
    })
    planned.push({ id, slug, acknowledged: [], inDoubt: null })
  }
  const publishers: Credentials[] = []
  for (const who of ['eerste', 'tweede']) {
    const login = { email: `${who}-${name}@voorbeeld.test`, password: PASSWORD }
    idOf(await api.create('users', { ...login, roles: ['publisher'], organisations: [ground.organisation] }))
    publishers.push(login)
  }
  return {
    products: atLeastOne(products),
    facts: atLeastOne(facts),
    planned: atLeastOne(planned),
    publishers,
  }
}

export async function publishedProduct(api: EditorApi, ground: Ground, given: object): Promise<string> {
  const common = { ...ground, audiences: ['resident'], reviewBy: '2099-12-31T12:00:00.000Z' }
  return idOf(await api.create('products', { ...common, ...given, _status: 'published' }))
}

function atLeastOne<T>([first, ...rest]: readonly T[]): [T, ...T[]] {
  if (first === undefined) throw new Error('A run needs at least one of each')
  return [first, ...rest]
}
