/**
 * `npm start`: from a fresh clone to a running catalogue. Installs, builds, migrates, seeds an empty database, makes the first
 * administrator, starts everything and prints where it is. Each step is skipped when it has nothing to do.
 */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, isInstallNeeded } from './install.mjs'
import { run, step } from './steps.mjs'
import { lockFolder } from './folder-lock.mjs'
import { NODE_FLAGS, programOf } from './programs.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const dev = process.argv.includes('--dev')
const begun = Date.now()
process.chdir(root)

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19))
  fail(`Node 20.19 or later is needed; this is ${process.versions.node}.`)

const port = Number(process.env.PORT || 3000)
const dataDir = resolve(process.env.PDC_DATA_DIR || './data')
const role = process.env.PDC_ROLE || 'all'

try {
  // One node of the role `all` per folder; of the others as many as there are ports.
  const release = lockFolder(dataDir, role === 'all' ? 'start.pid' : `start-${role}-${port}.pid`)
  process.on('exit', release)
  if (isInstallNeeded(root)) await step('Installing packages', () => install(root))
  await checkConfiguration()
  await refuseTakenPort(port)
  const { buildWhatIsStale, bundlePrograms } = await import('./build.mjs')
  await step(dev ? 'Bundling' : 'Building what changed', () =>
    dev ? bundlePrograms(root) : buildWhatIsStale(root),
  )
  // Parts of a larger whole find the database prepared (`npm run migrate`): they come and go while others work.
  if (role === 'all') await step('Preparing the database', prepare)
  await serve()
} catch (error) {
  fail(error.message)
}

/** All problems of the environment in one message. */
async function checkConfiguration() {
  const said = []
  try {
    await run('node', ['scripts/program.mjs', 'src/cli/check-configuration.ts'], {
      cwd: root,
      onLine: (line) => said.push(line),
    })
  } catch (error) {
    throw said.length > 0 ? new Error(said.join('\n')) : error
  }
}

/** Migrations, first administrator, seed. */
async function prepare() {
  await run('node', [...NODE_FLAGS, 'dist/cli/prepare.js'], {
    cwd: root,
    env: { NODE_ENV: 'production' },
    onLine: (line) => {
      process.stdout.write(`  ${line}\n`)
    },
  })
}

async function serve() {
  let child = startServer()
  const stop = () => child.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
  const endWithServer = (code) => process.exit(code ?? 1)
  child.on('exit', endWithServer)
  await ready(child)
  sayWhere()
  if (!dev) return
  // The editor reloads by itself; delivery is one bundle, and starts again when that has changed.
  const { watchDelivery } = await import('./build.mjs')
  await watchDelivery(root, async () => {
    process.stdout.write('Delivery has changed, starting again …\n')
    child.off('exit', endWithServer)
    const ended = new Promise((done) => child.once('exit', done))
    stop()
    await ended
    child = startServer()
    child.on('exit', endWithServer)
    await ready(child)
    process.stdout.write('Delivery is ready again\n')
  })
}

function startServer() {
  return spawn(
    process.execPath,
    [...NODE_FLAGS, programOf(role), '--with-parent', ...(dev ? ['--dev'] : [])],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: dev ? 'development' : 'production' },
      // The server ends when this process does, however it ends.
      stdio: ['pipe', 'inherit', 'inherit'],
    },
  )
}

function sayWhere() {
  const url = process.env.PDC_PUBLIC_URL || `http://localhost:${port}`
  const title = `Antwoordcatalogus is ready (${((Date.now() - begun) / 1000).toFixed(1)} s)`
  if (role === 'editor' || role === 'worker') {
    process.stdout.write(
      `\n${title}: ${role}, health on http://localhost:${port}/readyz\n\nStop with Ctrl-C.\n\n`,
    )
    return
  }
  process.stdout.write(
    [
      '',
      title,
      `  Website    ${url}/`,
      `  Redactie   ${url}/admin`,
      `  GraphQL    ${url}/graphql`,
      `  REST       ${url}/api/v1/openapi.json`,
      '',
      'Stop with Ctrl-C.',
      '',
    ].join('\n'),
  )
}

async function ready(child) {
  let ended = false
  child.on('exit', () => (ended = true))
  const deadline = Date.now() + 120_000
  while (!ended) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null)
    if (answer?.ok) return
    if (Date.now() > deadline) {
      process.stdout.write(`Not everything is ready yet: ${answer ? await answer.text() : 'no answer'}\n`)
      return
    }
    await new Promise((later) => setTimeout(later, 150))
  }
}

function refuseTakenPort(wanted) {
  return new Promise((free, taken) => {
    const server = createServer()
    server.once('error', (error) =>
      taken(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${wanted} is in use. Stop the other program, or choose another PORT.`)
          : error,
      ),
    )
    server.listen(wanted, '127.0.0.1', () => server.close(() => free()))
  })
}

function fail(message) {
  process.stderr.write(`\n✗ ${message}\n`)
  process.exit(1)
}
