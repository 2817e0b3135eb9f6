/**
 * The editor's side: Payload with its collections, publishing inside the save, and the work that follows from it. Delivery
 * never imports this.
 */
import type { SanitizedConfig } from 'payload'
import { instantOf } from '../../kernel'
import type { Clock } from '../../kernel'
import type { Env } from '../env'
import { leaseKeeper, leaseStoreOf, nodeName } from '../lease'
import { collectionPorts } from './collection-ports'
import { buildEditorConfig } from './config'
import type { EditorLog } from './editor-log'
import type { Payload } from 'payload'
import { editorEngine, type EngineEnv } from './engines'
import { payloadSources } from './payload-sources'
import { withJobsOnce } from './jobs-once'
import type { EditorWorkParts, Lead } from './work'

export { noteExport } from './note-export'
export { saveTogether, type TogetherRequest } from './save-together'
export { followUpsDone, startEditorWork, stopEditorWork } from './work'
export type { EditorWorkParts, Lead } from './work'
export type { PublishingParts } from './publish-items'

const systemClock: Clock = () => instantOf(new Date())

/** What publishing and the editor's own work are made of, for the engine that the environment names. */
export const publishingParts = (
  env: Pick<Env, 'publicUrl'> & EngineEnv,
  clock: Clock = systemClock,
): EditorWorkParts => ({
  store: editorEngine(env).store,
  leader: editorEngine(env).leader,
  sources: payloadSources({ basePath: env.publicUrl }),
  clock,
})

/** The lease for a command that does the editor's own work while it runs, unless a running product does it already. */
export const leadInCommand =
  (env: Env): Lead =>
  (onChange) => {
    const store = leaseStoreOf(env)
    const keeper = leaseKeeper({ store, node: nodeName({ ...env, role: 'worker' }), onChange })
    return { ...keeper, stop: () => keeper.stop().finally(() => store.close()) }
  }

/** The whole editor for one environment. */
export async function composeEditor(options: {
  readonly env: Env
  readonly secret: string
  readonly clock?: Clock
  readonly generatedGraphQL?: boolean
  /** As the environment says, when not given. */
  readonly logLevel?: EditorLog['level']
  readonly logTo?: EditorLog['to']
}): Promise<SanitizedConfig> {
  const { env, secret, clock } = options
  const parts = publishingParts(env, clock)
  const config = await buildEditorConfig({
    env,
    secret,
    ports: collectionPorts(parts),
    database: editorEngine(env).database(),
    generatedGraphQL: options.generatedGraphQL ?? false,
    log: { level: options.logLevel ?? env.logLevel, to: options.logTo },
  })
  return withJobsOnce(config, parts.leader)
}

/** Brings the database's tables up to date. In production Payload does the same when it connects. */
export const migrateEditor = (payload: Payload, env: EngineEnv): Promise<void> =>
  editorEngine(env).migrate(payload)
