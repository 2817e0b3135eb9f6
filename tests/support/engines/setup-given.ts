import type { TestProject } from 'vitest/node'
import { provideMongodb } from './databases'

/** The server of an operator, who wants to know whether it will do. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['MONGODB_TEST_URL'] ?? ''
  return provideMongodb(project, { url, stop: async () => {} }, true)
}
