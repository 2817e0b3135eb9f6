import { writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'

/** What was measured, part by part, and what was wanted. */
export type Table = {
  part(title: string): void
  row(what: string, measured: string, wanted?: Wanted): void
  print(): void
  write(file: string, head: string, foot: string): void
}

export type Wanted = { readonly text: string; readonly isMet: boolean }

export const atMost = (value: number, limit: number, unit: string): Wanted => ({
  text: `≤ ${limit} ${unit}`,
  isMet: value <= limit,
})
export const atLeast = (value: number, limit: number, unit: string): Wanted => ({
  text: `≥ ${limit.toLocaleString('en')} ${unit}`,
  isMet: value >= limit,
})

type Row = {
  readonly part: string
  readonly what: string
  readonly measured: string
  readonly wanted?: Wanted
}

/** Tells each figure as soon as it is there. */
export function table(say: (line: string) => void): Table {
  const rows: Row[] = []
  const begun = performance.now()
  let current = ''
  const verdict = (wanted?: Wanted) => (wanted ? `${wanted.text}: ${wanted.isMet ? 'yes' : '**no**'}` : '')
  const minutes = () => `${((performance.now() - begun) / 60_000).toFixed(1)} min`
  return {
    part(title) {
      current = title
      say(`\n[${minutes()}] ${title}`)
    },
    row(what, measured, wanted) {
      rows.push({ part: current, what, measured, ...(wanted && { wanted }) })
      say(`  ${what}: ${measured}${wanted ? `   (${verdict(wanted)})` : ''}`)
    },
    print() {
      const width = Math.max(...rows.map(({ what }) => what.length))
      const middle = Math.max(...rows.map(({ measured }) => measured.length))
      say('')
      for (const [place, { part, what, measured, wanted }] of rows.entries()) {
        if (part !== rows[place - 1]?.part) say(`\n${part}`)
        say(`  ${what.padEnd(width)}  ${measured.padEnd(middle)}  ${verdict(wanted)}`)
      }
      say(`\nTook ${minutes()}.`)
    },
    write(file, head, foot) {
      const lines = rows.flatMap(({ part, what, measured, wanted }, place) => [
        ...(part === rows[place - 1]?.part
          ? []
          : ['', `## ${part}`, '', '| What | Measured | Wanted |', '| --- | --- | --- |']),
        `| ${what} | ${measured} | ${verdict(wanted)} |`,
      ])
      writeFileSync(file, [head, ...lines, '', foot, ''].join('\n'))
    },
  }
}

/** The machine, and how busy others keep it. */
export function machine(): string {
  const model = cpus()[0]?.model ?? 'unknown'
  const memory = (totalmem() / 2 ** 30).toFixed(0)
  return `${cpus().length} cores (${model}), ${memory} GiB, Node ${process.versions.node}`
}

export const othersLoad = (): number => loadavg()[0] ?? 0
