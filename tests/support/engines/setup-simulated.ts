import type { TestProject } from 'vitest/node'
import { startSimulatedServer } from '../mongo-simulation/server'
import { provideMongodb } from './databases'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  return provideMongodb(project, await startSimulatedServer(), true)
}
