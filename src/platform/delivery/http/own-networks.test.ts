import { expect, it } from 'vitest'
import { inNetworks } from './own-networks'

it.each([
  [[], '127.0.0.1', true],
  [[], '::ffff:127.0.0.1', true],
  [[], '::1', true],
  [[], '10.1.2.3', false],
  [['uniquelocal'], '10.1.2.3', true],
  [['uniquelocal'], 'fd12::1', true],
  [['uniquelocal'], '203.0.113.9', false],
  [['203.0.113.0/24'], '203.0.113.9', true],
  [['2001:db8::7'], '2001:db8::7', true],
  [['2001:db8::7'], '2001:db8::8', false],
  [['uniquelocal'], 'no address', false],
])('the networks %j hold %s: %s', (networks, ip, isInside) => {
  expect(inNetworks(networks)(ip)).toBe(isInside)
})
