import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { memoryLog } from '../../src/platform/delivery/store/memory-log'
import { mongodbLogReader } from '../../src/platform/delivery/store/mongodb-log-reader'
import { mongodbReader } from '../../src/platform/delivery/store/mongodb-reader'
import { sqliteLogReader } from '../../src/platform/delivery/store/sqlite-log-reader'
import { START, aProduct, published } from '../integration/delivery/records'
import { mongodbLogWriter } from '../integration/delivery/mongodb-log-writer'
import { logWriter } from '../integration/delivery/sqlite-log-writer'
import { emptyDatabase } from '../support/editor'
import { engineUnderTest, mongodbEnvironment } from '../support/engines/engine'
import { logReaderContract } from './log-reader-contract'

const engine = engineUnderTest()
const freshFolder = () => mkdtempSync(join(tmpdir(), 'publication-log-'))

if (engine.kind === 'mongodb')
  describe('the publication log in MongoDB', () => {
    logReaderContract(async (clock) => {
      const { environment, release } = mongodbEnvironment(engine)
      const url = environment['DATABASE_URL'] ?? ''
      await emptyDatabase(url)
      const writer = mongodbLogWriter(url, clock)
      const log = mongodbLogReader(mongodbReader(url))
      return {
        log,
        append: writer.append,
        close: async () => {
          await log.close()
          await writer.close()
          release()
        },
      }
    })

    it('fails within seconds, and does not hang, when no server answers', async () => {
      const log = mongodbLogReader(mongodbReader('mongodb://127.0.0.1:1/nothing'))
      const begun = performance.now()
      await expect(log.head()).rejects.toThrow('ECONNREFUSED')
      expect(performance.now() - begun).toBeLessThan(10_000)
      await log.close()
    })
  })

if (engine.kind === 'sqlite')
  describe('the publication log in SQLite', () => {
    logReaderContract(async (clock) => {
      const folder = freshFolder()
      const writer = logWriter(join(folder, 'catalogue.db'), clock)
      const log = sqliteLogReader(join(folder, 'catalogue.db'))
      return {
        log,
        append: writer.append,
        close: async () => {
          await log.close()
          writer.close()
          rmSync(folder, { recursive: true })
        },
      }
    })

    it('is empty until the file exists, and read from then on', async () => {
      const folder = freshFolder()
      const file = join(folder, 'catalogue.db')
      const log = sqliteLogReader(file)
      expect(await log.head()).toBe(0)
      expect(await log.standing(START)).toEqual([])
      const writer = logWriter(file, () => START)
      writer.append(published(aProduct()))
      expect(await log.head()).toBe(1)
      await log.close()
      writer.close()
      rmSync(folder, { recursive: true })
    })

    it('sees every line as soon as it is committed, and none before', async () => {
      const folder = freshFolder()
      const file = join(folder, 'catalogue.db')
      const writer = logWriter(file, () => START)
      const log = sqliteLogReader(file)
      for (let expected = 1; expected <= 5; expected += 1) {
        writer.append(published(aProduct({ title: `versie ${expected}` })))
        expect(await log.head()).toBe(expected)
        expect(await log.after(expected - 1, 9)).toHaveLength(1)
      }
      writer.run('begin immediate')
      writer.run('update publications set seq = 6 where seq = 5')
      expect(await log.head()).toBe(5)
      writer.run('rollback')
      await log.close()
      writer.close()
      rmSync(folder, { recursive: true })
    })
  })

if (engine.kind === 'sqlite')
  describe('the publication log in memory', () => {
    logReaderContract(async (clock) => {
      const log = memoryLog(clock)
      return {
        log,
        append: (...lines) => lines.map(log.append).at(-1) ?? 0,
        close: () => log.close(),
      }
    })
  })
