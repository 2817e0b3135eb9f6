import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { waitingRoom } from './waiting-room'
import type { Visitor, WaitingLimits } from './waiting-room'

const work = (ms: number) => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

/** Lets visitors come in one turn, each with so much work, and tells what became of them once all are done. */
async function visit(
  limits: WaitingLimits,
  { count, workMs, gone = [] }: { count: number; workMs: number; gone?: readonly number[] },
) {
  const room = waitingRoom(limits)
  const told: string[] = []
  const enter = (visitor: Omit<Visitor, 'since'>) => {
    const since = performance.now()
    if (room.isFree(since)) visitor.proceed()
    else room.wait({ ...visitor, since })
  }
  for (let i = 0; i < count; i += 1)
    enter({
      proceed: () => {
        work(workMs)
        told.push(`in ${i}`)
      },
      refuse: () => told.push(`no ${i}`),
      isGone: () => gone.includes(i),
    })
  const inFirstTurn = told.length
  while (told.length + gone.length < count) await nextTurn()
  return { told, inFirstTurn }
}

describe('a waiting room', () => {
  it('lets all in at once while there is time', async () => {
    const { told, inFirstTurn } = await visit(
      { turnMs: 10_000, waitMs: 0, burstMs: 0 },
      { count: 50, workMs: 0 },
    )
    expect(inFirstTurn).toBe(50)
    expect(told.every((each) => each.startsWith('in'))).toBe(true)
  })

  it('lets a burst in, one after the other in the order in which they came', async () => {
    const { told, inFirstTurn } = await visit(
      { turnMs: 5, waitMs: 5, burstMs: 60_000 },
      { count: 20, workMs: 4 },
    )
    expect(inFirstTurn).toBeLessThan(20)
    expect(told).toEqual(Array.from({ length: 20 }, (_, i) => `in ${i}`))
  })

  it('refuses who waited too long once there is always somebody waiting', async () => {
    const { told } = await visit({ turnMs: 5, waitMs: 20, burstMs: 0 }, { count: 40, workMs: 5 })
    expect(told[0]).toBe('in 0')
    expect(told.filter((each) => each.startsWith('no')).length).toBeGreaterThan(10)
    expect(told.filter((each) => each.startsWith('in')).length).toBeGreaterThan(1)
  })

  it('does nothing for who has hung up', async () => {
    const { told } = await visit(
      { turnMs: 0, waitMs: 60_000, burstMs: 0 },
      { count: 5, workMs: 1, gone: [2, 3] },
    )
    expect(told).toEqual(['in 0', 'in 1', 'in 4'])
  })
})
