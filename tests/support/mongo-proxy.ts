import { connect, createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { MongoClient } from 'mongodb'
import { answersTo, messageReader, requestIn } from './mongo-simulation/wire'

/** What the way to the server does to a command. */
export type WayFault =
  /** It breaks before the server has the command, or when the answer to it comes by. */
  'cut before' | 'cut answer'

export type MongoProxy = {
  /** Address of the database server through the proxy. */
  readonly url: string
  /** The next command of this name, or `any`, after `skip` of them, and `times` in a row. */
  fail(command: string, fault: WayFault, options?: { readonly skip?: number; readonly times?: number }): void
  /** Every answer takes so much longer. */
  delay(milliseconds: number): void
  /** Breaks every connection, and lets none in until `restore`. */
  cutAll(): void
  restore(): void
  /** How many connections were turned away. */
  turnedAway(): number
  /** How many commands went by, without those of the driver itself. */
  commands(): number
  close(): Promise<void>
}

type Plan = { readonly command: string; readonly fault: WayFault; skip: number; times: number }

const OWN = ['hello', 'isMaster', 'ismaster', 'ping', 'endSessions', 'buildInfo', 'saslStart', 'saslContinue']

/**
 * The way between the driver and a MongoDB server, which breaks when told to. It reads what goes by and changes nothing of it.
 * Null where a driver would not come this way: addresses by DNS, and TLS, which looks at the name of the server.
 */
export async function mongoProxy(url: string): Promise<MongoProxy | null> {
  if (!url.startsWith('mongodb://') || /[?&](tls|ssl)=true/i.test(url)) return null
  const target = await primaryOf(url)
  const plans: Plan[] = []
  const sockets = new Set<Socket>()
  let isCut = false
  let delayMs = 0
  let passed = 0
  let turnedAway = 0

  const planned = (name: string): WayFault | null => {
    if (OWN.includes(name)) return null
    passed += 1
    const plan = plans.find(({ command, times }) => times > 0 && (command === name || command === 'any'))
    if (plan === undefined) return null
    if (plan.skip > 0) {
      plan.skip -= 1
      return null
    }
    plan.times -= 1
    return plan.fault
  }

  const server = createServer((near) => {
    if (isCut) {
      turnedAway += 1
      return void near.destroy()
    }
    const far = connect(target.port, target.host)
    const cut = () => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', cut)
      socket.on('close', () => {
        sockets.delete(socket)
        cut()
      })
    }
    const lost = new Set<number>()
    const requests = messageReader()
    near.on('data', (chunk) => {
      for (const message of requests(chunk)) {
        const { id, command } = requestIn(message)
        const fault = planned(Object.keys(command)[0] ?? '')
        if (fault === 'cut before') return cut()
        if (fault === 'cut answer') lost.add(id)
        far.write(message)
      }
    })
    const answers = messageReader()
    let turn = Promise.resolve()
    far.on('data', (chunk) => {
      for (const message of answers(chunk)) {
        if (lost.has(answersTo(message))) return cut()
        if (delayMs === 0) near.write(message)
        else turn = turn.then(() => pause(delayMs)).then(() => void near.write(message))
      }
    })
  })
  const port = await listening(server)
  return {
    url: throughProxy(url, port),
    fail: (command, fault, { skip = 0, times = 1 } = {}) => void plans.push({ command, fault, skip, times }),
    delay: (milliseconds) => {
      delayMs = milliseconds
    },
    cutAll: () => {
      isCut = true
      for (const socket of sockets) socket.destroy()
    },
    restore: () => {
      isCut = false
    },
    turnedAway: () => turnedAway,
    commands: () => passed,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** Members of a replica set, by their own word; one for a server that is none. */
export async function membersOf(url: string): Promise<readonly string[]> {
  const { hosts, me } = await helloOf(url)
  return hosts ?? [me ?? hostIn(url)]
}

export async function primaryOf(url: string): Promise<{ readonly host: string; readonly port: number }> {
  const { primary } = await helloOf(url)
  const [, host = '127.0.0.1', port = '27017'] = /^(.*?)(?::(\d+))?$/.exec(primary ?? hostIn(url)) ?? []
  return { host, port: Number(port) }
}

type Hello = { readonly primary?: string; readonly hosts?: readonly string[]; readonly me?: string }

/** By its old name, which every server knows. */
async function helloOf(url: string): Promise<Hello> {
  const client = new MongoClient(url)
  try {
    return await client.db('admin').command({ isMaster: 1 })
  } finally {
    await client.close()
  }
}

const hostIn = (url: string): string => /^mongodb:\/\/(?:[^@/]*@)?([^/,?]+)/.exec(url)?.[1] ?? ''

/** One server, asked directly: a driver would else go to the members by the names that they have for each other. */
function throughProxy(url: string, port: number): string {
  const [, login = '', database = '', options = ''] =
    /^mongodb:\/\/([^@/]*@)?[^/?]+\/?([^?]*)\??(.*)$/.exec(url) ?? []
  const all = [...(options === '' ? [] : [options]), 'directConnection=true']
  return `mongodb://${login}127.0.0.1:${port}/${database}?${all.join('&')}`
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
