import { openStore } from '../platform/delivery/store/open-store'
import { processEnv, searchPath } from '../platform/env'
import { readSecrets } from '../platform/secrets'
import { runReindex } from './reindex-command'

const env = processEnv()
const { meiliMasterKey } = readSecrets(env)
const store = openStore(env.databaseUrl)
const log = store.logReader()

process.exitCode = await runReindex({
  sources: { log, loadSynonyms: store.loadSynonyms },
  dataDir: env.dataDir,
  external: env.meiliUrl === null ? null : { url: env.meiliUrl, key: meiliMasterKey },
  masterKey: meiliMasterKey,
  searchPath: searchPath(),
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
})
await log.close()
await store.close()
