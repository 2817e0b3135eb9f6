import { engineOf, fileOf } from '../platform/database-address'
import { processEnv } from '../platform/env'
import { BackupError, makeBackup, restoreBackup } from './backup-command'
import { sqliteBackup } from './sqlite-backup'

/**
 * `npm run backup -- <folder> [--with-secrets]` copies a catalogue while it runs; `npm run restore -- <folder>` puts such a
 * copy into an empty data folder. Both compare every hash.
 */
const [action, ...given] = process.argv.slice(2)
const folder = given.find((argument) => !argument.startsWith('--'))
const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

process.exitCode = await run().catch((err: unknown) => {
  if (!(err instanceof BackupError)) throw err
  complain(err.message)
  return 1
})

async function run(): Promise<0 | 1 | 2> {
  if (folder === undefined || (action !== 'backup' && action !== 'restore')) {
    complain(
      `Usage: npm run ${action === 'restore' ? 'restore -- <folder>' : 'backup -- <folder> [--with-secrets]'}`,
    )
    return 2
  }
  const { dataDir, databaseUrl } = processEnv()
  if (engineOf(databaseUrl) !== 'sqlite') {
    complain(
      `This catalogue is in MongoDB: use mongodump and mongorestore for it, and copy the folder media beside it (docs/operations.md).`,
    )
    return 1
  }
  const engine = sqliteBackup(fileOf(databaseUrl))
  const { madeAt, revision, files } =
    action === 'backup'
      ? await makeBackup({
          dataDir,
          folder,
          engine,
          withSecrets: given.includes('--with-secrets'),
          now: new Date(),
        })
      : await restoreBackup({ dataDir, folder, engine })
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  say(`${action === 'backup' ? 'Made' : 'Restored'}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`)
  say(`Revision ${revision} of the log, as it was at ${madeAt}; all hashes agree.`)
  return 0
}
