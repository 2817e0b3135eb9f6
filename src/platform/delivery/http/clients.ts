import { timingSafeEqual } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'

/**
 * Who counts as one client: an address, or in IPv6 the network that one household or company is given, which has more
 * addresses than any limit.
 */
export function clientOf(ip: string): string {
  if (!isIPv6(ip)) return ip
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = ip.toLowerCase().split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back]
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/**
 * Tells the requests of our own pages by the key that they carry. One reader's request for a page becomes one of ours, and
 * it was counted then.
 */
export function ownPages(internalKey: string | null): (request: Pick<FastifyRequest, 'headers'>) => boolean {
  if (internalKey === null) return () => false
  const expected = Buffer.from(internalKey)
  return ({ headers }) => {
    const given = headers['x-internal-key']
    if (typeof given !== 'string') return false
    const bytes = Buffer.from(given)
    return bytes.length === expected.length && timingSafeEqual(bytes, expected)
  }
}
