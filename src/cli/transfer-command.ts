import type { Comparison, CopySide, Progress } from '../platform/editor/transfer'
import { compareCatalogues, copyCatalogue, finishCopy } from '../platform/editor/transfer'

export const TRANSFER_USAGE = `Usage: npm run transfer -- <from> <to>

  <from>, <to>   addresses of databases, such as file:/data/catalogue.db or mongodb://host/catalogue?replicaSet=rs0

Copies a whole catalogue: documents in every language with their versions, users, and the publication log. The target must be
empty. One that was cut off goes on when the same command is given again. Stop the editor of both first. Pictures stand in
the data folder and are not copied.`

type Opened = CopySide & {
  /** Tells the audit log of this end how many documents were copied out of it. */
  readonly noteExport: (documents: number) => Promise<void>
  readonly close: () => Promise<void>
}

export type TransferParts = {
  /** Opens one end. Throws with a message for the operator. */
  readonly open: (databaseUrl: string) => Promise<Opened>
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

const TELL_EVERY = 500

/** 0 copied and found the same, 1 refused or not the same, 2 the command was wrong. */
export async function runTransfer(args: readonly string[], parts: TransferParts): Promise<0 | 1 | 2> {
  const { open, print, complain } = parts
  const [fromUrl, toUrl, ...more] = args
  if (fromUrl === undefined || toUrl === undefined || more.length > 0 || fromUrl === toUrl) {
    complain(TRANSFER_USAGE)
    return 2
  }
  let from: Opened | null = null
  let to: Opened | null = null
  try {
    from = await open(fromUrl)
    to = await open(toUrl)
    print(`From ${from.name} to ${to.name}`)
    await copyCatalogue(from, to, tellNowAndThen(print))
    print('Comparing …')
    const comparisons = await compareCatalogues(from, to)
    for (const comparison of comparisons) print(lineOf(comparison))
    if (comparisons.some(({ isSame }) => !isSame)) {
      complain('The two are not the same. Was anything written meanwhile? Empty the target and begin anew.')
      return 1
    }
    await finishCopy(to)
    await from.noteExport(comparisons.reduce((sum, { from: { documents } }) => sum + documents, 0))
    print('The two are the same.')
    return 0
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return 1
  } finally {
    await to?.close()
    await from?.close()
  }
}

function tellNowAndThen(print: (line: string) => void): Progress {
  let told = 0
  return (collection, done, total) => {
    if (done < total && done - told < TELL_EVERY && done > told) return
    told = done === total ? 0 : done
    print(`  ${collection}: ${done} of ${total}`)
  }
}

function lineOf({ collection, from, to, isSame }: Comparison): string {
  const counts = `${from.documents} documents, ${from.versions} versions, ${from.hash.slice(0, 12)}`
  if (isSame) return `  ✓ ${collection}: ${counts}`
  return `  ✗ ${collection}: ${counts}; in the target ${to.documents}, ${to.versions}, ${to.hash.slice(0, 12)}`
}
