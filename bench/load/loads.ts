import { spawn } from 'node:child_process'
import type { Asked, Figures, LoadSpec } from './spec'

export const CONNECTIONS = 16

export type Load = Omit<LoadSpec, 'connections' | 'expected'> & { readonly expected?: number }

/**
 * Asks in a process of its own. Throws when anything but what was expected comes back, and when more than this share of the
 * requests is told to come again later.
 */
export async function load(wanted: Load, mostRefused = 0): Promise<Figures> {
  const spec: LoadSpec = { connections: CONNECTIONS, expected: 200, ...wanted }
  const child = spawn(process.execPath, ['scripts/program.mjs', 'bench/load/generator.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(spec))
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const code = await new Promise<number | null>((ended) => child.once('close', ended))
  if (code !== 0) throw new Error(`The process that asks ${spec.url} ended with ${code}`)
  // Printed by `generator.ts`.
  const figures = JSON.parse(said) as Figures
  const { count, wrong, refused } = figures
  if (count === 0 || wrong > refused || refused > mostRefused * count)
    throw new Error(`${wrong} of ${count + wrong} requests to ${spec.url} failed, ${refused} of them refused`)
  return figures
}

export const graphql = (
  query: string,
  variables?: Readonly<Record<string, unknown>>,
  headers?: Readonly<Record<string, string>>,
  path = '/graphql',
): Asked => ({
  method: 'POST',
  path,
  body: JSON.stringify({ query, ...(variables && { variables }) }),
  ...(headers && { headers }),
})

export const get = (path: string, headers?: Readonly<Record<string, string>>): Asked => ({
  method: 'GET',
  path,
  ...(headers && { headers }),
})

export const timesOf = ({ perSecond, p50, p95, p99, count, refused }: Figures): string =>
  `${perSecond.toFixed(perSecond < 100 ? 1 : 0)} /s, p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}${refused > 0 ? `; ${((100 * refused) / (count + refused)).toFixed(1)}% refused` : ''}`

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`
