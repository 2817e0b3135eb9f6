import { existsSync } from 'node:fs'
import Database from 'libsql'
import { sqliteLogReader } from '../platform/delivery/store/sqlite-log-reader'
import { BackupError, type BackupEngine } from './backup-command'

/** Copies of the SQLite file by SQLite itself: one moment, whole, without what is still in the write-ahead log missing. */
export const sqliteBackup = (file: string): BackupEngine => ({
  async copyTo(target) {
    if (!existsSync(file))
      throw new BackupError(
        `There is no database at ${file}. Set PDC_DATA_DIR to the folder of the catalogue.`,
      )
    const database = new Database(file)
    try {
      database.exec('pragma busy_timeout = 30000')
      database.prepare('vacuum into ?').run(target)
    } finally {
      database.close()
    }
  },
  openLog: sqliteLogReader,
})
