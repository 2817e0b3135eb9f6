import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWhatIsStale } from '../../scripts/build.mjs'
import { filledIn, singleContainer } from '../support/compose'
import { freePort, until } from './support/app'

const ADMIN = { email: 'beheer@voorbeeld.test', password: 'Een-lang-wachtwoord-1' }
const GIVEN = {
  PDC_SECRET: randomBytes(24).toString('base64url'),
  PDC_PUBLIC_URL: 'https://antwoord.voorbeeld.nl',
  PDC_ADMIN_EMAIL: ADMIN.email,
  PDC_ADMIN_PASSWORD: ADMIN.password,
}
const { command, healthcheck, environment } = singleContainer()

let dataDir: string
let url: string
let env: NodeJS.ProcessEnv
let container: ChildProcess
let said = ''

beforeAll(async () => {
  await buildWhatIsStale(process.cwd())
  dataDir = await mkdtemp(join(tmpdir(), 'antwoordcatalogus-single-'))
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  // As in a container nothing else is set; only the folder and the port are of this machine.
  env = {
    ...{ NODE_ENV: 'production', PATH: process.env['PATH'] },
    ...filledIn(environment, GIVEN),
    ...{ PDC_DATA_DIR: dataDir, PORT: String(port) },
  }
  container = spawn(process.execPath, command.slice(1), { env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [container.stdout, container.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
})
afterAll(async () => {
  if (isAlive()) {
    container.kill('SIGKILL')
    await once(container, 'exit')
  }
  await rm(dataDir, { recursive: true, force: true })
})

const isAlive = () => container.exitCode === null && container.signalCode === null
const isWell = () =>
  promisify(execFile)(process.execPath, healthcheck.slice(1), { env }).then(
    () => true,
    () => false,
  )
const post = (path: string, data: object) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(data),
  })

/** Without containers: what docker-compose.single.yml runs, with what it gives, in an empty folder. */
describe('everything in one container', () => {
  it('prepares itself and gets well', async () => {
    expect([command[0], healthcheck[0]]).toEqual(['node', 'node'])
    await until('it to be well', 120_000, async () => {
      if (!isAlive()) throw new Error(`It ended with ${container.exitCode ?? container.signalCode}:\n${said}`)
      return isWell()
    })
    await until('every part to be ready', 120_000, async () => (await fetch(`${url}/readyz`)).ok)
  })

  it('answers readers, and lets in the administrator that it was given', async () => {
    const answer = await post('/graphql', { query: '{ catalogue { name } products { totalCount } }' })
    expect(await answer.json()).toEqual({
      data: { catalogue: { name: 'Antwoordcatalogus' }, products: { totalCount: 0 } },
    })
    expect((await post('/api/users/login', ADMIN)).status).toBe(200)
  })

  it('logs by one number what delivery and the editor did for a request', async () => {
    const refused = await post('/api/users/login', { ...ADMIN, password: 'Een-ander-wachtwoord-2' })
    const reqId = refused.headers.get('x-request-id')
    const lines = () => said.split('\n').filter((line) => line.includes(`"reqId":"${reqId}"`))
    await until('both to log it', 5_000, async () => lines().length === 2)
    expect(lines().map((line) => JSON.parse(line))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ msg: 'answered', route: '/api/*', status: 401 }),
        expect.objectContaining({ child: 'editor', msg: expect.stringContaining('wachtwoord is onjuist') }),
      ]),
    )
    expect(said).not.toContain(ADMIN.password)
  })

  it('ends in good order when it is told to', async () => {
    container.kill('SIGTERM')
    expect(await once(container, 'exit')).toEqual([0, null])
    expect(existsSync(join(dataDir, 'editor.pid'))).toBe(false)
    expect(await isWell()).toBe(false)
  })
})
