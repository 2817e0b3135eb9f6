import type { Document } from 'bson'
import type { Stored } from './mongo-simulation/store'

/** What transactions themselves note, as often as they begin anew. */
const OF_TRANSACTIONS = ['commit-marks', 'counters', 'transaction-probe-a', 'transaction-probe-b']

/**
 * What is stored now and was not, one line per document, in a fixed order: whole, but for what differs each time. Among it are
 * the lines of the log and of the audit log, versions, references and follow-ups.
 */
export function changesBetween(before: Stored, after: Stored): readonly string[] {
  const known = new Set([...before.values()].flatMap((documents) => [...documents.values()].map(idOf)))
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((collection) => !OF_TRANSACTIONS.includes(nameOf(collection)))
    .flatMap((collection) => {
      const [old, now] = [before.get(collection) ?? new Map(), after.get(collection) ?? new Map()]
      const line = (sign: string, document: Document) =>
        `${nameOf(collection)} ${sign} ${lasting(document, known)}`
      return [
        ...[...now].filter(([id]) => !old.has(id)).map(([, document]) => line('+', document)),
        ...[...now]
          .filter(([id, document]) => isOther(old.get(id), document))
          .map(([, document]) => line('~', document)),
        ...[...old].filter(([id]) => !now.has(id)).map(([, document]) => line('-', document)),
      ]
    })
    .toSorted()
}

/** The numbers in the log in order, and the last that was given out. */
export function logIn(stored: Stored): { readonly numbers: readonly number[]; readonly last: number } {
  const of = (name: string) =>
    [...stored]
      .filter(([collection]) => nameOf(collection) === name)
      .flatMap(([, found]) => [...found.values()])
  const numbers = of('publications').map(({ seq }) => Number(seq))
  return { numbers: numbers.toSorted((a, b) => a - b), last: Number(of('counters')[0]?.['seq']) }
}

const nameOf = (collection: string) => collection.slice(collection.indexOf('.') + 1)
const idOf = (document: Document) => String(document['_id'])
const isOther = (old: Document | undefined, now: Document) =>
  old !== undefined && JSON.stringify(old) !== JSON.stringify(now)

const IDS_AND_HASHES = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{16,}\b/g

/** Without new ids, hashes, times and places in a row. */
const lasting = (document: Document, known: ReadonlySet<string>): string =>
  JSON.stringify(document)
    .replaceAll(IDS_AND_HASHES, (id) => (known.has(id) ? id : '#'))
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '@')
    .replaceAll(/"(seq|queuedAt)":\d+/g, '"$1":#')
