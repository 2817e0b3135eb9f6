import { argumentsOf } from './arguments'

export type Settings = {
  /** As it was asked for. */
  readonly arguments: readonly string[]
  /** Products made through the editor, to compare with Payload's generated GraphQL. */
  readonly products: number
  /** Of each load. */
  readonly seconds: number
  readonly searchSeconds: number
  /** Of each load on a large catalogue, before it is measured: programs get faster while they run. */
  readonly warmUpSeconds: number
  /** Publications of which the way to readers is timed. */
  readonly edits: number
  readonly sizes: readonly number[]
  readonly say: (line: string) => void
}

const say = (line: string) => void process.stdout.write(`${line}\n`)

const USAGE = `Usage: npm run bench [-- --quick] [--most 10000]

  --quick  three minutes instead of half an hour: less of everything, and no catalogue of 100,000
  --most   leaves larger catalogues out`

export function settingsFor(args: readonly string[]): Settings {
  const given = argumentsOf(USAGE, { numbers: ['most'], flags: ['quick'] }, args)
  const settings = lengthOf(args, given.has('quick'))
  const most = given.number('most') ?? Number.POSITIVE_INFINITY
  return { ...settings, sizes: settings.sizes.filter((size) => size <= most) }
}

const lengthOf = (args: readonly string[], isQuick: boolean): Settings =>
  isQuick
    ? {
        arguments: args,
        products: 300,
        seconds: 2,
        searchSeconds: 4,
        warmUpSeconds: 1,
        edits: 15,
        sizes: [1_000, 10_000],
        say,
      }
    : {
        arguments: args,
        products: 1_000,
        seconds: 10,
        searchSeconds: 20,
        warmUpSeconds: 3,
        edits: 50,
        sizes: [1_000, 10_000, 100_000],
        say,
      }
