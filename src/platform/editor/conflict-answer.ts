import type { AfterErrorHook } from 'payload'
import { ConflictError, isConflict, isWayFault, notedFault, retryConflicts } from './conflicts'

const CONFLICT_STATUS = 503
/** Larger requests are passed on as they come, and their sender begins anew. */
const LARGEST_KEPT = 20 * 1024 * 1024

/** What an editor reads when a save conflicted until it was given up, or when nobody knows whether it was stored. */
export const conflictAnswer: AfterErrorHook = ({ error }) => {
  const reason = notedFault() ?? error
  if (isConflict(reason))
    return {
      status: CONFLICT_STATUS,
      response: {
        errors: [
          { message: 'Er wordt op dit moment veel opgeslagen. Er is niets bewaard; probeer het opnieuw.' },
        ],
      },
    }
  if (isWayFault(reason)) return { status: CONFLICT_STATUS, response: UNREACHABLE }
  if (reason.name === 'CommitUnknownError')
    return {
      status: 500,
      response: {
        errors: [
          {
            message:
              'De verbinding met de database viel weg tijdens het opslaan. Kijk of de wijziging er staat voordat u opnieuw opslaat.',
          },
        ],
      },
    }
}

const UNREACHABLE = {
  errors: [
    {
      message:
        'De database was even niet bereikbaar. Er is niets opgeslagen; probeer het over een minuut opnieuw.',
    },
  ],
}

type Handler<Context> = (request: Request, context: Context) => Promise<Response>

/**
 * Does a whole request to Payload's REST API again when it conflicted with another writer, or was refused after the database
 * could not be asked. Its operations begin their own transactions, so that this is where the whole operation can begin anew.
 */
export const retriedRoute =
  <Context>(handler: Handler<Context>): Handler<Context> =>
  async (request, context) => {
    const length = request.body === null ? 0 : Number(request.headers.get('content-length') ?? Number.NaN)
    if (!(length <= LARGEST_KEPT)) return handler(request, context)
    const body = length === 0 ? null : await request.arrayBuffer()
    let last: Response | null = null
    let isRefused = false
    try {
      return await retryConflicts(async () => {
        const { url, method, headers, signal } = request
        last = await handler(new Request(url, { method, headers, body, signal }), context)
        isRefused = last.status === CONFLICT_STATUS
        if (isRefused) throw new ConflictError('The request conflicted')
        return last
      })
    } catch (error) {
      if (last === null || !isRefused) throw error
      return last
    }
  }
