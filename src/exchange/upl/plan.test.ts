import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '../../kernel'
import { aUplName, anyUplNames } from './csv.fixture'
import { checkRemovals, planUplImport, sizeOfPlan, TooManyRemovals, type StoredUplName } from './plan'
import type { UplName } from './release'

const yesterday = '2026-01-01T00:00:00.000Z' as Instant
const stored = (name: UplName, endedAt: Instant | null = null): StoredUplName => ({
  id: `id of ${name.uri}`,
  name,
  endedAt,
})
const releaseOf = (names: readonly UplName[]) => ({ names, rows: names.length })

describe('what a release means for the names kept here', () => {
  const passport = aUplName('paspoort')

  it('adds everything to an empty catalogue', () => {
    expect(planUplImport(releaseOf([passport]), [])).toMatchObject({ added: [passport], ended: [] })
  })

  it('ends a name that vanished and does not end it again', () => {
    expect(planUplImport(releaseOf([]), [stored(passport)])).toMatchObject({ ended: [{ name: passport }] })
    expect(planUplImport(releaseOf([]), [stored(passport, yesterday)])).toMatchObject({
      ended: [],
      stillEnded: [{ name: passport }],
    })
  })

  it('takes an ended name back when it is on the list again', () => {
    const plan = planUplImport(releaseOf([passport]), [stored(passport, yesterday)])
    expect(plan).toMatchObject({ returned: [{ name: passport, parts: [] }], changed: [], unchanged: [] })
  })

  it('names the parts that changed', () => {
    const renamed = aUplName('paspoort', { label: 'reispas', sdgCodes: ['A1'] })
    expect(planUplImport(releaseOf([renamed]), [stored(passport)]).changed).toMatchObject([
      { parts: ['label', 'sdgCodes'] },
    ])
  })

  it('does not call another order of flags, codes or legal bases a change', () => {
    fc.assert(
      fc.property(anyUplNames, (names) => {
        const turned = names.map((name) => ({
          ...name,
          flags: [...name.flags].reverse(),
          sdgCodes: [...name.sdgCodes].reverse(),
          legalBases: [...name.legalBases].reverse(),
        }))
        const plan = planUplImport(
          releaseOf(names),
          turned.map((name) => stored(name)),
        )
        expect(sizeOfPlan(plan)).toBe(0)
        expect(plan.unchanged).toHaveLength(names.length)
      }),
    )
  })

  it('has nothing left to do once it is carried out, for any two releases', () => {
    fc.assert(
      fc.property(anyUplNames, anyUplNames, (before, after) => {
        const catalogue = before.map((name) => stored(name))
        const plan = planUplImport(releaseOf(after), catalogue)
        const carriedOut = [
          ...plan.added.map((name) => stored(name)),
          ...plan.changed.map(({ name }) => stored(name)),
          ...plan.returned.map(({ name }) => stored(name)),
          ...plan.ended.map(({ name }) => stored(name, yesterday)),
          ...plan.unchanged,
          ...plan.stillEnded,
        ]
        expect(sizeOfPlan(planUplImport(releaseOf(after), carriedOut))).toBe(0)
        expect(new Set(carriedOut.map(({ name }) => name.uri))).toEqual(
          new Set([...before, ...after].map(({ uri }) => uri)),
        )
      }),
    )
  })
})

describe('a release that lacks many of the names that stand here', () => {
  const names = Array.from({ length: 40 }, (_, index) => aUplName(`naam${index}`))
  const lacking = (count: number, alsoStored: readonly StoredUplName[] = []) =>
    planUplImport(releaseOf(names.slice(count)), [...names.map((name) => stored(name)), ...alsoStored])

  it('is looked at first when it lacks more than a tenth', () => {
    expect(() => checkRemovals(lacking(4))).not.toThrow()
    expect(() => checkRemovals(lacking(5))).toThrow(TooManyRemovals)
    expect(() => checkRemovals(lacking(5))).toThrow('lacks 5 of the 40 names')
  })

  it('is measured by the names that stand, not by those that ended before or are new', () => {
    const ended = Array.from({ length: 100 }, (_, index) => stored(aUplName(`oud${index}`), yesterday))
    expect(() => checkRemovals(lacking(5, ended))).toThrow('lacks 5 of the 40 names')
    expect(() => checkRemovals(planUplImport(releaseOf(names), []))).not.toThrow()
  })
})
