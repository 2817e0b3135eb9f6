import type { Logger } from 'pino'

/** A process at work, in whichever role. */
export type Running = {
  /** Ends everything in good order; what is under way is finished. */
  stop(): Promise<void>
}

/**
 * Starts a role and ends it with the process: on Ctrl-C and SIGTERM, and with the start script when that dies, however it
 * dies (`--with-parent`; a container that starts us by itself has no such pipe). A second signal does not wait.
 */
export async function runUntilStopped(log: Logger, start: () => Promise<Running>): Promise<void> {
  let running: Running
  try {
    running = await start()
  } catch (err) {
    log.fatal(err instanceof StartError ? err.message : { err })
    process.exit(1)
  }
  let isStopping = false
  const stop = () => {
    if (isStopping) process.exit(1)
    isStopping = true
    running.stop().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  if (process.argv.includes('--with-parent')) process.stdin.on('end', stop).resume()
}

/** Something that whoever starts the process can mend; the message says how. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** Opens the port, or says which one is taken. */
export async function listenOn(
  app: { listen(options: { readonly port: number; readonly host: string }): Promise<string> },
  { port, env }: { readonly port: number; readonly env: 'development' | 'production' },
): Promise<void> {
  try {
    await app.listen({ port, host: env === 'development' ? '127.0.0.1' : '0.0.0.0' })
  } catch (err) {
    const isTaken = typeof err === 'object' && err !== null && 'code' in err && err.code === 'EADDRINUSE'
    if (!isTaken) throw err
    throw new StartError(`Port ${port} is in use by another program. Stop it, or start with another PORT.`, {
      cause: err,
    })
  }
}
