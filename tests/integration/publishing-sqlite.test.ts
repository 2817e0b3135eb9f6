import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'libsql'
import { buildConfig, getPayload, type Payload } from 'payload'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { untyped } from './publishing-editor'
import { instantOf } from '../../src/kernel'
import { sqliteClient } from '../../src/platform/editor/sqlite-client'
import { sqliteDatabase } from '../../src/platform/editor/sqlite-database'
import type { Lease } from '../../src/platform/lease'
import { sqliteLeaseStore } from '../../src/platform/lease/sqlite-lease-store'
import { refuseCommit } from '../../src/platform/editor/transactions'

// Payload pushes a schema once per process; each test here has its own file.
process.env['PAYLOAD_FORCE_DRIZZLE_PUSH'] = 'true'

let folder: string
let payload: Payload
const local = () => untyped(payload)

const anyone = () => true
const access = { create: anyone, read: anyone, update: anyone, delete: anyone }

/** Two collections; saving a letter writes a copy, and some titles make the hook behave badly. */
async function start(silenceLimitMs?: number): Promise<Payload> {
  const config = buildConfig({
    secret: 'only for this test',
    telemetry: false,
    typescript: { autoGenerate: false },
    db: sqliteDatabase({
      file: join(folder, 'catalogue.db'),
      push: true,
      ...(silenceLimitMs !== undefined && { silenceLimitMs }),
    }),
    collections: [
      {
        slug: 'letters',
        access,
        fields: [
          { name: 'title', type: 'text' },
          { name: 'lines', type: 'array', fields: [{ name: 'line', type: 'text' }] },
        ],
        hooks: {
          afterChange: [
            async ({ doc, req }) => {
              await untyped(req.payload).create({ collection: 'copies', data: { title: doc.title }, req })
              if (doc.title === 'throws') throw new Error('the hook failed')
              if (doc.title === 'refused') {
                const error = new Error('refused by the hook')
                refuseCommit(req.payload, String(req.transactionID), error)
                throw error
              }
              if (doc.title === 'forgets req')
                await untyped(req.payload).create({ collection: 'copies', data: { title: 'outside' } })
              if (doc.title === 'swallows a read')
                await untyped(req.payload)
                  .findByID({ collection: 'copies', id: 'absent', req })
                  .catch(() => null)
            },
          ],
        },
      },
      { slug: 'copies', access, fields: [{ name: 'title', type: 'text' }] },
    ],
    jobs: {
      tasks: [
        {
          slug: 'overtaken',
          retries: 0,
          handler: async ({ job, req }) => {
            await req.payload.db.deleteMany({
              collection: 'payload-jobs',
              where: { id: { equals: job.id } },
              req: {},
            })
            throw new Error('another process has done it')
          },
        },
      ],
    },
  })
  return getPayload({ config, key: randomUUID() })
}

const write = (title: string) =>
  local().create({ collection: 'letters', data: { title, lines: [{ line: 'one' }, { line: 'two' }] } })
const counts = async () => ({
  letters: (await local().count({ collection: 'letters' })).totalDocs,
  copies: (await local().count({ collection: 'copies' })).totalDocs,
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'publishing-sqlite-'))
})
afterEach(async () => {
  await payload.destroy()
  rmSync(folder, { recursive: true, force: true })
})

describe('a save in SQLite', () => {
  it('leaves nothing behind in either collection when a hook throws', async () => {
    payload = await start()
    await expect(write('throws')).rejects.toThrow('the hook failed')
    expect(await counts()).toEqual({ letters: 0, copies: 0 })
  })

  it('waits for its turn, so that fifty at once all succeed', async () => {
    payload = await start()
    await Promise.all(Array.from({ length: 50 }, (_, index) => write(`letter ${index}`)))
    expect(await counts()).toEqual({ letters: 50, copies: 50 })
  })

  it('commits next to the saves that were refused between them', async () => {
    payload = await start()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => write(index % 4 === 0 ? 'throws' : `letter ${index}`)),
    )
    expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(5)
    expect(await counts()).toEqual({ letters: 15, copies: 15 })
  })

  it('fails when its commit fails', async () => {
    payload = await start()
    const client = payload.db.drizzle.$client
    const begin = client.transaction.bind(client)
    client.transaction = async () => {
      const transaction = await begin()
      return new Proxy(transaction, {
        get: (target, name) =>
          name === 'commit'
            ? async () => {
                await target.rollback()
                throw new Error('disk is full')
              }
            : Reflect.get(target, name),
      })
    }
    await expect(write('lost')).rejects.toThrow('disk is full')
    client.transaction = begin
    expect(await counts()).toEqual({ letters: 0, copies: 0 })
    await write('later')
    expect(await counts()).toEqual({ letters: 1, copies: 1 })
  })

  it('is not reported as done when a read that failed inside it rolled it back', async () => {
    payload = await start()
    await expect(write('swallows a read')).rejects.toThrow('Nothing was saved')
    expect(await counts()).toEqual({ letters: 0, copies: 0 })
  })

  it('stores nothing of a bulk update when the hook refuses one of its documents', async () => {
    payload = await start()
    const first = await write('first')
    await expect(
      local().update({
        collection: 'letters',
        where: { id: { equals: first.id } },
        data: { title: 'refused' },
      }),
    ).rejects.toThrow('refused by the hook')
    expect((await local().findByID({ collection: 'letters', id: first.id })).title).toBe('first')
  })

  it('is refused with the likely cause when its hook writes without req and so waits for itself', async () => {
    payload = await start(300)
    await expect(write('forgets req')).rejects.toMatchObject({
      cause: { message: expect.stringContaining('without passing `req`') },
    })
    await write('next')
    expect(await counts()).toEqual({ letters: 1, copies: 1 })
  })

  it('goes on after a transaction that was begun, wrote and was then forgotten', async () => {
    payload = await start(200)
    const transactionID = (await payload.db.beginTransaction()) ?? ''
    await local().create({ collection: 'copies', data: { title: 'forgotten' }, req: { transactionID } })
    const late = write('waits')
    await expect(late).rejects.toMatchObject({ cause: { name: 'WriteWaitError' } })
    await write('next')
    expect(await counts()).toEqual({ letters: 1, copies: 1 })
    await expect(payload.db.commitTransaction(transactionID)).rejects.toThrow('has already ended')
  })

  it('is possible in every process after a job whose row another took away meanwhile', async () => {
    payload = await start()
    const queue: unknown = Reflect.get(payload.jobs, 'queue')
    if (typeof queue !== 'function') throw new Error('Payload has no queue of jobs')
    await queue({ task: 'overtaken', input: {} })
    await payload.jobs.run({ allQueues: true, silent: true }).catch(() => null)
    const other = new Database(join(folder, 'catalogue.db'))
    expect(() => other.exec('BEGIN IMMEDIATE; ROLLBACK')).not.toThrow()
    other.close()
    await write('next')
    expect(await counts()).toEqual({ letters: 1, copies: 1 })
  })

  it('does not fail, nor makes another process fail, when both write at the same time', async () => {
    payload = await start()
    const child = fork(join(import.meta.dirname, 'publishing-second-writer.mjs'), [
      join(folder, 'catalogue.db'),
    ])
    const written = new Promise<number>((resolve, reject) => {
      child.once('message', (count) => resolve(Number(count)))
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`The second writer ended with ${code}`)))
    })
    let saved = 0
    const saving = (async () => {
      for (; saved < 60; saved += 1) await write(`letter ${saved}`)
    })()
    const [theirs] = await Promise.all([written, saving])
    expect(theirs).toBeGreaterThan(10)
    expect(await counts()).toEqual({ letters: 60, copies: 60 + theirs })
  })
})

describe('the SQLite client', () => {
  const open = () => sqliteClient({ file: join(folder, 'plain.db'), silenceLimitMs: 300 })

  it('refuses to commit a transaction in which a statement failed, also when the error was swallowed', async () => {
    payload = await start()
    const client = open()
    await client.executeMultiple('CREATE TABLE t (n INTEGER UNIQUE)')
    const transaction = await client.transaction('write')
    await transaction.execute('INSERT INTO t VALUES (1)')
    await transaction.execute('INSERT INTO t VALUES (1)').catch(() => null)
    await expect(transaction.commit()).rejects.toThrow('A statement of the transaction failed')
    expect((await client.execute('SELECT count(*) AS n FROM t')).rows[0]?.['n']).toBe(0)
    client.close()
  })

  it('lets other processes write while it has work without end', async () => {
    payload = await start()
    const client = open()
    await client.executeMultiple('CREATE TABLE t (n INTEGER)')
    const lease = sqliteLeaseStore(join(folder, 'plain.db'))
    let isWorking = true
    const working = (async () => {
      while (isWorking) {
        const transaction = await client.transaction('write')
        await transaction.execute('INSERT INTO t VALUES (1)')
        await pause(30)
        await transaction.commit()
      }
    })()
    try {
      let held: Lease | null = null
      for (let term = 1; term <= 4; term += 1) {
        const next: Lease = { holder: 'another process', term, until: instantOf(new Date()) }
        expect(await lease.swap(held, next)).toBe(true)
        held = next
      }
    } finally {
      isWorking = false
      await working
      await lease.close()
      client.close()
    }
  })

  it('stores what it reports as done, also after a write that waited in vain for another process', async () => {
    payload = await start()
    const client = sqliteClient({ file: join(folder, 'plain.db'), busyLimitMs: 30 })
    await client.executeMultiple('CREATE TABLE t (n INTEGER)')
    const other = new Database(join(folder, 'plain.db'))
    other.exec('BEGIN IMMEDIATE')
    await expect(client.execute('INSERT INTO t VALUES (1)')).rejects.toThrow(/locked/)
    other.exec('COMMIT')
    await client.execute('INSERT INTO t VALUES (2)')
    expect(other.prepare('SELECT n FROM t').raw(true).all()).toEqual([[2]])
    other.close()
    client.close()
  })

  it('lets a write go first when a transaction was begun but has not done anything yet', async () => {
    payload = await start()
    const client = open()
    await client.executeMultiple('CREATE TABLE t (n INTEGER)')
    const transaction = await client.transaction('write')
    await client.execute('INSERT INTO t VALUES (1)')
    await transaction.execute('INSERT INTO t VALUES (2)')
    await transaction.commit()
    expect((await client.execute('SELECT n FROM t ORDER BY n')).rows.map((row) => row['n'])).toEqual([1, 2])
    client.close()
  })

  it('keeps the rows that refer to a table which a migration makes anew', async () => {
    payload = await start()
    const client = open()
    await client.executeMultiple(`
      CREATE TABLE parent (id TEXT PRIMARY KEY);
      CREATE TABLE child (parent_id TEXT REFERENCES parent (id) ON DELETE CASCADE);
      INSERT INTO parent VALUES ('a'); INSERT INTO child VALUES ('a');`)
    const migration = await client.transaction('write')
    await migration.execute('PRAGMA foreign_keys=OFF')
    await migration.executeMultiple(`
      CREATE TABLE parent_new (id TEXT PRIMARY KEY, name TEXT);
      INSERT INTO parent_new SELECT id, 'x' FROM parent; DROP TABLE parent;
      ALTER TABLE parent_new RENAME TO parent;`)
    await migration.execute('PRAGMA foreign_keys=ON')
    await migration.commit()
    expect((await client.execute('SELECT count(*) AS n FROM child')).rows[0]?.['n']).toBe(1)
    await client.execute("DELETE FROM parent WHERE id = 'a'")
    expect((await client.execute('SELECT count(*) AS n FROM child')).rows[0]?.['n']).toBe(0)
    client.close()
  })
})
