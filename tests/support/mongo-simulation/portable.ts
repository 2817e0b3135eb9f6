import type { Document } from 'bson'
import { CommandError } from './store'

const STAGES = ['$lookup', '$graphLookup', '$changeStream']
const OPTIONS = ['collation', 'hint']

/** Refuses what DocumentDB lacks, so that every suite that runs here proves that neither we nor Payload ask for it. */
export function refuseUnportable(command: Document): void {
  const parts = [command, ...['updates', 'deletes', 'indexes'].flatMap((name) => command[name] ?? [])]
  const asked = [
    ...namesIn(command['pipeline']).filter((name) => STAGES.includes(name)),
    ...OPTIONS.filter((name) => parts.some((part) => part[name] !== undefined)),
  ]
  if (asked.length > 0) throw new CommandError(115, `Not every engine has ${asked.join(', ')}`)
}

/** Stages may stand inside others. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)])
}
