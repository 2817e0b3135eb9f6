import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WriteWaitError, writeQueue } from './write-queue'

const ignore = () => undefined

describe('the queue of writers', () => {
  it('lets one writer at a time go on, in the order in which they asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 30 }), async (pauses) => {
        const queue = writeQueue({ silenceLimitMs: 1_000 })
        const order: number[] = []
        let writing = 0
        await Promise.all(
          pauses.map(async (pause, index) => {
            const turn = await queue.turn(ignore)
            writing += 1
            expect(writing).toBe(1)
            order.push(index)
            for (let tick = 0; tick < pause; tick += 1) await Promise.resolve()
            writing -= 1
            turn.release()
          }),
        )
        expect(order).toEqual(pauses.map((_, index) => index))
      }),
      { numRuns: 50 },
    )
  })

  it('calls off a writer that is silent, tells those who waited as long, and goes on with the others', async () => {
    const queue = writeQueue({ silenceLimitMs: 30 })
    let calledOff: Error | null = null
    const silent = await queue.turn((error) => {
      calledOff = error
      silent.release()
    })
    const first = queue.turn(ignore)
    const later = new Promise((resume) => setTimeout(resume, 15)).then(() => queue.turn(ignore))
    await expect(first).rejects.toThrow('without passing `req`')
    expect(calledOff).toBeInstanceOf(WriteWaitError)
    const turn = await later
    turn.release()
  })

  it('lets others wait for as long as the writer in front gives signs of life', async () => {
    const queue = writeQueue({ silenceLimitMs: 40 })
    const busy = await queue.turn(ignore)
    const waiting = queue.turn(ignore)
    for (let step = 0; step < 8; step += 1) {
      await new Promise((resume) => setTimeout(resume, 10))
      busy.alive()
    }
    busy.release()
    const turn = await waiting
    turn.release()
  })

  it('counts a second release of the same turn for nothing', async () => {
    const queue = writeQueue({ silenceLimitMs: 1_000 })
    const first = await queue.turn(ignore)
    first.release()
    const second = await queue.turn(ignore)
    first.release()
    let third = false
    const waiting = queue.turn(ignore).then((turn) => {
      third = true
      turn.release()
    })
    await Promise.resolve()
    expect(third).toBe(false)
    second.release()
    await waiting
  })
})
