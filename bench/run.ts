import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureOthers, measurePublic } from './compare'
import { makeContent } from './content'
import { freePort } from './free-port'
import { measureSize, type Base } from './large/measure'
import { openEditor } from './open-editor'
import { startProduct, stop } from './processes'
import { measurePublishing } from './publishing'
import { FOOT, headOf } from './report'
import { settingsFor } from './settings'
import { othersLoad, table } from './table'

const PAGE = 'docs/benchmarks.md'

const settings = settingsFor(process.argv.slice(2))
const loadBefore = othersLoad()
const figures = table(settings.say)
await measureEditedCatalogue()
let base: Base = { detail: null }
for (const size of settings.sizes) base = await measureSize(size, settings, figures, base)
figures.print()
figures.write(PAGE, headOf(settings, loadBefore, cpus().length), FOOT)
settings.say(`Written to ${PAGE}`)
process.exit(0)

/** A catalogue made through the editor: compared with others, and edited. */
async function measureEditedCatalogue(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'antwoordcatalogus-bench-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment = { PORT: String(port), PDC_DATA_DIR: dataDir, PDC_RATE_LIMIT: '0', PDC_PUBLIC_URL: url }
  try {
    figures.part('Saving')
    const editor = await openEditor(dataDir)
    const saves = await makeContent(editor.payload, settings.products, (line) => settings.say(`  ${line}`))
    await editor.close()
    figures.row('Saves that publish, one after another', `${saves.perSecond.toFixed(1)} /s`)
    const others = await measureOthers(environment, settings, figures)
    const { child } = await startProduct(environment, url)
    try {
      await measurePublic(url, settings, figures, others)
      await measurePublishing(url, settings, figures)
    } finally {
      await stop(child)
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
