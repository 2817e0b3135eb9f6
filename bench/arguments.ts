import { parseArgs } from 'node:util'

export type Arguments = {
  number(name: string): number | undefined
  has(flag: string): boolean
}

/**
 * What a program that measures was asked to do. Anything it does not know ends it with how it is used, instead of an hour of
 * measuring something else.
 */
export function argumentsOf(
  usage: string,
  names: { readonly numbers: readonly string[]; readonly flags: readonly string[] },
  given: readonly string[] = process.argv.slice(2),
): Arguments {
  try {
    const values: ReadonlyMap<string, unknown> = new Map(
      Object.entries(
        parseArgs({
          args: [...given],
          options: Object.fromEntries([
            ...names.numbers.map((name) => [name, { type: 'string' as const }]),
            ...['help', ...names.flags].map((name) => [name, { type: 'boolean' as const }]),
          ]),
        }).values,
      ),
    )
    const numbers = new Map<string, number>()
    for (const name of names.numbers)
      if (values.has(name)) numbers.set(name, positive(name, values.get(name)))
    if (!values.has('help')) return { number: (name) => numbers.get(name), has: (flag) => values.has(flag) }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`)
    process.exit(2)
  }
  process.stdout.write(`${usage}\n`)
  process.exit(0)
}

function positive(name: string, text: unknown): number {
  const value = Number(text)
  if (Number.isFinite(value) && value >= 0 && text !== '') return value
  throw new Error(`--${name} takes a number, not '${String(text)}'.`)
}
