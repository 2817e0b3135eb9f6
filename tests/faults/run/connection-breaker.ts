import { setTimeout as pause } from 'node:timers/promises'
import type { MongoProxy } from '../../support/mongo-proxy'
import type { Harm } from './killer'
import type { Random } from './random'

export const BREAKS = ['cut before', 'cut answer', 'lost commit', 'slow', 'gone'] as const
export type Break = (typeof BREAKS)[number]

export type ConnectionBreaker = Harm & {
  /** How often each was done. */
  readonly done: Readonly<Record<Break, number>>
}

const EDITS_PER_BREAK = 3
/** About as many as a save sends, so that any of them may be hit. */
const COMMANDS_OF_A_SAVE = 40
const GONE_MS = 400
const SLOW_MS = 15

/** Breaks the way between all processes and the database in one way after the other, in the middle of random edits. */
export function connectionBreaker(options: {
  readonly proxy: MongoProxy
  readonly random: Random
  readonly say: (line: string) => void
}): ConnectionBreaker {
  const { proxy, random, say } = options
  const done = { 'cut before': 0, 'cut answer': 0, 'lost commit': 0, slow: 0, gone: 0 }
  const cut = (fault: 'cut before' | 'cut answer') =>
    proxy.fail('any', fault, { skip: random.below(COMMANDS_OF_A_SAVE) })
  let back = Promise.resolve()

  const breakIt: Readonly<Record<Break, () => void>> = {
    'cut before': () => cut('cut before'),
    'cut answer': () => cut('cut answer'),
    // The driver itself asks once more.
    'lost commit': () => proxy.fail('commitTransaction', 'cut answer', { times: 2 }),
    slow: () => {
      proxy.delay(SLOW_MS)
      back = pause(GONE_MS).then(() => proxy.delay(0))
    },
    gone: () => {
      proxy.cutAll()
      back = pause(GONE_MS).then(() => proxy.restore())
    },
  }
  return {
    async onEdit(number) {
      if (number % EDITS_PER_BREAK !== 0) return
      await back
      const kind = BREAKS[(number / EDITS_PER_BREAK) % BREAKS.length] ?? 'gone'
      breakIt[kind]()
      done[kind] += 1
      say(`edit ${number}: ${kind}`)
    },
    done,
    restored: () => back,
  }
}
