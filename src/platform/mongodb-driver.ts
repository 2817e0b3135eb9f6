import type { Socket } from 'node:net'
import { MongoClient, type MongoClientOptions, MongoError, MongoNetworkError } from 'mongodb'
import { Connection } from 'mongodb/lib/cmap/connection.js'

const MENDED = Symbol.for('antwoordcatalogus.mongodbDriver')

/**
 * Lets a command fail whose connection is closed while it is written. The driver waits for such a connection to drain, which it
 * never does, and no time limit ends that (mongodb 6.20.0, still so in 7.9.0: cmap/connection, `writeCommand`). When the
 * command is its own heartbeat, it does not find the server again before the process is started anew. Where the other side ended the
 * connection, it gives the socket's error as it is, which nobody takes for one of the network. See docs/decisions/0052.
 */
export function endWritesOfClosedConnections(): void {
  const driver = Connection.prototype
  // Several bundles in one process share the driver.
  if (Reflect.has(driver, MENDED)) return
  Reflect.set(driver, MENDED, true)
  const { writeCommand } = driver
  driver.writeCommand = async function (this: DriverConnection, command: unknown, options: unknown) {
    const { socket } = this
    let onClose = () => {}
    const closed = new Promise<never>((_, fail) => {
      onClose = () => fail(new Error('The connection closed'))
      socket.once('close', onClose)
    })
    try {
      await Promise.race([writeCommand.call(this, command, options), closed])
    } catch (error) {
      throw error instanceof MongoError ? error : networkError(error)
    } finally {
      socket.off('close', onClose)
    }
  }
}

const networkError = (cause: unknown): MongoNetworkError =>
  new MongoNetworkError('A command could not be written', cause instanceof Error ? { cause } : {})

/** A client that finds its server again. */
export function mongoClient(url: string, options: MongoClientOptions): MongoClient {
  endWritesOfClosedConnections()
  return new MongoClient(url, options)
}

/** What is meant of the driver's own class, which it does not export. */
export type DriverConnection = {
  readonly socket: Socket
  writeCommand(command: unknown, options: unknown): Promise<void>
}
