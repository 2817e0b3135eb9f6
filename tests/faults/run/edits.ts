import { until } from '../../e2e/support/app'
import type { EditorApi, Outcome } from '../../support/editor-api'
import { checkFact, checkRow } from './judgement-of-rows'
import type { Random } from './random'
import type { Settle } from './register'
import { centsOf, type PlannedProduct, textOf, valuesOf, type World } from './world'

export const KINDS = ['text', 'fact', 'publish', 'unpublish', 'plan'] as const
export type EditKind = (typeof KINDS)[number]

export type Edited = {
  readonly number: number
  readonly kind: EditKind
  /** Null for a fact. */
  readonly product: string | null
  readonly outcome: Outcome['kind']
}

export type Publisher = { edit(number: number): Promise<Edited> }

export type PublisherOptions = {
  readonly api: EditorApi
  readonly world: World
  readonly random: Random
  /** The moment by the clock of the cluster. */
  readonly now: () => number
  /** Whether all plans for a product have taken effect. */
  readonly hasTakenEffect: (product: PlannedProduct) => Promise<boolean>
  readonly onRefused: (reason: string) => void
}

/** Texts, values and publications twice as often as the rest. */
const CHOICES = ['text', 'text', 'fact', 'fact', 'publish', 'publish', 'unpublish', 'plan'] as const
const BACK_WITHIN_MS = 120_000
const PLAN_AHEAD_MS = 500

/** Makes one random edit after the other, and writes down what is known of each. */
export function publisher({
  api,
  world,
  random,
  now,
  hasTakenEffect,
  onRefused,
}: PublisherOptions): Publisher {
  const settled = async (writes: readonly Settle[], request: Promise<Outcome>): Promise<Outcome['kind']> => {
    const outcome = await request
    if (outcome.kind === 'done') for (const write of writes) write.done()
    if (outcome.kind === 'refused') {
      for (const write of writes) write.refused()
      onRefused(`${outcome.status} ${outcome.reason}`)
    }
    return outcome.kind
  }

  /** Waits until the editor answers again; what stands there must then be what one of the edits wrote. */
  const readBack = async (
    collection: string,
    id: string,
    check: (row: Readonly<Record<string, unknown>>, begun: number) => void = () => undefined,
  ) => {
    await until('the editor to answer again', BACK_WITHIN_MS, async () => {
      const begun = performance.now()
      const row = await api.read(collection, id)
      if (row !== null) check(row, begun)
      return row !== null
    })
  }

  const ofProduct = async (kind: 'text' | 'publish' | 'unpublish', number: number) => {
    const product = random.pick(world.products)
    const { id } = product
    const status = product.status.begin(kind === 'unpublish' ? 'draft' : 'published')
    const writes = kind === 'text' ? [status, product.text.begin(number)] : [status]
    const text = kind === 'text' ? textOf(number, product.fact) : {}
    const request =
      kind === 'unpublish'
        ? api.unpublish('products', id)
        : api.update('products', id, { ...text, _status: 'published' })
    const outcome = await settled(writes, request)
    if (outcome === 'unknown') await readBack('products', id, (row, begun) => checkRow(product, row, begun))
    return { kind, product: id, outcome }
  }

  const ofFact = async (number: number) => {
    const fact = random.pick(world.facts)
    const cents = centsOf(number)
    const request = () => api.update('facts', fact.id, { values: valuesOf(cents), _status: 'published' })
    const outcome = await settled([fact.cents.begin(cents)], request())
    if (outcome === 'unknown')
      await readBack('facts', fact.id, (row, begun) => void checkFact(fact, row, begun))
    return { kind: 'fact', product: null, outcome } as const
  }

  const ofPlan = async (number: number) => {
    const product = await freeToPlan(world.planned, hasTakenEffect)
    if (product === null) return ofProduct('text', number)
    const { id } = product
    const type = product.acknowledged.length % 2 === 0 ? 'unpublish' : 'publish'
    // Until it is answered, so that nobody else plans for this product meanwhile; without an answer, for ever.
    product.inDoubt = type
    const at = new Date(now() + PLAN_AHEAD_MS)
    const outcome = await settled([], api.plan({ collection: 'products', id, type, at }))
    if (outcome !== 'unknown') product.inDoubt = null
    if (outcome === 'done') product.acknowledged.push(type)
    if (outcome === 'unknown') await readBack('products', id)
    return { kind: 'plan', product: id, outcome } as const
  }

  const edit = (number: number) => {
    const kind = random.pick(CHOICES)
    if (kind === 'fact') return ofFact(number)
    return kind === 'plan' ? ofPlan(number) : ofProduct(kind, number)
  }
  return { edit: async (number) => ({ number, ...(await edit(number)) }) }
}

async function freeToPlan(
  all: readonly PlannedProduct[],
  hasTakenEffect: (product: PlannedProduct) => Promise<boolean>,
): Promise<PlannedProduct | null> {
  for (const product of all)
    if (product.inDoubt === null && (await hasTakenEffect(product)) && product.inDoubt === null)
      return product
  return null
}
