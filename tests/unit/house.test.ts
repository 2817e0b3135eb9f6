import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { environmentTable, exampleEnvironment, withTable } from '../../src/cli/docs-text'

const text = (file: string) => readFileSync(file, 'utf8')

const COMPOSE_FILES = readdirSync('.').filter((file) => /^docker-compose.*\.ya?ml$/.test(file))
const Package = z.object({ scripts: z.record(z.string(), z.string()) })
const Command = z.union([z.string(), z.array(z.string())]).optional()
/** What a service may start: its own, in place of its image's, and to ask whether it is well. */
const Started = z.object({
  services: z.record(
    z.string(),
    z.object({
      command: Command,
      entrypoint: Command,
      healthcheck: z.object({ test: Command }).optional(),
    }),
  ),
})

/** Numbers as a table has them: 1.2.3, 1.2.3–1.2.5, a section as 1.2, a chapter as V10. */
function isNamedIn(items: string): (id: string) => boolean {
  const parts = [...items.matchAll(/(?:V(\d+)|(\d+\.\d+)(?:\.(\d+)(?:–[\d.]+\.(\d+))?)?)/g)]
  return (id) =>
    parts.some(([, chapter, section = '', first, last = first]) => {
      if (chapter !== undefined) return id.startsWith(`${chapter}.`)
      const number = Number(id.slice(section.length + 1))
      return (
        id.startsWith(`${section}.`) &&
        (first === undefined || (number >= Number(first) && number <= Number(last)))
      )
    })
}

describe('the house', () => {
  it('documents every variable of the environment (mend with npm run generate)', () => {
    expect(text('docs/operations.md')).toBe(withTable(text('docs/operations.md'), environmentTable()))
    expect(text('.env.example')).toBe(exampleEnvironment())
  })

  it('lists every decision, and each number once', () => {
    const files = readdirSync('docs/decisions').filter((file) => /^\d{4}-/.test(file))
    expect(new Set(files.map((file) => file.slice(0, 4))).size).toBe(files.length)
    for (const file of files) expect(text('docs/decisions/README.md')).toContain(`(${file})`)
  })

  it('has no link in its documents to a file that is not there', () => {
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      'docs/architecture.md',
      'docs/operations.md',
      'docs/security.md',
      'docs/handboek/README.md',
    ]
    for (const page of pages) {
      const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : ''
      for (const [, target] of text(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g))
        expect(existsSync(`${folder}${target}`), `${page} → ${target}`).toBe(true)
    }
  })

  it('maps security to tests that are there', () => {
    const named = [...text('docs/security.md').matchAll(/`((?:src|tests|collections)\/[\w./-]+)`/g)].map(
      ([, file = '']) => file,
    )
    expect(named.length).toBeGreaterThan(50)
    expect(named.filter((file) => !existsSync(file))).toEqual([])
  })

  it('maps every requirement of ASVS levels 1 and 2', () => {
    const required = text('tests/unit/asvs-5.0.0.txt')
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .flatMap((line) => line.split(' ').filter((id) => id !== ''))
    expect(required).toHaveLength(70 + 183)
    const rows = text('docs/security.md').matchAll(/^\| (V?\d[^|]*) \| \S.* \|$/gm)
    const mapped = new Set([...rows].flatMap(([, items = '']) => required.filter(isNamedIn(items))))
    expect(required.filter((id) => !mapped.has(id))).toEqual([])
  })

  it('names every npm script that its readme promises', () => {
    const { scripts } = Package.parse(JSON.parse(text('package.json')))
    for (const [, script] of text('README.md').matchAll(/npm run ([a-z:]+)/g))
      expect(scripts).toHaveProperty([script ?? ''])
  })

  /** What is really sent is refused by the simulated server: `tests/support/mongo-simulation/portable.ts`. */
  it('asks a database for nothing that DocumentDB lacks', () => {
    const sources = ['src', 'collections', 'seed'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    )
    const lacking =
      /type: 'join'|\$(?:lookup|graphLookup|changeStream)['":]|\bcollation\b|(?:db|database|client|collection|connection)(?:\(.*\))?\.watch\(/i
    const asks = ['payload.config.ts', ...sources].filter(
      (file) => /\.tsx?$/.test(file) && lacking.test(text(file)),
    )
    expect(asks).toEqual([])
  })

  /** Why: `scripts/programs.mjs`. Without it a program ends before it has begun, but not every time. */
  it('runs each of its programs with the condition that lets it load', () => {
    const { scripts } = Package.parse(JSON.parse(text('package.json')))
    const inPackage = Object.values(scripts).flatMap((script) => script.split('&&'))
    const inDockerfile = text('Dockerfile')
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => /(?:^|\s)(?:CMD|ENTRYPOINT|RUN)\s/.test(line))
    const inCompose = COMPOSE_FILES.flatMap((file) =>
      Object.values(Started.parse(parse(text(file))).services).flatMap((service) =>
        [service.command, service.entrypoint, service.healthcheck?.test].flatMap((command) =>
          command === undefined ? [] : [[command].flat().join(' ')],
        ),
      ),
    )
    const ours = [...inPackage, ...inDockerfile, ...inCompose].filter((command) =>
      /\bdist\/\w|scripts\/(?:serve|program)\.mjs|\bpayload\b.*generate/.test(command),
    )
    expect(ours.length).toBeGreaterThan(10)
    // Before the program: what comes after it is for the program itself.
    const loads =
      /\bnode\b.*--conditions=production.*(?:dist\/\w|scripts\/(?:serve|program)\.mjs|payload\/bin\.js)/
    expect(ours.filter((command) => !loads.test(command))).toEqual([])
  })

  it('runs its container without root, without default passwords and with pinned images', () => {
    const dockerfile = text('Dockerfile')
    expect(dockerfile).toMatch(/^USER node$/m)
    for (const [, image] of dockerfile.matchAll(/^FROM (\S+)/gm)) expect(image).toMatch(/:\d+\.\d+/)
    const Compose = z.object({
      services: z.record(
        z.string(),
        z.object({ image: z.string().optional(), environment: z.record(z.string(), z.string()) }),
      ),
    })
    const services = COMPOSE_FILES.flatMap((file) =>
      Object.entries(Compose.parse(parse(text(file))).services),
    )
    for (const [name, service] of services) {
      // Built here, from the Dockerfile above.
      if (service.image && service.image !== 'antwoordcatalogus')
        expect(service.image, name).toMatch(/:v?\d+\.\d+/)
      for (const [variable, value] of Object.entries(service.environment))
        if (/SECRET|PASSWORD|KEY/.test(variable))
          expect(value, `${name} ${variable}`).toMatch(/^\$\{[A-Z_]+:\?/)
    }
  })
})
