import { expect, it } from 'vitest'
import { checkReferences, ignoreReferences } from '../../src/platform/editor/sqlite-copy'
import { openEditor } from '../support/editor'

it('names references that point to nothing after a copy, because their documents could not be saved again', async () => {
  const editor = await openEditor({ engine: { kind: 'sqlite' } })
  const { $client } = editor.payload.db.drizzle
  const write = (parent: string) =>
    $client.execute(
      `INSERT INTO themes (id, slug, parent_id) VALUES ('${parent}-child', '${parent}', '${parent}')`,
    )
  await expect(write('gone')).rejects.toThrow('FOREIGN KEY')
  await ignoreReferences(editor.payload)
  await write('gone')
  await expect(checkReferences(editor.payload)).rejects.toThrow(/1 references.*themes → themes/)
  await expect(write('also-gone')).rejects.toThrow('FOREIGN KEY')
  await editor.close()
})
