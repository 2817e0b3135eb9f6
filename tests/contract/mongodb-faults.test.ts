import { randomUUID } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { instantOf } from '../../src/kernel'
import { saveTogether } from '../../src/platform/editor'
import { inTransaction } from '../../src/platform/editor/follow-ups'
import { commitForSure } from '../../src/platform/editor/mongodb-commit'
import { mongodbPublicationStore } from '../../src/platform/editor/mongodb-publication-store'
import { published, aProduct as aPublishedProduct } from '../integration/delivery/records'
import { untyped } from '../integration/publishing-editor'
import { editorOnSimulation } from '../support/editor-on-simulation'
import type { Fault } from '../support/mongo-simulation/server'

/** What becomes of a save when the database fails in the middle of it, over the real driver and a server that fails when told to. */
const opened = await editorOnSimulation('faults_')
const { server, editor, backstage, saves } = opened
let before: { readonly products: number; readonly lines: number }

afterAll(() => opened.close())

beforeEach(async () => {
  before = await saves.begin()
})

const TRANSIENT = ['TransientTransactionError']
const CONFLICT = { refuse: { code: 112, labels: TRANSIENT } } as const
const UNLABELLED_CONFLICT = { refuse: { code: 112 } } as const

describe('a save is done again, and stored once,', () => {
  it.each<[string, string, Fault]>([
    ['it conflicts on the counter of the log', 'findAndModify', CONFLICT],
    ['it conflicts and the server gives no label', 'findAndModify', UNLABELLED_CONFLICT],
    ['it conflicts while a line is written', 'insert', CONFLICT],
    ['it conflicts at the commit', 'commitTransaction', CONFLICT],
    [
      'the server has ended the transaction meanwhile',
      'update',
      { refuse: { code: 251, labels: TRANSIENT } },
    ],
    [
      'the primary stepped down',
      'insert',
      { refuse: { code: 189, message: 'PrimarySteppedDown', labels: TRANSIENT } },
    ],
  ])('when %s', async (_when, command, fault) => {
    server.fail(command, fault, { times: 2 })
    await saves.publish()
    await saves.expectStored(1)
  })

  it.each<[string, Fault, number]>([
    ['a conflict', CONFLICT, 1],
    ['a conflict without its label', UNLABELLED_CONFLICT, 1],
    ['an end of its transaction', { refuse: { code: 251, labels: TRANSIENT } }, 1],
    ['a connection cut before the server has the command', { cut: 'before' }, 5],
    ['a connection cut before the answer', { cut: 'after' }, 5],
  ])('when any of its commands meets %s', { timeout: 300_000 }, async (_what, fault, step) => {
    const begun = server.log.length
    await saves.publish()
    const commands = server.log.length - begun
    expect(commands).toBeGreaterThan(10)
    let saved = 1
    for (let skip = 0; skip < commands; skip += step, saved += 1) {
      server.fail('any', fault, { skip })
      await saves.publish()
    }
    await saves.expectStored(saved)
  })
})

describe('a commit whose answer is lost', () => {
  it.each<[string, Fault]>([
    ['before the server had it', { cut: 'before' }],
    ['after the server carried it out', { cut: 'after' }],
  ])('%s is asked about until the server answers, and stored once', async (_when, fault) => {
    // Twice each time: the driver itself asks once more.
    server.fail('commitTransaction', fault, { times: 4 })
    await saves.publish()
    await saves.expectStored(1)
  })

  it('is known to be stored by its mark, when the server remembers no committed transactions', async () => {
    server.fail('commitTransaction', { cut: 'after' }, { times: 1, then: server.forgetCommitted })
    await saves.publish()
    await saves.expectStored(1)
  })

  it('is known not to be stored by its mark, and the save is done again', async () => {
    server.fail('commitTransaction', { cut: 'before' }, { times: 1, then: server.abortAll })
    await saves.publish()
    await saves.expectStored(1)
  })

  it('is not done again when nobody can tell whether it was stored', async () => {
    const client = new MongoClient(server.url)
    const db = client.db('doubt')
    await db.createCollection('commit-marks')
    const session = client.startSession()
    session.startTransaction()
    await db.collection('letters').insertOne({ text: 'one' }, { session })
    server.fail('commitTransaction', { cut: 'after' }, { times: 1_000 })
    await expect(
      commitForSure({ session, db, id: 'a' }, { limitMs: 300, pauseMs: 10 }),
    ).rejects.toMatchObject({ name: 'CommitUnknownError' })
    server.clearFaults()
    await session.endSession()
    await client.close()
  })
})

describe('a duplicate key inside a transaction', () => {
  it('of the editor’s own making refuses the save with its reason and leaves nothing behind', async () => {
    const slug = randomUUID()
    await saves.publish(slug)
    await expect(saves.publish(slug)).rejects.toMatchObject({ name: 'ValidationError' })
    await saves.expectStored(1)
    await saves.publish()
    await saves.expectStored(2)
  })

  it('of a number in the log makes the publisher begin anew', async () => {
    // As on an engine whose transactions do not see each other: the number was given out twice.
    server.fail('insert', { refuse: { code: 11_000 } }, { skip: 0, in: 'publications' })
    await saves.publish()
    await saves.expectStored(1)
  })

  it('of a version mark that two writers made at the same time makes one of them begin anew', async () => {
    server.fail('update', { refuse: { code: 11_000 } }, { in: 'target-marks' })
    await saves.publish()
    await saves.expectStored(1)
  })
})

describe('a save fails once and leaves nothing behind', () => {
  it('when the database refuses it for another reason', async () => {
    server.fail('insert', { refuse: { code: 14_031, message: 'disk is full' } }, { in: 'publications' })
    await expect(saves.publish()).rejects.toThrow('disk is full')
    await saves.expectStored(0)
  })

  it('when it wrote after its transaction had ended', async () => {
    const payload = untyped(editor.payload)
    const transactionID = (await editor.payload.db.beginTransaction()) ?? ''
    await editor.payload.db.rollbackTransaction(transactionID)
    const data = { label: 'later', uri: 'http://example.org/upl/later' }
    await expect(payload.create({ collection: 'upl-entries', data, req: { transactionID } })).rejects.toThrow(
      'already ended',
    )
    expect((await payload.count({ collection: 'upl-entries' })).totalDocs).toBe(1)
  })
})

describe('many saves in one transaction', () => {
  it.each<[string, string, Fault]>([
    ['a conflict in the middle', 'insert', CONFLICT],
    ['a conflict without a label', 'update', UNLABELLED_CONFLICT],
    ['a conflict at the commit', 'commitTransaction', CONFLICT],
  ])('are begun anew as a whole after %s', async (_what, command, fault) => {
    server.fail(command, fault, command === 'insert' ? { skip: 3 } : {})
    let attempts = 0
    await saveTogether(editor.payload, async (request) => {
      attempts += 1
      for (let save = 0; save < 3; save += 1) await saves.publish(undefined, editor.payload, request())
    })
    expect(attempts).toBe(2)
    await saves.expectStored(3)
  })
})

describe('work that no request asked for', () => {
  it('is done again as a whole when it conflicts, with a fresh look at the log', async () => {
    server.fail('findAndModify', CONFLICT, { times: 3 })
    let attempts = 0
    await inTransaction(editor.payload, async (scope) => {
      attempts += 1
      const line = published(aPublishedProduct({ id: `job-${before.lines}`, slug: `job-${before.lines}` }))
      await mongodbPublicationStore.append([line], instantOf(new Date()), scope)
    })
    expect(attempts).toBe(4)
    const lines = await backstage.lines()
    expect(lines).toHaveLength(before.lines + 1)
    expect(lines.at(-1)?.seq).toBe(before.lines + 1)
  })
})
