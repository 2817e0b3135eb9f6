import type { AfterErrorHook } from 'payload'

/** Payload takes these as parts of the address or as JSON (3.90.2, utilities/parseParams). */
const TAKEN_AS_JSON = ['where', 'data'] as const

/**
 * Refuses a request whose address cannot be read, to whoever wrote it: Payload parses it before any hook of ours, and would
 * say that something went wrong with us.
 */
export const unreadableQuery: AfterErrorHook = ({ error, req }) => {
  if (!(error instanceof SyntaxError)) return
  const name = TAKEN_AS_JSON.find((each) => isUnreadable(req.query[each]))
  if (name === undefined) return
  const message = `${name} is neither JSON nor written in parts, such as where[title][equals]=Paspoort.`
  return { status: 400, response: { errors: [{ message }] } }
}

function isUnreadable(value: unknown): boolean {
  if (typeof value !== 'string') return false
  try {
    JSON.parse(value)
    return false
  } catch {
    return true
  }
}
