import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ATTACKS, ATTACK_FAMILIES } from '../../support/attacks'
import type { Attack } from '../../support/attacks'
import { serveDelivery } from '../../support/delivery/start'
import type { ServedDelivery } from '../../support/delivery/start'
import { aProduct, aQuestion, published } from './records'

/** Sends every attack to delivery in a process of its own, over HTTP, and measures what each costs it. */
let served: ServedDelivery
const report: (readonly [family: string, name: string, status: number, code: string, ms: number])[] = []
const TIMES = 3
/** Refusing must not cost much more than answering: the dearest page that is allowed takes longer than this. */
const DEAREST_MS = 100

beforeAll(async () => {
  served = await serveDelivery({
    lines: [published(aProduct({ relatedIds: ['p-paspoort'] })), published(aQuestion())],
  })
})
afterAll(async () => {
  process.stdout.write(table())
  await served?.stop()
})

const Answer = z.object({
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
})

async function send({ body, headers }: Attack) {
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  const codes = (Answer.parse(JSON.parse(text)).errors ?? []).map(({ extensions }) => extensions.code)
  return { status: response.status, text, codes }
}

it('has attacks of every family', () => {
  expect(ATTACK_FAMILIES.filter((family) => !ATTACKS.some((attack) => attack.family === family))).toEqual([])
  expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length)
})

describe.each(ATTACKS.filter(({ code }) => code !== 'accepted'))('$family: $name', (attack) => {
  it(`is refused with ${attack.code} each time, in little time, without our own words`, async () => {
    const before = await served.cpuSeconds()
    for (let count = 0; count < TIMES; count += 1) {
      const { status, text, codes } = await send(attack)
      expect([status, [...new Set(codes)]]).toEqual([attack.status ?? 400, [attack.code]])
      expect(text.length).toBeLessThan(10_000)
      expect(text).not.toMatch(/node_modules|at \w+ \(|SQLITE/)
    }
    const ms = ((await served.cpuSeconds()) - before) * 1000
    report.push([attack.family, attack.name, attack.status ?? 400, attack.code, ms / TIMES])
    expect(ms / TIMES).toBeLessThan(DEAREST_MS)
  })
})

describe.each(ATTACKS.filter(({ code }) => code === 'accepted'))('$family: $name', (attack) => {
  it('is no attack, and is answered', async () => {
    const before = await served.cpuSeconds()
    for (let count = 0; count < TIMES; count += 1) {
      const { status, codes } = await send(attack)
      expect([status, codes]).toEqual([200, []])
    }
    report.push([
      attack.family,
      attack.name,
      200,
      'answered',
      (((await served.cpuSeconds()) - before) * 1000) / TIMES,
    ])
  })
})

it('still answers others at once after all of them', async () => {
  const response = await fetch(`${served.url}/graphql?query=${encodeURIComponent('{ catalogue { name } }')}`)
  expect(await response.json()).toEqual({ data: { catalogue: { name: 'Catalogus van Voorbeeld' } } })
})

function table(): string {
  const rows = report.map(([family, name, status, code, ms]) =>
    [family.padEnd(14), name.padEnd(52), status, code.padEnd(18), `${ms.toFixed(1)} ms`].join('  '),
  )
  return `\nAttacks: ${report.length} kinds, ${report.length * TIMES} requests\n${rows.join('\n')}\n\n`
}
