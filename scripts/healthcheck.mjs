/** For containers: ends with 0 when the process on this machine answers a path with success. */
const path = process.argv[2] ?? '/healthz'
const url = `http://127.0.0.1:${process.env.PORT || 3000}${path}`
const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch(() => null)
process.exit(answer?.ok ? 0 : 1)
