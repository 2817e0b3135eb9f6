// Works off follow-ups in a process of its own, to be killed in the middle.
import { followUpRunner, FOLLOW_UP_SETTINGS } from '../../src/platform/editor/follow-ups'
import { publishingParts } from '../../src/platform/editor'
import { readEnv } from '../../src/platform/env'
import { bootEditor } from '../support/boot-editor'

const environment: unknown = JSON.parse(process.argv[2] ?? 'null')
if (typeof environment !== 'object' || environment === null) throw new Error('Give the environment as JSON')
const env = readEnv(Object.fromEntries(Object.entries(environment)))
const payload = await bootEditor(env, 'a secret that signs nothing here')
followUpRunner(payload, publishingParts(env), { ...FOLLOW_UP_SETTINGS, batchSize: 10 })
