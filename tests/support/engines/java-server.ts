import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const run = promisify(execFile)
const SOURCES = join(import.meta.dirname, '..', 'mongo-java-server')
const MAIN = join(SOURCES, 'src/main/java/TestServer.java')
const POM = join(SOURCES, 'pom.xml')
const CACHE = join(process.cwd(), 'node_modules/.cache/mongo-java-server')

const BUILD_LIMIT_MS = 180_000

export type Server = { readonly url: string; stop(): Promise<void> }

/** Starts mongo-java-server on a free port of loopback. It has been built before (`buildJavaServer`). */
export async function startJavaServer(): Promise<Server> {
  const folder = folderOfVersion()
  const child = spawn('java', ['-cp', `${folder}:${join(folder, 'lib', '*')}`, 'TestServer'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await new Promise<string>((found, failed) => {
    child.once('error', failed)
    child.once('exit', (code) => failed(new Error(`mongo-java-server ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, number] = /^listening (\d+)$/.exec(line) ?? []
      if (number !== undefined) found(number)
    })
  })
  return {
    url: `mongodb://127.0.0.1:${port}`,
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}

/** Once per version of its sources. Gives why it could not be had: without a network this engine is not here. */
export async function buildJavaServer(): Promise<string | null> {
  const folder = folderOfVersion()
  if (existsSync(folder)) return null
  // Beside the place until it is whole: two runs may build at the same time.
  const making = join(CACHE, `making-${process.pid}`)
  const copying = ['dependency:copy-dependencies', `-DoutputDirectory=${join(making, 'lib')}`]
  try {
    mkdirSync(join(making, 'lib'), { recursive: true })
    await run('mvn', ['-q', '-B', '-f', POM, ...copying], { timeout: BUILD_LIMIT_MS })
    await run('javac', ['-cp', join(making, 'lib', '*'), '-d', making, MAIN], { timeout: BUILD_LIMIT_MS })
    renameSync(making, folder)
    return null
  } catch (error) {
    if (existsSync(folder)) return null
    return `it could not be built: ${error instanceof Error ? firstLine(error.message) : String(error)}`
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

function folderOfVersion(): string {
  const version = createHash('sha256').update(readFileSync(POM)).update(readFileSync(MAIN)).digest('hex')
  return join(CACHE, version.slice(0, 16))
}

const firstLine = (text: string): string => text.split('\n')[0] ?? ''
