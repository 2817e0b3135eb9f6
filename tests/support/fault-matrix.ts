import { expect } from 'vitest'
import type { Fault, SimulatedServer } from './mongo-simulation/server'
import { changesBetween, logIn } from './stored-changes'

const TRANSIENT = ['TransientTransactionError']

/** What any command may meet. */
export const FAULTS: readonly (readonly [string, Fault])[] = [
  ['a conflict', { refuse: { code: 112, labels: TRANSIENT } }],
  ['a conflict without its label', { refuse: { code: 112 } }],
  ['the end of its transaction', { refuse: { code: 251, labels: TRANSIENT } }],
  ['a cut before the server has it', { cut: 'before' }],
  ['a cut before the answer', { cut: 'after' }],
]

export type Operation = {
  readonly name: string
  /** Makes ready, without faults, and gives what is to be done. */
  readonly prepare: () => Promise<() => Promise<unknown>>
  /** Work in portions: what was done before it failed stays, and the rest follows when it is done again. */
  readonly goesOn?: true
}

/** An operation of which is known what it leaves behind. */
export type Rehearsed = {
  /** How many commands it sends when nothing goes wrong. */
  readonly commands: number
  /**
   * Does it anew while the command after `skip` others meets a fault, and expects that it leaves exactly the same behind. Only
   * what meets its fault outside a transaction may be refused, and then does so when it is done again.
   */
  expectSame(fault: Fault, skip: number): Promise<void>
}

/** Does an operation once without faults. Every time after that begins with the documents that there were before it. */
export async function rehearse(server: SimulatedServer, operation: Operation): Promise<Rehearsed> {
  const run = await operation.prepare()
  const before = server.documents()
  const bringBack = server.keep()
  const leftBehind = () => changesBetween(before, server.documents())
  const begun = server.log.length
  await run()
  const commands = server.log.length - begun
  const whole = leftBehind()

  return {
    commands,
    expectSame: async (fault, skip) => {
      bringBack()
      const met = server.fail('any', fault, { skip })
      const failure = await failureOf(run)
      server.clearFaults()
      const [command] = met()
      const place = { skip, command: command?.command }
      if (failure !== null) {
        expect({ ...place, failure, ...command }).toEqual({
          ...place,
          failure,
          ...command,
          isInTransaction: false,
        })
        if (operation.goesOn !== true)
          expect({ ...place, left: leftBehind() }).toEqual({ ...place, left: [] })
        await run()
      }
      expect(met()).toHaveLength(1)
      expect({ ...place, left: leftBehind() }).toEqual({ ...place, left: whole })
      expect({ ...place, open: server.open() }).toEqual({ ...place, open: 0 })
      const { numbers, last } = logIn(server.documents())
      expect({ ...place, numbers }).toEqual({
        ...place,
        numbers: Array.from({ length: last }, (_, index) => index + 1),
      })
    },
  }
}

const failureOf = (run: () => Promise<unknown>): Promise<unknown> =>
  run().then(
    () => null,
    (error: unknown) => error ?? 'nothing',
  )

const MOST_IN_BETWEEN = 12
const AT_LEAST = 4

/** Which of an operation's commands meet the fault of this number: others for each fault, and the last for all. */
export function placesOf({ commands }: Rehearsed, fault: number): readonly number[] {
  const step = Math.min(MOST_IN_BETWEEN, Math.ceil(commands / AT_LEAST))
  const first = Math.floor((fault * step) / FAULTS.length)
  const places = new Set([commands - 1])
  for (let skip = first; skip < commands; skip += step) places.add(skip)
  return [...places]
}
