import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import type { Server } from './java-server'

const READY_WITHIN_MS = 60_000

/** Starts the `mongod` on the PATH as a replica set of one, in a folder of its own. */
export async function startReplicaSet(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'mongod-'))
  const port = await freePort()
  const child = spawn(
    'mongod',
    ['--replSet', 'rs0', '--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', folder],
    { stdio: 'ignore' },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await initiate(port)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `mongodb://127.0.0.1:${port}/?replicaSet=rs0`, stop }
}

async function initiate(port: number): Promise<void> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: READY_WITHIN_MS,
  })
  try {
    const admin = client.db('admin')
    await admin.command({
      replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: `127.0.0.1:${port}` }] },
    })
    const deadline = Date.now() + READY_WITHIN_MS
    for (;;) {
      const { isWritablePrimary } = await admin.command({ hello: 1 })
      if (isWritablePrimary === true) return
      if (Date.now() > deadline) throw new Error('The replica set chose no primary')
      await new Promise((resume) => setTimeout(resume, 100))
    }
  } finally {
    await client.close()
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address !== null && typeof address === 'object'
          ? found(address.port)
          : failed(new Error('No free port')),
      )
    })
  })
}
