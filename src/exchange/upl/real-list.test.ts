import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseUplRelease } from './parse'
import { checkRemovals, planUplImport } from './plan'
import { UPN_URI_PREFIX } from './release'

// The national list is not part of this project: put a download beside the checkout to run these tests.
const list = new URL('../../../../shared/data/UPL-actueel.csv', import.meta.url)

/** Facts about the list found without the parser, by cutting lines apart at their commas once quoted cells are out of the way. */
function independentFacts(csv: string) {
  const rows = csv
    .replace('\uFEFF', '')
    .replace(/"[^"\n]*"/gu, 'quoted')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.trimEnd().split(','))
  const uris = new Set(rows.map((cells) => cells[1]))
  const urisWith = (column: number) =>
    new Set(rows.filter((cells) => cells[column] !== '').map((cells) => cells[1])).size
  return {
    rows: rows.length,
    names: uris.size,
    national: urisWith(2),
    municipality: urisWith(5),
    resident: urisWith(6),
    sdg: urisWith(9),
    digidMandate: urisWith(16),
    legalBases: rows.filter((cells) => cells[18] !== '').length,
    cellCounts: [...new Set(rows.map((cells) => cells.length))],
  }
}

describe.skipIf(!existsSync(list))(
  'the national list itself (skipped without a download beside the checkout)',
  () => {
    it('is read whole, with the numbers that a plain count of its lines gives', () => {
      const bytes = readFileSync(list)
      const facts = independentFacts(bytes.toString('utf8'))
      expect(facts.cellCounts).toEqual([20])
      const parsed = parseUplRelease(bytes)
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
      const { names, rows } = parsed.value
      const having = (flag: (typeof names)[number]['flags'][number]) =>
        names.filter((name) => name.flags.includes(flag)).length
      expect({
        rows,
        names: names.length,
        national: having('national'),
        municipality: having('municipality'),
        resident: having('resident'),
        sdg: names.filter((name) => name.sdgCodes.length > 0).length,
        digidMandate: having('digidMandate'),
        legalBases: names.flatMap((name) => name.legalBases).length,
        cellCounts: [20],
      }).toEqual(facts)
      expect(planUplImport(parsed.value, []).added).toHaveLength(facts.names)
    })

    it('is not taken when it was cut off at the end of a line', () => {
      const text = readFileSync(list, 'utf8')
      const read = (csv: string) => {
        const parsed = parseUplRelease(new TextEncoder().encode(csv))
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
        return parsed.value
      }
      const whole = read(text)
      const stored = whole.names.map((name) => ({ id: name.uri, name, endedAt: null }))
      const cut = read(`${text.split('\n').slice(0, 800).join('\n')}\n`)
      expect(cut.rows).toBeLessThan(whole.rows)
      const plan = planUplImport(cut, stored)
      expect(() => checkRemovals(plan)).toThrow(`lacks ${plan.ended.length} of the ${stored.length} names`)
      expect(() => checkRemovals(planUplImport(whole, stored))).not.toThrow()
    })

    it('keeps name and identifier apart', () => {
      const parsed = parseUplRelease(readFileSync(list))
      const names = parsed.ok ? parsed.value.names : []
      expect(names.find((name) => name.uri === `${UPN_URI_PREFIX}brpUittr`)?.label).toBe('brp-uittreksel')
      expect(names.map((name) => name.uri)).toContain(`${UPN_URI_PREFIX}verklaring_omtrent_gedrag_(vog)`)
    })
  },
)
