import type { Line } from '../../support/backstage'
import type { EditorApi } from '../../support/editor-api'
import { productAt } from '../../support/readers'
import type { Edited } from './edits'
import { checkFact, checkRow } from './judgement-of-rows'
import { editsIn, type PlannedProduct, type ProductBelief, type World } from './world'

/** What is not as the edits should have left it: nothing acknowledged lost, nothing doubled, nothing half done. */
export async function faultsOfWorld(given: {
  readonly world: World
  readonly edits: readonly Edited[]
  readonly lines: readonly Line[]
  readonly api: EditorApi
  /** Where readers ask. */
  readonly url: string
}): Promise<readonly string[]> {
  const { world, edits, lines, api, url } = given
  const faults: string[] = []
  const cents = new Map<string, number>()
  for (const fact of world.facts) {
    const begun = performance.now()
    const row = (await api.read('facts', fact.id)) ?? {}
    try {
      cents.set(fact.id, checkFact(fact, row, begun))
    } catch (error) {
      faults.push(String(error))
    }
  }
  for (const product of world.products) faults.push(...(await faultsOfProduct(product, cents, api, url)))
  for (const product of world.planned) faults.push(...faultsOfPlans(product, lines))
  return [...faults, ...lostEdits(edits, lines), ...halfDone(world, lines)]
}

/** What editors have, what the edits may have left, and what readers see must be one. */
async function faultsOfProduct(
  product: ProductBelief,
  cents: ReadonlyMap<string, number>,
  api: EditorApi,
  url: string,
): Promise<readonly string[]> {
  const now = performance.now()
  const row = (await api.read('products', product.id)) ?? {}
  try {
    checkRow(product, row, now)
  } catch (error) {
    return [String(error)]
  }
  const seen = await productAt(url, product.id)
  const [edit] = editsIn(JSON.stringify(row))
  const euros = (cents.get(product.fact) ?? 0) / 100
  const amount = euros.toLocaleString('nl-NL', { minimumFractionDigits: 2 })
  const expected =
    row['_status'] === 'published' ? `Paspoort w${edit}w: Tekst w${edit}w. Het kost € ${amount}.` : null
  const found = seen && `${seen.title}: ${seen.text.replaceAll('\u00a0', ' ')}`
  return found === expected ? [] : [`readers see ${found} of ${product.slug} where ${expected} is due`]
}

/** Each plan takes effect once, in order; one that nobody answered, once or never. */
export function faultsOfPlans(product: PlannedProduct, lines: readonly Line[]): readonly string[] {
  const { acknowledged, inDoubt } = product
  const found = lines.filter(({ item_id }) => item_id === product.id).map(({ type }) => type)
  const typeOf = (plan: 'publish' | 'unpublish') => (plan === 'publish' ? 'PUBLISHED' : 'RETRACTED')
  const expected = ['PUBLISHED', ...acknowledged.map(typeOf)]
  const orElse = inDoubt === null ? expected : [...expected, typeOf(inDoubt)]
  return [expected, orElse].some((types) => types.join() === found.join())
    ? []
    : [`${product.slug} went through ${found.join()}, and its plans were ${orElse.join()}`]
}

/** Every text that was acknowledged has been published: it stands in the log. */
export function lostEdits(edits: readonly Edited[], lines: readonly Line[]): readonly string[] {
  return edits
    .filter(({ kind, outcome }) => kind === 'text' && outcome === 'done')
    .filter((edit) => !standsIn(lines, edit))
    .map(({ number }) => `edit ${number} was acknowledged, and is not in the log`)
}

export const doneUnanswered = (edits: readonly Edited[], lines: readonly Line[]): readonly number[] =>
  edits
    .filter(({ kind, outcome }) => kind === 'text' && outcome === 'unknown')
    .filter((edit) => standsIn(lines, edit))
    .map(({ number }) => number)

const standsIn = (lines: readonly Line[], { number, product }: Edited): boolean =>
  lines.some(({ item_id, record }) => item_id === product && editsIn(record ?? '').includes(number))

/** A text was published whole: what stands in one line comes from one edit. */
export function halfDone({ products }: Pick<World, 'products'>, lines: readonly Line[]): readonly string[] {
  const ids = new Set(products.map(({ id }) => id))
  return lines
    .filter(({ item_id, type }) => ids.has(item_id) && type === 'PUBLISHED')
    .filter(({ record }) => editsIn(record ?? '').length !== 1)
    .map(({ seq, record }) => `line ${seq} holds the text of edits ${editsIn(record ?? '').join()}`)
}
