import { composeEditor } from './src/platform/editor'
import { readEnv, runtimePhase } from './src/platform/env'
import { readSecrets } from './src/platform/secrets'

/** The editor's composition root. During a build nothing secret is needed or made. */
const { env, building } = runtimePhase(readEnv)

export default composeEditor({ env, secret: building ? 'only-for-building' : readSecrets(env).payloadSecret })
