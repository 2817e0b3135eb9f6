import { type Backstage, openBackstage } from './backstage'
import { countedSaves, type CountedSaves } from './counted-saves'
import { openEditor, type OpenEditor } from './editor'
import { type SimulatedServer, startSimulatedServer } from './mongo-simulation/server'

export type EditorOnSimulation = {
  /** Fails when told to. */
  readonly server: SimulatedServer
  readonly editor: OpenEditor
  readonly backstage: Backstage
  readonly saves: CountedSaves
  close(): Promise<void>
}

/** An editor over the real driver, on a simulated replica set of its own. */
export async function editorOnSimulation(prefix: string): Promise<EditorOnSimulation> {
  const server = await startSimulatedServer()
  const editor = await openEditor({
    logLevel: 'silent',
    engine: { kind: 'mongodb', url: server.url, transactions: true, prefix },
  })
  const backstage = await openBackstage(editor.env.databaseUrl)
  return {
    server,
    editor,
    backstage,
    saves: await countedSaves(editor, backstage),
    async close() {
      await backstage.close()
      await editor.close()
      await server.stop()
    },
  }
}
