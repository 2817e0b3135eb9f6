import { randomUUID } from 'node:crypto'
import { MongoClient } from 'mongodb'
import type { Clock } from '../../../src/kernel'
import { lineDocument, type LineDocument } from '../../../src/platform/log-document'
import type { NewLogEntry } from '../../../src/publications'

/** Writes a log into MongoDB, to see what readers make of it. */
export type MongodbLogWriter = {
  append(...lines: readonly NewLogEntry[]): Promise<number>
  close(): Promise<void>
}

export function mongodbLogWriter(url: string, clock: Clock): MongodbLogWriter {
  const client = new MongoClient(url)
  const collection = client.db().collection<LineDocument>('publications')
  return {
    async append(...lines) {
      let seq = await collection.countDocuments({})
      for (const line of lines) {
        seq += 1
        await collection.insertOne(lineDocument(line, { id: randomUUID(), seq, recordedAt: clock() }))
      }
      return seq
    },
    close: () => client.close(),
  }
}
