import type { TestProject } from 'vitest/node'
import { startSimulatedServer } from '../mongo-simulation/server'
import { provideMongodb } from './databases'
import { isOfProcesses } from './table'

/** So that a run in which processes are killed does not take an hour: a real server waits a minute. */
const SHORT_LIFETIME_MS = 5_000

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const lifetimeMs = isOfProcesses(project.name) ? SHORT_LIFETIME_MS : undefined
  return provideMongodb(project, await startSimulatedServer('kept', lifetimeMs), true)
}
