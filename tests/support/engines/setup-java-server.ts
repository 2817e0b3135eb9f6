import type { TestProject } from 'vitest/node'
import { provideMongodb } from './databases'
import { startJavaServer } from './java-server'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  return provideMongodb(project, await startJavaServer(), false)
}
