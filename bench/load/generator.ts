import autocannon from 'autocannon'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { figuresOf, type Asked, type Figures, type LoadSpec } from './spec'

/**
 * The process that asks: reads a LoadSpec, prints Figures. On its own, so that neither the measuring nor the reading of answers
 * stands in the way of whatever else the bench does.
 */
const unexpected = new Map<number, number>()
let given = ''
for await (const chunk of process.stdin) given += String(chunk)
// Written by `loads.ts`, which is the only one that starts this.
const spec = JSON.parse(given) as LoadSpec
const figures =
  spec.perSecond === undefined ? await asFastAsAnswered(spec) : await evenly(spec, spec.perSecond)
process.stdout.write(JSON.stringify(figures))

/** Counts an unexpected status, and says once that it came. */
function told(status: number): 1 {
  if (!unexpected.has(status)) process.stderr.write(`Unexpected answer: ${status}\n`)
  unexpected.set(status, (unexpected.get(status) ?? 0) + 1)
  return 1
}

async function asFastAsAnswered({
  url,
  requests,
  seconds,
  once,
  connections,
  expected,
}: LoadSpec): Promise<Figures> {
  const times: number[] = []
  let wrong = 0
  let client = 0
  const shareOf = (number: number) =>
    requests.length < connections ? requests : requests.filter((_, place) => place % connections === number)
  const { duration, errors, timeouts } = await new Promise<autocannon.Result>((done, failed) => {
    const running = autocannon(
      {
        url,
        connections,
        ...(once ? { amount: requests.length } : { duration: seconds }),
        timeout: 30,
        requests: requests.slice(0, 1).map(asAutocannonWants),
        setupClient: (each) => {
          each.setRequests(shareOf(client++).map(asAutocannonWants))
        },
      },
      (error: unknown, result) => (error ? failed(error as Error) : done(result)),
    )
    running.on('response', (_client, status, _bytes, ms) => {
      if (status === expected) times.push(ms)
      else wrong += told(status)
    })
  })
  return figuresOf(times, duration, wrong + errors + timeouts, unexpected.get(503))
}

function asAutocannonWants({ method, path, body, headers }: Asked): autocannon.Request {
  return {
    method,
    path,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  }
}

/**
 * One after another at even distances, whether the last was answered or not, over so many connections. Not by autocannon: it
 * sends those of a second all at once. A time runs from the moment at which the request should have gone.
 */
async function evenly(spec: LoadSpec, perSecond: number): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: spec.connections })
  const times: number[] = []
  let wrong = 0
  const begun = performance.now()
  const count = Math.round(perSecond * spec.seconds)
  const answers: Promise<void>[] = []
  for (let number = 0; number < count; number += 1) {
    const due = begun + (number * 1_000) / perSecond
    const early = due - performance.now()
    if (early > 0) await pause(early)
    const asked = spec.requests[number % spec.requests.length]
    if (!asked) break
    answers.push(
      statusOf(spec.url, asked, agent).then((status) => {
        if (status === spec.expected) times.push(performance.now() - due)
        else wrong += told(status)
      }),
    )
  }
  await Promise.all(answers)
  agent.destroy()
  return figuresOf(times, (performance.now() - begun) / 1_000, wrong, unexpected.get(503))
}

function statusOf(url: string, { method, path, body, headers }: Asked, agent: Agent): Promise<number> {
  return new Promise((answered) => {
    const sent = request(
      new URL(path, url),
      { method, agent, headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        response.resume()
        response.on('end', () => answered(response.statusCode ?? 0))
        response.on('error', () => answered(0))
      },
    )
    sent.on('error', () => answered(0))
    sent.end(body)
  })
}
