import type { ProductSource, QuestionSource } from '../../src/catalogue'
import { instantOf, type Instant } from '../../src/kernel'
import type { MemoryLog } from '../../src/platform/delivery/store/memory-log'
import { planPublication, type ItemSource, type NewLogEntry } from '../../src/publications'
import { anOrganisation, aProduct, aQuestion, aWorld } from '../../src/publications/builders.fixture'

/** The lines that publishing an item writes now. */
export function linesOf(
  item: ItemSource,
  world = aWorld(),
  now = instantOf(new Date()),
): readonly NewLogEntry[] {
  const locale = item.kind === 'product' || item.kind === 'question' ? item.source.locale : 'nl'
  const plan = planPublication(item, world, locale, now)
  if (!plan.ok) throw new Error(`Cannot be published: ${JSON.stringify(plan.error)}`)
  return plan.value.entries
}

export const productLines = (changes: Partial<ProductSource>, world = aWorld()) =>
  linesOf({ kind: 'product', source: aProduct(changes) }, world)
export const questionLines = (changes: Partial<QuestionSource>) =>
  linesOf({ kind: 'question', source: aQuestion(changes) })
export const organisationLines = () => linesOf({ kind: 'organisation', source: anOrganisation() })

/** Appends lines as a save does; gives the last number. */
export function publish(log: MemoryLog, ...lines: readonly (readonly NewLogEntry[])[]): number {
  return lines.flat().reduce((_last, line) => log.append(line), 0)
}

/** The line that takes an item away from readers. */
export function retraction(line: NewLogEntry, effectiveFrom: Instant = instantOf(new Date())): NewLogEntry {
  return {
    ...line,
    type: 'RETRACTED',
    effectiveFrom,
    contentHash: '',
    deskHash: '',
    card: null,
    record: null,
    desk: null,
  }
}
