import { describe, expect, it } from 'vitest'
import { readEnv } from './env'

const SAFE = {
  PDC_ENV: 'production',
  PDC_SECRET: 'b7Qz-19xk_Lw83mNfT5y2vRdHc6sJg0p',
  PDC_PUBLIC_URL: 'https://antwoord.voorbeeld.nl',
}

describe('configuration', () => {
  it('needs nothing for local use', () => {
    expect(readEnv({})).toMatchObject({
      port: 3000,
      env: 'development',
      role: 'all',
      publicUrl: 'http://localhost:3000',
    })
  })

  it('takes an empty variable for an absent one', () => {
    expect(readEnv({ PORT: '', MEILI_URL: '' })).toMatchObject({ port: 3000, meiliUrl: null })
  })

  it('names every problem in one message', () => {
    expect(() => readEnv({ PORT: 'abc', PDC_ROLE: 'boss', DATABASE_URL: 'mysql://x' })).toThrow(
      /3 problems[\s\S]*PORT[\s\S]*PDC_ROLE[\s\S]*DATABASE_URL/,
    )
  })

  it('refuses to start production without real secrets, and says everything at once', () => {
    expect(() =>
      readEnv({ PDC_ENV: 'production', PDC_DEMO_USERS: '1', MEILI_URL: 'http://search:7700' }),
    ).toThrow(/PDC_SECRET[\s\S]*PDC_PUBLIC_URL[\s\S]*MEILI_KEY[\s\S]*PDC_DEMO_USERS/)
    expect(() => readEnv({ PDC_ENV: 'production', PORT: 'abc' })).toThrow(
      /3 problems[\s\S]*PORT[\s\S]*PDC_SECRET[\s\S]*PDC_PUBLIC_URL/,
    )
    expect(() => readEnv({ ...SAFE, PDC_SECRET: 'a'.repeat(40) })).toThrow(/too easy to guess/)
    expect(() => readEnv({ ...SAFE, PDC_PUBLIC_URL: 'http://antwoord.voorbeeld.nl' })).toThrow(/https/)
    expect(readEnv(SAFE).env).toBe('production')
  })

  it('does not ask for production secrets during a build', () => {
    expect(readEnv({ PDC_ENV: 'production' }, { building: true }).env).toBe('production')
  })

  it('refuses the variable that drops the database', () => {
    expect(() => readEnv({ PAYLOAD_DROP_DATABASE: 'true' })).toThrow(/PAYLOAD_DROP_DATABASE/)
    expect(() => readEnv({ ...SAFE, PAYLOAD_DROP_DATABASE: 'true' })).toThrow(/PAYLOAD_DROP_DATABASE/)
  })

  it.each([
    'file:/data/catalogue.db',
    'mongodb://localhost/catalogue',
    'mongodb://name:word@a:27017,b:27017/catalogue?replicaSet=rs0',
    'mongodb+srv://cluster.example.org/catalogue',
  ])('takes %s as the address of a database', (address) => {
    expect(readEnv({ DATABASE_URL: address }).databaseUrl).toBe(address)
  })

  it.each(['postgres://localhost/catalogue', 'mongodb://localhost', 'mongodb://localhost/?replicaSet=rs0'])(
    'refuses %s, which names no database that it knows',
    (address) => {
      expect(() => readEnv({ DATABASE_URL: address })).toThrow(/DATABASE_URL: Must begin with file:/)
    },
  )
  it('takes nobody’s word for who a client is, but that of a proxy on this machine or one that is named', () => {
    expect(readEnv(SAFE).trustedProxies).toEqual(['loopback'])
    expect(readEnv({}).trustedProxies).toEqual(['loopback'])
    expect(readEnv({ ...SAFE, PDC_TRUSTED_PROXIES: 'none' }).trustedProxies).toEqual([])
    expect(readEnv({ ...SAFE, PDC_TRUSTED_PROXIES: '10.0.0.7, uniquelocal' }).trustedProxies).toEqual([
      '10.0.0.7',
      'uniquelocal',
    ])
  })
})
