import { BasePayload } from 'payload'
import { seedCatalogue } from '../../seed/load'
import { SeedError } from '../../seed/read-seed'
import {
  composeEditor,
  followUpsDone,
  leadInCommand,
  migrateEditor,
  publishingParts,
  startEditorWork,
  stopEditorWork,
} from '../platform/editor'
import { ConfigurationError, processEnv } from '../platform/env'
import { readSecrets } from '../platform/secrets'

const USAGE = `Usage: npm run seed [-- --keep] [--production]

  --keep        leave documents alone that differ from the seed
  --production  also when PDC_ENV is production`

const args = process.argv.slice(2)
const complain = (line: string) => process.stderr.write(`${line}\n`)
process.exit(
  await run().catch((error: unknown) => {
    if (!(error instanceof SeedError || error instanceof ConfigurationError)) throw error
    complain(error.message)
    return 1
  }),
)

/** 0 done, 1 refused, 2 the command was wrong. Payload keeps timers, so the caller ends the process. */
async function run(): Promise<0 | 1 | 2> {
  if (args.some((arg) => arg !== '--keep' && arg !== '--production')) {
    complain(USAGE)
    return 2
  }
  const env = processEnv()
  if (env.env === 'production' && !args.includes('--production')) {
    complain(
      'The seed is demonstration content and is not written into production. Add --production if you mean it.',
    )
    return 1
  }
  const config = await composeEditor({ env, secret: readSecrets(env).payloadSecret, logLevel: 'warn' })
  const payload = await new BasePayload().init({ config, disableOnInit: true })
  try {
    await migrateEditor(payload, env)
    const parts = publishingParts(env)
    startEditorWork(payload, parts, leadInCommand(env))
    await seedCatalogue(payload, {
      demoUsers: env.demoUsers,
      existing: args.includes('--keep') ? 'keep' : 'update',
      onProgress: (line) => process.stdout.write(`${line}\n`),
    })
    await followUpsDone(payload, parts, (left) => process.stdout.write(`Seed: ${left} follow-ups left\n`))
    return 0
  } finally {
    await stopEditorWork()
    await payload.destroy()
  }
}
