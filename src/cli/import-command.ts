import { readFile } from 'node:fs/promises'
import { printProblems } from '../exchange/problem'
import { parseUplRelease, printUplReport, TooManyRemovals, type UplRelease } from '../exchange/upl'
import type { UplCatalogue } from '../platform/editor/upl-catalogue'

/** What the command needs from outside, so that tests run it without a process of its own. */
export type ImportOutside = {
  /** Opens the catalogue; only called once the file has been found right. */
  readonly open: () => Promise<UplCatalogue>
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

const ACCEPT_REMOVALS = '--accept-removals'
const USAGE = `Usage: npm run import -- <format> <file> [${ACCEPT_REMOVALS}]

Formats:
  upl   uniform product names, the CSV of standaarden.overheid.nl (UPL-actueel.csv)

Options:
  ${ACCEPT_REMOVALS}   also when more than a tenth of the names is missing in the file and would end`

/** Carries out the command and gives its exit code: 0 done, 1 the file was refused, 2 the command was wrong. */
export async function runImport(args: readonly string[], outside: ImportOutside): Promise<0 | 1 | 2> {
  const acceptRemovals = args.includes(ACCEPT_REMOVALS)
  const [format, file, ...rest] = args.filter((arg) => arg !== ACCEPT_REMOVALS)
  if (format === undefined || file === undefined || rest.length > 0) {
    outside.complain(USAGE)
    return 2
  }
  if (format !== 'upl') {
    outside.complain(`Unknown format "${format}".\n\n${USAGE}`)
    return 2
  }
  return importUpl(file, acceptRemovals, outside)
}

async function importUpl(file: string, acceptRemovals: boolean, outside: ImportOutside): Promise<0 | 1> {
  const { complain, print } = outside
  const bytes = await bytesOf(file, complain)
  if (!bytes) return 1
  const release = parseUplRelease(bytes)
  if (!release.ok) {
    complain(`${file} was not imported:\n${printProblems(release.error)}`)
    return 1
  }
  print(`Read ${release.value.rows} rows with ${release.value.names.length} uniform product names.`)
  const startedAt = Date.now()
  try {
    print(await carryOut(release.value, acceptRemovals, outside))
  } catch (error) {
    complain(`Nothing was imported: ${reasonOf(error)}`)
    if (error instanceof TooManyRemovals)
      complain(`Fetch the list again. If the names are gone indeed, add ${ACCEPT_REMOVALS} to the command.`)
    return 1
  }
  print(`\nDone (${((Date.now() - startedAt) / 1000).toFixed(1)} s).`)
  return 0
}

/** The report, once everything is stored. */
async function carryOut(
  release: UplRelease,
  acceptRemovals: boolean,
  { open, print }: ImportOutside,
): Promise<string> {
  const catalogue = await open()
  try {
    const progress = (done: number, total: number) => print(`  ${done} of ${total} written`)
    const { plan, users } = await catalogue.carryOut(release, { acceptRemovals, progress })
    return printUplReport(release, plan, (id) => users.get(id) ?? [])
  } finally {
    await catalogue.close()
  }
}

/** The message with the causes below it, which name what the database or a hook refused. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}\n  because: ${reasonOf(error.cause)}`
}

async function bytesOf(file: string, complain: (line: string) => void): Promise<Uint8Array | null> {
  try {
    return await readFile(file)
  } catch (error) {
    complain(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}
