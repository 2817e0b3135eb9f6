import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyUplNames } from '../../exchange/upl/csv.fixture'
import type { Instant } from '../../kernel'
import { dataOfUplName, storedUplName } from './upl-rows'

describe('uniform product names in storage', () => {
  it('come back as they were written, ended or not', () => {
    const moments = fc.constantFrom(null, '2026-01-01T00:00:00.000Z' as Instant)
    fc.assert(
      fc.property(anyUplNames, moments, (names, endedAt) => {
        for (const name of names) {
          expect(storedUplName({ id: 'n1', ...dataOfUplName(name, endedAt) })).toEqual({
            id: 'n1',
            name,
            endedAt,
          })
        }
      }),
    )
  })
})
