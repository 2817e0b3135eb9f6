import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from '../../support/cluster'
import type { TestNode } from '../../support/processes'
import type { Random } from './random'

export const VICTIMS = ['editor', 'delivery', 'leading worker', 'search engine'] as const
export type Victim = (typeof VICTIMS)[number]

export type Killer = {
  /** Before an edit: kills what is due at it, a moment after it began. Waits until that is up again from the last time. */
  onEdit(number: number): Promise<void>
  /** Of each time that a part was killed, how long it took until that part answered again, in milliseconds. */
  readonly recoveries: Readonly<Record<Victim, readonly number[]>>
  /** Done when everything that was killed has been started again; throws when something did not come back. */
  restored(): Promise<void>
}

/** A save takes some tens of milliseconds: so it may be hit anywhere, and what follows from it as well. */
const LATEST_MOMENT_MS = 80

/** Kills (-9) one part after the other at random moments of random edits, each part equally often, and starts it again. */
export function killer(options: {
  readonly cluster: Cluster
  readonly delivery: TestNode
  readonly workers: readonly [TestNode, TestNode]
  readonly random: Random
  readonly edits: number
  readonly kills: number
  readonly onKill: (victim: Victim, edit: number) => void
}): Killer {
  const { cluster, delivery, workers, random, edits } = options
  const due = new Map<number, Victim>()
  const places = random
    .shuffled(Array.from({ length: edits }, (_, index) => index + 1))
    .slice(0, options.kills)
  for (const [index, place] of places.entries()) due.set(place, VICTIMS[index % VICTIMS.length] ?? 'editor')
  const recoveries: Record<Victim, number[]> = {
    editor: [],
    delivery: [],
    'leading worker': [],
    'search engine': [],
  }
  const down = new Map<Victim, Promise<void>>()

  const killAndStart: Readonly<Record<Victim, () => Promise<void>>> = {
    editor: () => killEditor(cluster.editor),
    delivery: () => restart(delivery),
    'leading worker': async () => {
      const leading = await cluster.leadingAmong(workers)
      // None leads for a moment after the last was killed: then either will do.
      await restart(leading ?? random.pick(workers))
    },
    'search engine': async () => {
      await cluster.engine.kill()
      await cluster.engine.start()
    },
  }
  const strike = async (victim: Victim, edit: number, momentMs: number) => {
    await pause(momentMs)
    const begun = performance.now()
    const coming = killAndStart[victim]()
    options.onKill(victim, edit)
    await coming
    recoveries[victim].push(performance.now() - begun)
  }

  return {
    async onEdit(number) {
      const victim = due.get(number)
      if (victim === undefined) return
      const up = down.get(victim) ?? Promise.resolve()
      const striking = up.then(() => strike(victim, number, random.below(LATEST_MOMENT_MS)))
      // Whether it failed is asked at the next of its kind, and in the end.
      striking.catch(() => undefined)
      down.set(victim, striking)
      await up
    },
    recoveries,
    restored: async () => {
      await Promise.all(down.values())
    },
  }
}

async function restart(node: TestNode): Promise<void> {
  await node.kill()
  await node.start()
}

/** The program and the front that watches over it, at the same moment, as when a machine dies. */
export async function killEditor(editor: TestNode): Promise<void> {
  const program = editor.childPid()
  if (program !== null) killOutright(program)
  await restart(editor)
}

function killOutright(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
