import type { EditorApi, Outcome } from '../../support/editor-api'
import { until } from '../../e2e/support/app'
import type { Random } from './random'
import { centsOf, editsIn, type PlannedProduct, textOf, valuesOf, type World } from './world'

export const KINDS = ['text', 'fact', 'unpublish', 'publish', 'plan'] as const
export type EditKind = (typeof KINDS)[number]

/** How an edit ended, and whether what was unknown could be seen to have happened. */
export type Edited = {
  readonly number: number
  readonly kind: EditKind
  readonly product: string | null
  readonly outcome: Outcome['kind']
}

/** Text and facts twice as often as the rest. */
const CHOICES = ['text', 'text', 'fact', 'fact', 'unpublish', 'publish', 'publish', 'plan'] as const
const BACK_WITHIN_MS = 120_000

export type Publisher = { edit(number: number): Promise<Edited> }

export type PublisherOptions = {
  readonly api: EditorApi
  readonly world: World
  readonly random: Random
  /** The moment by the clock of the cluster. */
  readonly now: () => number
  /** Whether the last plan for a product has taken effect. */
  readonly hasTakenEffect: (product: PlannedProduct) => Promise<boolean>
  readonly onRefused: (reason: string) => void
}

/** Makes one random edit after the other, and writes down what is known of each. */
export function publisher(options: PublisherOptions): Publisher {
  const { api, world, random } = options
  const written = <Value>(register: { begin(value: Value): Settled }, value: Value) => register.begin(value)

  const save = async (begun: readonly Settled[], request: Promise<Outcome>): Promise<Outcome> => {
    const outcome = await request
    if (outcome.kind === 'done') for (const write of begun) write.done()
    if (outcome.kind === 'refused') {
      for (const write of begun) write.refused()
      options.onRefused(`${outcome.status} ${outcome.reason}`)
    }
    return outcome
  }

  /** Waits until the editor answers again; what then stands there must be what one of the edits has written. */
  const readBack = async (product: World['products'][number]) => {
    let begun = 0
    let row: Readonly<Record<string, unknown>> | null = null
    await until('the editor to answer again', BACK_WITHIN_MS, async () => {
      begun = performance.now()
      row = await api.read('products', product.id)
      return row !== null
    })
    checkRow(product, row ?? {}, begun)
  }

  const byKind: Readonly<Record<EditKind, (number: number) => Promise<Omit<Edited, 'number'>>>> = {
    text: async (number) => {
      const product = random.pick(world.products)
      const begun = [written(product.text, number), written(product.status, 'published')]
      const data = { ...textOf(number, product.fact), _status: 'published' }
      const { kind } = await save(begun, api.update('products', product.id, data))
      if (kind === 'unknown') await readBack(product)
      return { kind: 'text', product: product.id, outcome: kind }
    },
    fact: async (number) => {
      const fact = random.pick(world.facts)
      const cents = centsOf(number)
      const data = { values: valuesOf(cents), _status: 'published' }
      const { kind } = await save([written(fact.cents, cents)], api.update('facts', fact.id, data))
      if (kind === 'unknown') await readBack(random.pick(world.products))
      return { kind: 'fact', product: null, outcome: kind }
    },
    unpublish: async () => {
      const product = random.pick(world.products)
      const begun = [written(product.status, 'draft')]
      const { kind } = await save(begun, api.unpublish('products', product.id))
      if (kind === 'unknown') await readBack(product)
      return { kind: 'unpublish', product: product.id, outcome: kind }
    },
    publish: async () => {
      const product = random.pick(world.products)
      const begun = [written(product.status, 'published')]
      const { kind } = await save(begun, api.update('products', product.id, { _status: 'published' }))
      if (kind === 'unknown') await readBack(product)
      return { kind: 'publish', product: product.id, outcome: kind }
    },
    plan: async (number) => {
      const product = await freeToPlan(world.planned, options.hasTakenEffect)
      if (product === null) return byKind.text(number)
      const type = product.acknowledged.length % 2 === 0 ? 'unpublish' : 'publish'
      // In doubt until it is answered: nobody else plans for this product meanwhile.
      product.inDoubt = type
      const at = new Date(options.now() + 500)
      const outcome = await save([], api.plan({ collection: 'products', id: product.id, type, at }))
      if (outcome.kind !== 'unknown') product.inDoubt = null
      if (outcome.kind === 'done') product.acknowledged.push(type)
      if (outcome.kind === 'unknown') await readBack(random.pick(world.products))
      return { kind: 'plan', product: product.id, outcome: outcome.kind }
    },
  }
  return { edit: async (number) => ({ number, ...(await byKind[random.pick(CHOICES)](number)) }) }
}

type Settled = { done(): void; refused(): void }

async function freeToPlan(
  all: readonly PlannedProduct[],
  hasTakenEffect: (product: PlannedProduct) => Promise<boolean>,
): Promise<PlannedProduct | null> {
  for (const product of all)
    if (product.inDoubt === null && (await hasTakenEffect(product)) && product.inDoubt === null)
      return product
  return null
}

/** Throws unless what the editor has of a product, looked at since `begun`, is what one of the edits wrote, and wrote whole. */
export function checkRow(
  product: World['products'][number],
  row: Readonly<Record<string, unknown>>,
  begun: number,
): void {
  const now = performance.now()
  const edits = editsIn(JSON.stringify(row))
  const texts = product.text.between(begun, now)
  const [edit] = edits
  if (edits.length !== 1 || edit === undefined || !texts.includes(edit))
    throw new Error(`${product.slug} holds the text of edits ${edits.join()}, and may hold ${texts.join()}`)
  const statuses = product.status.between(begun, now)
  if (!statuses.some((status) => status === row['_status']))
    throw new Error(`${product.slug} is ${String(row['_status'])}, and may be ${statuses.join()}`)
}
