// A parent of a guarded program, to be killed outright. Gets the file for the program's process id.
import { spawnGuarded } from '../../src/platform/delivery/meilisearch-watchdog'

const [pidFile] = process.argv.slice(2)
if (pidFile === undefined) throw new Error('Give the file for the process id')
spawnGuarded({ command: '/bin/sleep', args: ['1234.5'], pidFile, trace: '1234.5', env: {} })
setInterval(() => undefined, 1_000)
