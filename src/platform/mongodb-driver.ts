import type { Socket } from 'node:net'
import { MongoClient, type MongoClientOptions, MongoNetworkError } from 'mongodb'
import { Connection } from 'mongodb/lib/cmap/connection.js'

const MENDED = Symbol.for('antwoordcatalogus.mongodbDriver')

/**
 * Lets a command fail whose connection is closed while it is written. The driver waits for such a connection to drain, which it
 * never does, and no time limit ends that (mongodb 6.20.0, still so in 7.9.0: cmap/connection, `writeCommand`). When the
 * command is its own heartbeat, it does not find the server again before the process is started anew. See docs/decisions/0052.
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
      onClose = () => fail(new MongoNetworkError('The connection closed while a command was written'))
      socket.once('close', onClose)
    })
    try {
      await Promise.race([writeCommand.call(this, command, options), closed])
    } finally {
      socket.off('close', onClose)
    }
  }
}

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
