import { setTimeout as pause } from 'node:timers/promises'
import type { Payload } from 'payload'
import type { LeadershipListener, LeadershipSource } from '../lease'
import { underCondition } from './commit-conditions'
import { type FollowUpRunner, followUpRunner } from './follow-ups'
import type { LeaderStore } from './leader-store'
import type { PublishingParts } from './publish-items'
import { runScheduledPublishing, type ScheduledPublishing } from './scheduled-publishing'

export type EditorWorkParts = PublishingParts & { readonly leader: LeaderStore }

/** Says when this process leads and when it does not: a keeper of the lease, or one who watches it. */
export type Lead = (onChange: LeadershipListener) => LeadershipSource

type Work = { readonly followUps: FollowUpRunner; readonly scheduled: ScheduledPublishing }
type EditorWork = { stop(): Promise<void> }

// On the process, because the editor's bundles each have their own copy of this module (and Next reloads it in development).
declare global {
  var antwoordcatalogusEditorWork: EditorWork | undefined
}

/**
 * Starts what the editor does by itself, as long as this process leads: follow-ups of changed facts, organisations and the
 * like, and scheduled publishing. Once per process; a second call does nothing.
 */
export function startEditorWork(payload: Payload, parts: EditorWorkParts, lead: Lead): void {
  globalThis.antwoordcatalogusEditorWork ??= editorWork(payload, parts, lead)
}

/** Ends after what is under way, and lets another lead. */
export async function stopEditorWork(): Promise<void> {
  const work = globalThis.antwoordcatalogusEditorWork
  globalThis.antwoordcatalogusEditorWork = undefined
  await work?.stop()
}

/** Waits until nothing follows any more from what was saved, but for what failed and is tried again later. */
export async function followUpsDone(
  payload: Payload,
  { store }: Pick<PublishingParts, 'store'>,
  onProgress: (left: number) => void,
): Promise<void> {
  let told = 0
  for (;;) {
    const left = (await store.openFollowUps(payload)).filter(({ attempts }) => attempts === 0).length
    if (left === 0) return
    if (performance.now() - told > 2_000) {
      told = performance.now()
      onProgress(left)
    }
    await pause(50)
  }
}

function editorWork(payload: Payload, parts: EditorWorkParts, lead: Lead): EditorWork {
  let work: Work | null = null
  const source = lead(async (leadership) => {
    const before = work
    work = null
    await Promise.all([before?.followUps.stop(), before?.scheduled.stop()])
    if (leadership === null) return
    // Whatever this term still writes after its end is refused, however late it comes.
    work = underCondition(
      (scope) => parts.leader.assertLeads(leadership, scope),
      () => ({
        followUps: followUpRunner(payload, parts),
        scheduled: runScheduledPublishing(payload),
      }),
    )
  })
  return { stop: () => source.stop() }
}
