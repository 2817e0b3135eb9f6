import type { FollowUp, Scope } from './publication-store'
import { publishItems, type Outcome, type PublishingParts } from './publish-items'
import { problemLines } from './refusal'

const LONGEST_ERROR = 20_000
/** Begins the line about a batch that could not be done at all; it goes when a later attempt succeeds. */
const BATCH_FAILED = 'Bijwerken lukt nog niet: '

/** Does the next batch of a follow-up and moves its cursor. Nothing when it has been finished meanwhile. */
export async function runBatch(
  followUpId: string,
  batchSize: number,
  parts: PublishingParts,
  scope: Scope,
): Promise<void> {
  const { store } = parts
  const followUp = await store.followUp(followUpId, scope)
  if (followUp === null) return
  const page = { states: ['published'], after: followUp.cursor, limit: batchSize } as const
  const users = await store.usersOf(followUp.target, page, scope)
  const outcomes = await publishItems(users, parts, scope, 'last')
  for (const outcome of outcomes) {
    if (outcome.othersFollow) await store.queueFollowUp(outcome.ref, scope)
    logRefusal(outcome, followUpId, scope)
  }
  const error = joined([
    ...lines(followUp.error).filter((line) => !line.startsWith(BATCH_FAILED)),
    ...outcomes.flatMap(errorsOf),
  ])
  const done = followUp.done + users.length
  const next: FollowUp = {
    ...followUp,
    cursor: users.at(-1) ?? followUp.cursor,
    done,
    total: Math.max(followUp.total, done),
    attempts: 0,
    error,
  }
  const isLast = users.length < batchSize
  await store.saveFollowUp(next, isLast ? (error === null ? 'done' : 'failed') : 'running', scope)
}

/** Notes that a batch failed as a whole; its cursor stays, so that it is tried again. */
export async function recordFailure(
  followUpId: string,
  reason: string,
  parts: PublishingParts,
  scope: Scope,
): Promise<void> {
  const followUp = await parts.store.followUp(followUpId, scope)
  if (followUp === null) return
  const earlier = lines(followUp.error).filter((line) => !line.startsWith(BATCH_FAILED))
  const error = joined([...earlier, `${BATCH_FAILED}${reason}`])
  await parts.store.saveFollowUp({ ...followUp, attempts: followUp.attempts + 1, error }, 'running', scope)
}

/** For operators: which item and which reasons, and nothing of what its editors or an exception wrote. */
function logRefusal({ ref, problems, defect }: Outcome, followUpId: string, scope: Scope): void {
  const codes = problems.map(({ problem }) => problem.code)
  const reasons = [...new Set(defect === null ? codes : [...codes, 'defect'])]
  if (reasons.length === 0) return
  const msg = 'An item could not be published again after a change elsewhere; readers keep what they see'
  scope.payload.logger.warn({ msg, followUpId, kind: ref.kind, itemId: ref.id, reasons })
}

function errorsOf(outcome: Outcome): readonly string[] {
  if (outcome.defect !== null) return [`“${outcome.name}”: ${outcome.defect.message}`]
  return problemLines(outcome.problems).map((line) => `“${outcome.name}” – ${line}`)
}

const lines = (text: string | null) => (text === null || text === '' ? [] : text.split('\n'))

function joined(all: readonly string[]): string | null {
  const text = all.join('\n')
  return text === '' ? null : text.slice(0, LONGEST_ERROR)
}
