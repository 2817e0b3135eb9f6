import { z } from 'zod'
import { editsIn, type FactBelief, type ProductBelief } from './world'

type Row = Readonly<Record<string, unknown>>

/** Throws unless what the editor has of a product, looked at since `begun`, is what one of the edits wrote, and wrote whole. */
export function checkRow(product: ProductBelief, row: Row, begun: number): void {
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

const Values = z.object({ values: z.array(z.object({ amountInCents: z.number() })).min(1) })

/** The same for a fact; gives the amount of today. */
export function checkFact(fact: FactBelief, row: Row, begun: number): number {
  const cents = Values.parse(row).values[0]?.amountInCents ?? 0
  const possible = fact.cents.between(begun, performance.now())
  if (!possible.includes(cents))
    throw new Error(`fact ${fact.id} is ${cents} cents, and may be ${possible.join()}`)
  return cents
}
