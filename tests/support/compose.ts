import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const Command = z.union([z.string(), z.array(z.string())])
const Service = z.object({
  image: z.string(),
  restart: z.string(),
  user: z.string().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()).default([]),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  command: z.array(z.string()).optional(),
  entrypoint: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  stop_grace_period: z.string().optional(),
  deploy: z.object({ replicas: z.number() }).optional(),
  healthcheck: z.union([z.object({ disable: z.literal(true) }), z.object({ test: Command })]),
})
const Compose = z.object({
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() }).nullable()),
  volumes: z.record(z.string(), z.unknown()),
})

/** The compose file of the catalogue scaled out, as written. */
export const scaleOut = (): z.infer<typeof Compose> =>
  Compose.parse(parse(readFileSync('docker-compose.yml', 'utf8')))

const Single = z.object({
  services: z.object({
    catalogue: z.object({
      environment: z.record(z.string(), z.string()),
      command: z.array(z.string()).optional(),
      healthcheck: z.object({ test: z.array(z.string()) }).optional(),
    }),
  }),
})

export type Container = {
  readonly command: readonly string[]
  /** Ends with 0 when it is well. */
  readonly healthcheck: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** The container of everything in one: as its compose file says, and where that says nothing as its image does. */
export function singleContainer(): Container {
  const { services } = Single.parse(parse(readFileSync('docker-compose.single.yml', 'utf8')))
  const { command, healthcheck, environment } = services.catalogue
  const image =
    readFileSync('Dockerfile', 'utf8')
      .split(/^FROM .*$/m)
      .at(-1) ?? ''
  const said = (line: RegExp) => z.array(z.string()).parse(JSON.parse(line.exec(image)?.[1] ?? 'null'))
  const settings = [...image.matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) => line.split(' '))
  return {
    command: command ?? said(/^CMD (.+)$/m),
    healthcheck: healthcheck?.test.slice(1) ?? said(/^HEALTHCHECK .*CMD (.+)$/m),
    environment: { ...Object.fromEntries(settings.map((setting) => setting.split('='))), ...environment },
  }
}

/** Puts values in the place of `${NAME:?message}`, as compose does; throws its message for one that is missing. */
export function filledIn(
  environment: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, text]) => [
      name,
      text.replace(/\$\{([A-Z_]+):\?([^}]*)\}/g, (_all, variable: string, message: string) => {
        const value = values[variable]
        if (value === undefined) throw new Error(`${variable}: ${message}`)
        return value
      }),
    ]),
  )
}
