import type { TestProject } from 'vitest/node'
import { provideMongodb } from './databases'
import { startReplicaSet } from './replica-set'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  return provideMongodb(project, await startReplicaSet(), true)
}
