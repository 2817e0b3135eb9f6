import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

/** Everything that a process loads which starts from this module, by static and by dynamic imports. */
async function modulesBehind(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    outdir: 'unused',
    loader: { '.node': 'empty', '.graphql': 'text' },
    external: ['@libsql/*', 'sharp', 'fsevents'],
    logLevel: 'silent',
  })
  return Object.keys(metafile.inputs)
}

describe('delivery', () => {
  it('loads nothing of Payload, Next or React for browsers', { timeout: 60_000 }, async () => {
    const modules = await modulesBehind('src/server.ts')
    expect(modules).toContain('src/platform/delivery/http/build-delivery.ts')
    const forbidden =
      /node_modules\/(payload|@payloadcms|next|mongoose)\/|node_modules\/react-dom\/(client|cjs\/react-dom-client)|^collections\/|^payload\.config|^src\/(app|admin|platform\/editor)\//
    expect(modules.filter((path) => forbidden.test(path))).toEqual([])
  })

  it(
    'lets only the agents’ module and its composition reach agent-only text',
    { timeout: 60_000 },
    async () => {
      for (const entry of [
        'src/channels/web/graphql/index.ts',
        'src/channels/rest/index.ts',
        'src/channels/web/site/index.ts',
      ]) {
        const modules = await modulesBehind(entry)
        expect(modules.filter((path) => path.startsWith('src/channels/agent/'))).toEqual([])
      }
    },
  )
})
