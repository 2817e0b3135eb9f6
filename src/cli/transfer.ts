import { BasePayload } from 'payload'
import { addressWithoutSecrets } from '../platform/database-address'
import { composeEditor, noteExport } from '../platform/editor'
import { editorEngine } from '../platform/editor/engines'
import { processEnv, withDatabaseUrl } from '../platform/env'
import { readSecrets } from '../platform/secrets'
import { runTransfer } from './transfer-command'

const exitCode = await runTransfer(process.argv.slice(2), {
  open: async (databaseUrl) => {
    const env = withDatabaseUrl(processEnv(), databaseUrl)
    const engine = editorEngine(env)
    const config = await composeEditor({ env, secret: readSecrets(env).payloadSecret, logLevel: 'warn' })
    const payload = await new BasePayload().init({ config, disableOnInit: true })
    await engine.migrate(payload)
    return {
      name: addressWithoutSecrets(databaseUrl),
      payload,
      engine,
      noteExport: (documents) => noteExport(payload, documents),
      close: () => payload.destroy(),
    }
  },
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
})
// Payload keeps timers that would hold the process.
process.exit(exitCode)
