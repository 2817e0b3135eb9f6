import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from '../../support/cluster'
import type { TestNode } from '../../support/processes'
import type { Random } from './random'

export const VICTIMS = ['editor', 'delivery', 'leading worker', 'search engine'] as const
export type Victim = (typeof VICTIMS)[number]

/** What a run goes through. */
export type Harm = {
  /** Before an edit: does what is due at it. */
  onEdit(number: number): Promise<void>
  /** Done when everything is as it was again; throws when something did not come back. */
  restored(): Promise<void>
}

/** Strikes a moment after the edit began; waits until what it strikes is up again from the last time. */
export type Killer = Harm & {
  /** Of each time that a part was killed, how long it took until that part answered again, in milliseconds. */
  readonly recoveries: Readonly<Record<Victim, readonly number[]>>
}

/** A save takes some tens of milliseconds: so it may be hit anywhere, and what follows from it as well. */
const LATEST_MOMENT_MS = 80
const EDITS_PER_KILL = 5

/** Kills (-9) one part after the other at random moments of random edits, each part equally often, and starts it again. */
export function killer(options: {
  readonly cluster: Cluster
  readonly delivery: TestNode
  readonly workers: readonly [TestNode, TestNode]
  readonly random: Random
  readonly edits: number
  readonly say: (line: string) => void
}): Killer {
  const { cluster, delivery, workers, random, edits, say } = options
  const due = new Map<number, Victim>()
  const places = random
    .shuffled(Array.from({ length: edits }, (_, index) => index + 1))
    .slice(0, Math.ceil(edits / EDITS_PER_KILL))
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
    say(`edit ${edit}: killed the ${victim}`)
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
