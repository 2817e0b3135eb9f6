import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asInstant, instantOf } from '../../kernel'
import { type Lease, type Leadership, nextStep, watched } from './lease'

const TTL = 5_000
const NOW = Date.parse('2026-03-02T09:00:00.000Z')
const lease = (holder: string | null, term: number, untilMs = NOW + TTL): Lease => ({
  holder,
  term,
  until: instantOf(new Date(untilMs)),
})
const step = (
  found: Lease | null,
  given: { leads?: Leadership | null; sinceMs?: number; elapsedMs?: number; nowMs?: number } = {},
) =>
  nextStep({
    node: 'me',
    leads: given.leads ?? null,
    watch: { lease: found, sinceMs: given.sinceMs ?? 0 },
    elapsedMs: given.elapsedMs ?? 0,
    nowMs: given.nowMs ?? NOW,
    ttlMs: TTL,
  })

describe('the lease', () => {
  it('is taken by the first who looks', () => {
    expect(step(null)).toMatchObject({ kind: 'take', lease: { holder: 'me', term: 1 } })
  })

  it('is left alone while its holder gives signs of life', () => {
    expect(step(lease('other', 7), { elapsedMs: TTL - 1 })).toEqual({ kind: 'wait' })
  })

  it('is taken with a new term when its holder was silent for the whole time that this node watched', () => {
    expect(step(lease('other', 7), { elapsedMs: TTL })).toMatchObject({
      kind: 'take',
      lease: { holder: 'me', term: 8 },
    })
  })

  it('is not taken because clocks differ: a stopwatch counts', () => {
    expect(step(lease('other', 7, NOW - 30_000))).toEqual({ kind: 'wait' })
    expect(step(lease('other', 7, NOW - 3_600_000))).toMatchObject({ kind: 'take' })
  })

  it('is taken at once when it was given back, and by a node that was started again', () => {
    expect(step(lease(null, 7))).toMatchObject({ kind: 'take', lease: { term: 8 } })
    expect(step(lease('me', 7))).toMatchObject({ kind: 'take', lease: { term: 8 } })
  })

  it('is renewed in its term by whoever leads it, also late', () => {
    const leads = { holder: 'me', term: 7 }
    expect(step(lease('me', 7), { leads, elapsedMs: 10 * TTL })).toMatchObject({
      kind: 'renew',
      lease: { holder: 'me', term: 7 },
    })
    expect(step(lease('other', 8), { leads })).toEqual({ kind: 'wait' })
  })

  it('changes with every sign of life, also when the clock stands still', () => {
    const leads = { holder: 'me', term: 7 }
    const next = step(lease('me', 7), { leads })
    expect(next.kind === 'renew' && next.lease.until).toBe(asInstant('2026-03-02T09:00:05.001Z'))
  })

  it('is watched anew after each change', () => {
    const first = watched(null, lease('other', 7), 100)
    expect(watched(first, lease('other', 7), 900)).toEqual({ lease: lease('other', 7), sinceMs: 100 })
    expect(watched(first, lease('other', 7, NOW + 6_000), 900).sinceMs).toBe(900)
  })

  it('never gives one term to two nodes, in whatever order they look and swap', () => {
    const moves = fc.array(
      fc.record({ node: fc.constantFrom('a', 'b', 'c'), waitMs: fc.constantFrom(0, 100, 2_000, 6_000) }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(moves, (all) => {
        let stored: Lease | null = null
        let elapsedMs = 0
        const watches = new Map<string, ReturnType<typeof watched>>()
        const leads = new Map<string, Leadership>()
        const holders = new Map<number, string>()
        for (const { node, waitMs } of all) {
          elapsedMs += waitMs
          const watch = watched(watches.get(node) ?? null, stored, elapsedMs)
          watches.set(node, watch)
          const next = nextStep({
            node,
            leads: leads.get(node) ?? null,
            watch,
            elapsedMs,
            nowMs: NOW + elapsedMs,
            ttlMs: TTL,
          })
          if (next.kind === 'wait') leads.delete(node)
          else {
            stored = next.lease
            leads.set(node, next.lease)
            expect(holders.get(next.lease.term) ?? node).toBe(node)
            holders.set(next.lease.term, node)
          }
        }
      }),
    )
  })
})
