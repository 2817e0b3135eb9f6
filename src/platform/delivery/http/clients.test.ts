import { describe, expect, it } from 'vitest'
import { clientOf, ownPages } from './clients'

describe('a client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('at %s counts as %s', (ip, client) => {
    expect(clientOf(ip)).toBe(client)
  })
})

describe('our own pages', () => {
  it('are known by the whole key and nothing less', () => {
    const isOwn = ownPages('a key of our own')
    expect(isOwn({ headers: { 'x-internal-key': 'a key of our own' } })).toBe(true)
    for (const given of ['a key of our', 'a key of our own!', ''])
      expect(isOwn({ headers: { 'x-internal-key': given } })).toBe(false)
    expect(isOwn({ headers: {} })).toBe(false)
  })

  it('are nobody without a key', () => {
    expect(ownPages(null)({ headers: { 'x-internal-key': '' } })).toBe(false)
  })
})
