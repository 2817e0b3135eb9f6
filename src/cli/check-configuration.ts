import { ConfigurationError, processEnv } from '../platform/env'

/** Says all that is wrong with the environment, before anything is built or started. */
try {
  processEnv()
} catch (err) {
  if (!(err instanceof ConfigurationError)) throw err
  process.stdout.write(`${err.message}\n`)
  process.exitCode = 1
}
