import { instantOf } from '../kernel'
import { uplCatalogue } from '../platform/editor/upl-catalogue'
import { runImport } from './import-command'
import { openEditor } from './open-editor'

const exitCode = await runImport(process.argv.slice(2), {
  open: async () => {
    // An import may be the first thing that ever happens to a catalogue.
    const { payload } = await openEditor()
    return uplCatalogue(payload, () => instantOf(new Date()))
  },
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
})
// Payload keeps timers that would hold the process.
process.exit(exitCode)
