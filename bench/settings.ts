export type Settings = {
  readonly isQuick: boolean
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

/** The whole takes under half an hour, the quick one three minutes. */
export const settingsFor = (args: readonly string[]): Settings =>
  args.includes('--quick')
    ? {
        isQuick: true,
        products: 300,
        seconds: 2,
        searchSeconds: 4,
        warmUpSeconds: 1,
        edits: 15,
        sizes: [1_000, 10_000],
        say,
      }
    : {
        isQuick: false,
        products: 1_000,
        seconds: 10,
        searchSeconds: 20,
        warmUpSeconds: 3,
        edits: 50,
        sizes: [1_000, 10_000, 100_000],
        say,
      }
