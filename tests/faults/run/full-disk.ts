import { until } from '../../e2e/support/app'
import { productAt } from '../../support/readers'
import type { SmallDisk } from '../../support/small-disk'
import { answers } from '../../support/editor-api'
import { faultsOfLog, untilAllAgree } from './aftermath'
import type { Catalogue } from './catalogue'
import { editsIn, publishedProduct } from './world'

export type FullDisk = {
  readonly acknowledged: readonly number[]
  readonly refused: readonly number[]
  /** Edits whose text stands in the log, in its order. */
  readonly logged: readonly number[]
  /** What the catalogue said of itself while the disk was full. */
  readonly readiness: string
  /** What readers saw while the disk was full, and in the end. */
  readonly whileFull: readonly number[]
  readonly after: readonly number[]
  /** From when there was room again until a save went well. */
  readonly recoveryMs: number
  readonly differences: number
  readonly faults: readonly string[]
}

/** The write-ahead log may have room left: so many saves fill it. */
const MOST_EDITS = 300
const AGAIN_WITHIN_MS = 60_000
const LONG = 'lang '.repeat(2_000)

/** Edits until the disk refuses, looks what readers see, makes room, and edits on. */
export async function fullDisk(catalogue: Catalogue, disk: SmallDisk): Promise<FullDisk> {
  const { cluster, delivery, api, ground, backstage } = catalogue
  const textOf = (edit: number) => ({
    title: `Volle schijf w${edit}w`,
    answers: answers(`Tekst w${edit}w. ${LONG}`),
  })
  const product = await publishedProduct(api, ground, { slug: 'volle-schijf', ...textOf(0) })
  const acknowledged = [0]
  const refused: number[] = []
  let last = 0
  const edit = async () => {
    last += 1
    const { kind } = await api.update('products', product, { ...textOf(last), _status: 'published' })
    if (kind === 'unknown') throw new Error(`Edit ${last} was not answered`)
    ;(kind === 'done' ? acknowledged : refused).push(last)
    return kind
  }
  const seenBy = async (url: string) => {
    const seen = await productAt(url, product)
    return editsIn(`${seen?.title} ${seen?.text}`)
  }

  await disk.fill()
  while ((await edit()) === 'done')
    if (last > MOST_EDITS) throw new Error(`${last} saves went well on a full disk`)
  // Again, on a disk that is still full.
  await edit()
  await until('readers to see the last text that was acknowledged', AGAIN_WITHIN_MS, async () =>
    (await seenBy(delivery.url)).includes(acknowledged.at(-1) ?? 0),
  )
  const readiness = await (await fetch(`${delivery.url}/readyz`)).text()
  const whileFull = await seenBy(delivery.url)
  await disk.free()
  const recoveryMs = await until(
    'a save to go well again',
    AGAIN_WITHIN_MS,
    async () => (await edit()) === 'done',
  )
  const { differences } = await untilAllAgree(cluster, delivery.url, AGAIN_WITHIN_MS)
  const lines = await backstage.lines()
  const ofProduct = lines.filter(({ item_id }) => item_id === product)
  return {
    ...{ acknowledged, refused, readiness, whileFull, after: await seenBy(delivery.url) },
    logged: ofProduct.flatMap(({ record }) => editsIn(record ?? '')),
    recoveryMs,
    differences: differences.length,
    faults: faultsOfLog(lines),
  }
}
