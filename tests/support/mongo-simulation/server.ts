import { createServer, type Socket } from 'node:net'
import type { Document } from 'bson'
import { COMMANDS } from './commands'
import { refuseUnportable } from './portable'
import { CommandError, documentStore, type Stored, type Transaction } from './store'
import { answer, messageReader, type Request, requestIn } from './wire'

/** What goes wrong with a command. */
export type Fault =
  /** The server refuses it; in a transaction that ends it, unless told otherwise. */
  | {
      readonly refuse: {
        readonly code: number
        readonly message?: string
        readonly labels?: readonly string[]
      }
    }
  /** The connection breaks before the server has it, or after it was carried out and before the answer. */
  | { readonly cut: 'before' | 'after' }

export type FaultOptions = {
  readonly times?: number
  readonly skip?: number
  /** Only commands on this collection. */
  readonly in?: string
  /** Happens right after the fault. */
  readonly then?: () => void
}

/** A command that met a fault. */
export type Met = { readonly command: string; readonly isInTransaction: boolean }

export type SimulatedServer = {
  readonly url: string
  /**
   * The next command of this name, or `any`, fails so; after `skip` of them, and `times` in a row. Gives what tells which
   * commands have met it.
   */
  fail(command: string, fault: Fault, options?: FaultOptions): () => readonly Met[]
  clearFaults(): void
  /** Ends every open transaction, as a change of primary does. */
  abortAll(): void
  /** Forgets what it knows of committed transactions, as DocumentDB does. */
  forgetCommitted(): void
  /** All documents by collection, without those of open transactions. */
  documents(): Stored
  /** Keeps all documents as they are now; gives what brings them back and ends every open transaction. */
  keep(): () => void
  /** How many transactions have neither been committed nor aborted. */
  open(): number
  /** Names of the commands it carried out, in order, without those of the driver itself. */
  readonly log: readonly string[]
  stop(): Promise<void>
}

/** What a server makes of transactions. */
export type Transactions =
  | 'kept'
  /** As a single server: it says that it has none. */
  | 'refused'
  /** It takes them for commands like any other. */
  | 'ignored'
  /** As DocumentDB: they hold together, but not on one moment of the data. */
  | 'without snapshot'

type Open = { readonly number: string; state: 'open' | 'committed' | 'aborted'; readonly work: Transaction }
type Plan = {
  readonly command: string
  readonly fault: Fault
  readonly options: FaultOptions
  readonly met: Met[]
  skip: number
  times: number
}

const NO_SUCH_TRANSACTION = 251
/** What a real server refuses inside a transaction. */
const NOT_INSIDE = [
  'count',
  'listCollections',
  'listIndexes',
  'create',
  'drop',
  'dropDatabase',
  'listDatabases',
]
const OWN = ['hello', 'isMaster', 'ismaster', 'ping', 'endSessions', 'buildInfo']

/**
 * A replica set of one that lives in the tests: speaks the wire protocol to the real driver, keeps transactions with MongoDB's
 * rules for conflicts, retried writes and retried commits, and fails when told to. It proves what we send and how we take its
 * answers, and nothing about a real server.
 */
export async function startSimulatedServer(
  transactionKind: Transactions = 'kept',
  /** When it ends a transaction of which it has not heard the end, such as that of a process that was killed. */
  lifetimeMs = 60_000,
): Promise<SimulatedServer> {
  const store = documentStore()
  const transactions = new Map<string, Open>()
  const retried = new Map<string, Document>()
  const plans: Plan[] = []
  const log: string[] = []
  const sockets = new Set<Socket>()
  let port = 0

  const hello = (): Document => {
    const me = `127.0.0.1:${port}`
    return {
      helloOk: true,
      isWritablePrimary: true,
      ismaster: true,
      setName: 'rs0',
      setVersion: 1,
      hosts: [me],
      primary: me,
      me,
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      localTime: new Date(),
      logicalSessionTimeoutMinutes: 30,
      minWireVersion: 0,
      maxWireVersion: 21,
      readOnly: false,
    }
  }

  /** The transaction that a command belongs to; null outside one. */
  const transactionOf = (command: Document): Open | null => {
    if (command['autocommit'] !== false || transactionKind === 'ignored') return null
    if (transactionKind === 'refused')
      throw new CommandError(20, 'Transaction numbers are only allowed on a replica set member or mongos')
    if (transactionKind === 'without snapshot' && command['readConcern']?.level === 'snapshot')
      throw new CommandError(115, 'Snapshot read concern is not supported')
    const [key, number] = [sessionKey(command), String(command['txnNumber'])]
    if (command['startTransaction'] === true) {
      const open: Open = { number, state: 'open', work: store.begin() }
      transactions.set(key, open)
      setTimeout(() => {
        if (open.state === 'open') end(open)
      }, lifetimeMs).unref()
    }
    const known = transactions.get(key)
    if (known === undefined || known.number !== number)
      throw new CommandError(NO_SUCH_TRANSACTION, 'Given transaction number does not match', [
        'TransientTransactionError',
      ])
    return known
  }
  const ended = (transaction: Open) =>
    new CommandError(NO_SUCH_TRANSACTION, `Transaction ${transaction.number} has been ${transaction.state}`, [
      'TransientTransactionError',
    ])

  const carryOut = (name: string, command: Document, transaction: Open | null): Document => {
    if (name === 'commitTransaction' && transaction !== null) {
      if (transaction.state === 'aborted') throw ended(transaction)
      if (transaction.state === 'open') transaction.work.commit()
      transaction.state = 'committed'
      return {}
    }
    if (name === 'abortTransaction' && transaction !== null) {
      if (transaction.state !== 'open') throw ended(transaction)
      end(transaction)
      return {}
    }
    if (transaction !== null && transaction.state !== 'open') throw ended(transaction)
    if (transaction === null && ['commitTransaction', 'abortTransaction'].includes(name)) return {}
    if (transaction !== null && NOT_INSIDE.includes(name))
      throw new CommandError(263, `Cannot run '${name}' in a multi-document transaction.`)
    const run = COMMANDS[name]
    if (run === undefined) throw new CommandError(59, `no such command: '${name}'`)
    refuseUnportable(command)
    const key =
      transaction === null && command['autocommit'] !== false && command['txnNumber'] !== undefined
        ? `${sessionKey(command)} ${command['txnNumber']}`
        : null
    const before = key === null ? undefined : retried.get(key)
    if (before !== undefined) return before
    const reply = run(command, {
      database: String(command['$db']),
      view: transaction?.work ?? store.outside,
      store,
    })
    if (key !== null) retried.set(key, reply)
    // A key that is there already ends the transaction it happens in.
    if (transaction !== null && reply['writeErrors'] !== undefined) end(transaction)
    return reply
  }
  const end = (transaction: Open) => {
    if (transaction.state === 'open') transaction.work.abort()
    transaction.state = 'aborted'
  }

  const planned = (name: string, command: Document): Plan | null => {
    const isMeant = ({ command: meant, options, times }: Plan) =>
      times > 0 &&
      (meant === name || (meant === 'any' && !OWN.includes(name))) &&
      (options.in === undefined || options.in === command[name])
    const plan = plans.find(isMeant)
    if (plan === undefined) return null
    if (plan.skip > 0) {
      plan.skip -= 1
      return null
    }
    plan.times -= 1
    plan.met.push({ command: name, isInTransaction: command['autocommit'] === false })
    return plan
  }

  /** Null: there is no answer. `later`: another transaction holds what this writes outside one, and the server waits. */
  const answerTo = (request: Request, socket: Socket): Document | 'later' | null => {
    const { command } = request
    const [name = ''] = Object.keys(command)
    if (['hello', 'isMaster', 'ismaster'].includes(name)) return { ...hello(), ok: 1 }
    const plan = planned(name, command)
    const fault = plan?.fault ?? null
    if (fault !== null && 'cut' in fault && fault.cut === 'before') {
      socket.destroy()
      plan?.options.then?.()
      return null
    }
    let reply: Document
    let transaction: Open | null = null
    try {
      transaction = transactionOf(command)
      if (fault !== null && 'refuse' in fault)
        throw new CommandError(fault.refuse.code, fault.refuse.message ?? 'injected', fault.refuse.labels)
      reply = { ...carryOut(name, command, transaction), ok: 1 }
      if (!OWN.includes(name)) log.push(name)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      if (error.isHeld) return 'later'
      if (transaction?.state === 'open') end(transaction)
      reply = { ok: 0, errmsg: error.message, code: error.code, errorLabels: [...error.labels] }
    }
    plan?.options.then?.()
    if (fault !== null && 'cut' in fault) {
      socket.destroy()
      return null
    }
    return reply
  }

  const respond = (request: Request, socket: Socket) => {
    const reply = answerTo(request, socket)
    if (reply === 'later') setTimeout(() => respond(request, socket), 2)
    else if (reply !== null) socket.write(answer(request, reply))
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    const read = messageReader()
    socket.on('data', (chunk) => {
      for (const message of read(chunk)) respond(requestIn(message), socket)
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The simulated server has no port')
  port = address.port

  const abortAll = () => {
    for (const transaction of transactions.values()) if (transaction.state === 'open') end(transaction)
  }
  return {
    url: `mongodb://127.0.0.1:${port}/?replicaSet=rs0`,
    fail: (command, fault, options = {}) => {
      const { skip = 0, times = 1 } = options
      const met: Met[] = []
      plans.push({ command, fault, options, met, skip, times })
      return () => met
    },
    clearFaults: () => void plans.splice(0),
    abortAll,
    documents: store.documents,
    keep: () => {
      const bringBack = store.keep()
      return () => {
        abortAll()
        bringBack()
      }
    },
    open: () => [...transactions.values()].filter(({ state }) => state === 'open').length,
    forgetCommitted: () => {
      for (const [key, { state }] of transactions) if (state === 'committed') transactions.delete(key)
    },
    log,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function sessionKey(command: Document): string {
  const id: unknown = command['lsid']?.id?.buffer
  return id instanceof Uint8Array ? Buffer.from(id).toString('hex') : 'none'
}
