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
