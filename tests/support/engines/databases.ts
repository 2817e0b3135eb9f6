import { randomBytes } from 'node:crypto'
import { MongoClient } from 'mongodb'
import type { TestProject } from 'vitest/node'
import type { Server } from './java-server'

/** Gives an engine to a project's suites, and removes the databases that they made when the run has ended. */
export async function provideMongodb(
  project: TestProject,
  server: Server,
  transactions: boolean,
): Promise<() => Promise<void>> {
  const prefix = `ac_test_${randomBytes(3).toString('hex')}_`
  project.provide('engine', { kind: 'mongodb', url: server.url, transactions, prefix })
  return async () => {
    const client = new MongoClient(server.url)
    try {
      const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true })
      for (const { name } of databases) if (name.startsWith(prefix)) await client.db(name).dropDatabase()
    } finally {
      await client.close()
      await server.stop()
    }
  }
}
