import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readEnv, VARIABLES } from '../../src/platform/env'
import { filledIn, scaleOut } from '../support/compose'

const text = (file: string) => readFileSync(file, 'utf8')
const { services, networks, volumes } = scaleOut()
const named = Object.entries(services)
const ours = named.filter(([, { image }]) => image === 'antwoordcatalogus')
const service = (name: string) => {
  const found = services[name]
  if (found === undefined) throw new Error(`There is no service ${name}`)
  return found
}

/** What an operator gives. */
const GIVEN = {
  PDC_PUBLIC_URL: 'https://antwoord.voorbeeld.nl',
  PDC_SECRET: 'b7Qz19xkLw83mNfT5y2vRdHc6sJg0pXe',
  PDC_ADMIN_EMAIL: 'beheer@voorbeeld.nl',
  PDC_ADMIN_PASSWORD: 'een-lang-wachtwoord',
  CATALOGUE_DB_PASSWORD: 'k3Jd82hsLq0Zx7',
  MONGO_ROOT_PASSWORD: 'p9Wm41bvTy6Rc2',
  MONGO_KEYFILE: 'e5f1',
  MEILI_KEY: 'h8Gn27dqXs5Lf3Kz',
}

describe('the catalogue scaled out in containers', () => {
  it('has every part: an editor, two replicas behind a proxy, workers, three members and an engine', () => {
    expect(Object.keys(services).sort()).toEqual(
      [
        'delivery1',
        'delivery2',
        'editor',
        'mongo-init',
        'mongo1',
        'mongo2',
        'mongo3',
        'prepare',
        'proxy',
        'search',
        'worker',
      ].sort(),
    )
    expect(service('worker').deploy?.replicas).toBeGreaterThanOrEqual(2)
    expect(service('search').image).toBe('getmeili/meilisearch:v1.21.0')
  })

  it.each(named)(
    '%s is pinned, cannot write to its root file system or gain rights, and says how it is',
    (_name, part) => {
      expect(part.image).toMatch(/^antwoordcatalogus$|:v?\d+\.\d+\.\d+/)
      expect(part).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        tmpfs: expect.arrayContaining(['/tmp']),
      })
      const runsOnce = part.restart === 'on-failure'
      expect('test' in part.healthcheck).toBe(!runsOnce)
    },
  )

  it.each(named)(
    '%s has no secret of its own, and asks for those that it needs',
    (_name, { environment }) => {
      for (const [variable, value] of Object.entries(environment)) {
        expect(value, variable).not.toMatch(/\$\{[A-Z_]+(:?-|\})/)
        if (/SECRET|PASSWORD|KEY/.test(variable)) expect(value, variable).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/)
        if (value.includes('://') && value.includes('@'))
          expect(value).toMatch(/:\/\/\w+:\$\{[A-Z_]+:\?[^}]+\}@/)
      }
      expect(Object.keys(filledIn(environment, GIVEN))).toEqual(Object.keys(environment))
    },
  )

  it('opens ports of the proxy only, and keeps everything else from the outside', () => {
    expect(named.filter(([, { ports }]) => ports.length > 0).map(([name]) => name)).toEqual(['proxy'])
    expect(networks['inner']?.internal).toBe(true)
    for (const [name, part] of named)
      expect(part.networks, name).toEqual(name === 'proxy' ? ['outer', 'inner'] : ['inner'])
    expect(text('docker/Caddyfile')).toMatch(/@operators path \/metrics\s+respond @operators 404/)
  })

  it('gives its proxy every replica, and a way to see which of them serve reading', () => {
    const caddyfile = text('docker/Caddyfile')
    const upstreams = /reverse_proxy (.+) \{/.exec(caddyfile)?.[1]?.split(' ')
    expect(upstreams).toEqual(['delivery1:3000', 'delivery2:3000'])
    expect(caddyfile).toContain('health_uri /readyz/read')
    const drainSeconds = Number(service('delivery1').environment['PDC_DRAIN_SECONDS'])
    expect(drainSeconds).toBeGreaterThan(1)
    expect(parseInt(service('delivery1').stop_grace_period ?? '0')).toBeGreaterThan(2 * drainSeconds)
    expect(service('delivery2')).toEqual(service('delivery1'))
  })

  it.each(ours)('starts %s with settings that the product knows and accepts in production', (_name, part) => {
    const { DATABASE_URL, ...rest } = filledIn(part.environment, GIVEN)
    for (const variable of Object.keys(part.environment))
      expect(VARIABLES.map(({ name }) => name)).toContain(variable)
    const role = part.command?.includes('scripts/serve.mjs') ? part.command.at(-1) : undefined
    // The database's address is checked by the engine that it names; the others are the same on every engine.
    const env = readEnv({ ...rest, PDC_ENV: 'production', PDC_ROLE: role })
    expect(env.role).toBe(role ?? 'all')
    expect(DATABASE_URL).toMatch(/^mongodb:\/\/.*replicaSet=rs0$/)
  })

  it('names the same three members everywhere', () => {
    const members = ['mongo1:27017', 'mongo2:27017', 'mongo3:27017']
    const script = text('docker/mongo-init.js')
    for (const member of members) {
      expect(script).toContain(`'${member}'`)
      expect(service('editor').environment['DATABASE_URL']).toContain(member)
      expect(service(member.split(':')[0] ?? '').entrypoint?.join(' ')).toMatch(/--replSet rs0 .*--keyFile/)
    }
    // A member that has users of its own cannot join.
    expect(
      named
        .filter(([, { environment }]) => 'MONGO_INITDB_ROOT_PASSWORD' in environment)
        .map(([name]) => name),
    ).toEqual(['mongo1'])
  })

  it('keeps what must last on volumes, and lets only the editor and the workers write pictures', () => {
    const used = named.flatMap(([, part]) => part.volumes).filter((volume) => !volume.startsWith('./'))
    for (const volume of used) expect(Object.keys(volumes)).toContain(volume.split(':')[0])
    expect(service('editor').volumes).toEqual(['media:/data/media'])
    expect(service('delivery1').volumes).toEqual(['media:/data/media:ro'])
  })
})

describe('the image', () => {
  const dockerfile = text('Dockerfile')
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))

  it('is built in two stages, and runs as an ordinary user who owns no code', () => {
    expect(dockerfile.match(/^FROM /gm)).toHaveLength(2)
    expect(last).toMatch(/^USER node$/m)
    expect(last.indexOf('USER node')).toBeLessThan(last.indexOf('CMD'))
    expect(last).not.toMatch(/COPY --chown|COPY \. /)
    for (const [, folder] of last.matchAll(/chown -R node:node (.+)$/gm))
      expect(folder).toBe('/data .next/cache')
  })

  it('holds what its commands need', () => {
    for (const part of [
      'package.json',
      'payload.config.ts',
      'next.config.mjs',
      'tsconfig.json',
      'scripts',
      'collections',
      'seed',
      'src',
      'node_modules',
      '.next',
      'dist',
    ])
      expect(last).toContain(`/app/${part}`)
    for (const file of ['scripts/serve.mjs', 'scripts/healthcheck.mjs'])
      expect(text(file).length).toBeGreaterThan(100)
  })

  it('takes no secret, data or history along', () => {
    expect(dockerfile).not.toMatch(/^(ARG|ENV) .*(SECRET|PASSWORD|KEY)/m)
    for (const path of ['.git', 'data', 'node_modules', '.env', 'tests'])
      expect(text('.dockerignore').split('\n')).toContain(path)
  })
})
