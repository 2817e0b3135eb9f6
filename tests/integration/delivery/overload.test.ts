import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { serveDelivery } from '../../support/delivery/start'
import type { ServedDelivery, ServedSettings } from '../../support/delivery/start'

/** More readers than the server can answer, over real connections, against a process of its own. */
let served: ServedDelivery
afterEach(() => served?.stop())

/** Long beside what a busy machine adds. */
const BUSY_MS = 20
const CONNECTIONS = 120
/** Four times what can be answered, and no more: who asks must not take the processor from who answers. */
const PER_SECOND = 200
const SECONDS = 3

type Load = { readonly p95OfAnswered: number; readonly answered: number; readonly refused: number }

/** Asks at a steady pace, whatever comes back, over connections that are open already. */
async function load(settings: ServedSettings): Promise<Load> {
  served = await serveDelivery({ busyMs: BUSY_MS, ...settings })
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const ask = (path: string) =>
    new Promise<{ readonly status: number; readonly ms: number }>((resolve, reject) => {
      const begun = performance.now()
      get(`${served.url}${path}`, { agent }, (response) => {
        response.resume()
        response.on('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - begun }))
      }).on('error', reject)
    })
  await Promise.all(Array.from({ length: CONNECTIONS }, () => ask('/healthz')))
  const asked: ReturnType<typeof ask>[] = []
  const begun = performance.now()
  while (asked.length < PER_SECOND * SECONDS) {
    const due = ((performance.now() - begun) / 1000) * PER_SECOND
    while (asked.length < Math.min(due, PER_SECOND * SECONDS)) asked.push(ask('/busy'))
    await pause(2)
  }
  const answers = await Promise.all(asked)
  agent.destroy()
  const times = answers
    .filter(({ status }) => status === 200)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b)
  return {
    p95OfAnswered: times[Math.floor(times.length * 0.95)] ?? Number.NaN,
    answered: times.length,
    refused: answers.filter(({ status }) => status === 503).length,
  }
}

describe('under more load than can be answered', () => {
  it('those let in are answered soon, because the others are turned away', async () => {
    const without = await load({ loadLimits: { waitMs: 600_000 } })
    await served.stop()
    const shedding = await load({})
    expect(without.refused).toBe(0)
    expect(shedding.refused).toBeGreaterThan(shedding.answered)
    expect(shedding.answered + shedding.refused).toBe(PER_SECOND * SECONDS)
    // Without, all wait for all those before them.
    expect(without.p95OfAnswered).toBeGreaterThan(2_000)
    expect(shedding.p95OfAnswered).toBeLessThan(without.p95OfAnswered / 4)
    expect(await served.metric('pdc_requests_shed_total')).toBe(shedding.refused)
    process.stdout.write(
      `\nOverload (${PER_SECOND} a second over ${CONNECTIONS} connections, ${BUSY_MS} ms each): p95 of answered ${without.p95OfAnswered.toFixed(0)} ms without, ${shedding.p95OfAnswered.toFixed(0)} ms with shedding; ${shedding.answered} answered, ${shedding.refused} turned away\n\n`,
    )
  })

  it('is said in the form of who asks, with when to come again; operators are always answered', async () => {
    served = await serveDelivery({ loadLimits: { pending: 0 } })
    const ask = async (path: string) => {
      const response = await fetch(served.url + path)
      return { response, text: await response.text() }
    }
    for (const [path, type, part] of [
      ['/graphql?query={catalogue{name}}', 'application/json', '"code":"UNAVAILABLE"'],
      ['/api/v1/products', 'application/problem+json', '"code":"UNAVAILABLE"'],
      ['/busy', 'text/html', 'Het is erg druk'],
    ] as const) {
      const { response, text } = await ask(path)
      expect(response.status, path).toBe(503)
      expect(Number(response.headers.get('retry-after')), path).toBeGreaterThanOrEqual(1)
      expect(response.headers.get('content-type'), path).toContain(type)
      expect(text, path).toContain(part)
    }
    for (const path of ['/healthz', '/readyz', '/metrics'])
      expect((await ask(path)).response.status, path).toBe(200)
  })
})
