import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where a program goes: `src/cli/seed.ts` becomes `dist/cli/seed.js`. */
export const bundleOf = (entry) => join('dist', `${nameOf(entry)}.js`)

const nameOf = (entry) => entry.replace(/^src\//, '').replace(/\.ts$/, '')

/** How programs are bundled: one file each, with the packages outside it. */
export const bundling = (root, entries) => ({
  absWorkingDir: root,
  entryPoints: entries.map((entry) => ({ in: entry, out: nameOf(entry) })),
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  jsx: 'automatic',
  loader: { '.graphql': 'text' },
  sourcemap: true,
  logLevel: 'warning',
  write: false,
})

export async function bundle(root, entries) {
  const { build } = await import('esbuild')
  const { outputFiles } = await build(bundling(root, entries))
  writeBundles(outputFiles)
}

/** Each file is there whole or not at all: another process may be reading it. */
export function writeBundles(files) {
  for (const { path, contents } of files) {
    mkdirSync(dirname(path), { recursive: true })
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, contents)
    renameSync(draft, path)
  }
}
