import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle, bundleOf, bundling, writeBundles } from './bundle.mjs'
import { run } from './steps.mjs'

/** What the editor's build is made of, and what the programs are made of. */
const EDITOR_SOURCES = [
  'src',
  'collections',
  'payload.config.ts',
  'next.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]
const PROGRAM_SOURCES = ['src', 'collections', 'seed', 'scripts', 'package-lock.json']

const STAMP = 'dist/built.json'

/** Builds what is older than its sources. Returns what it built. */
export async function buildWhatIsStale(root) {
  const stamp = existsSync(join(root, STAMP)) ? JSON.parse(readFileSync(join(root, STAMP), 'utf8')) : {}
  const built = []
  const programs = hashOf(root, PROGRAM_SOURCES)
  if (stamp.programs !== programs || PROGRAMS.some((entry) => !existsSync(join(root, bundleOf(entry))))) {
    await bundlePrograms(root)
    built.push('programs')
  }
  const editor = hashOf(root, EDITOR_SOURCES)
  if (stamp.editor !== editor || !existsSync(join(root, '.next/BUILD_ID'))) {
    await run('node', ['node_modules/next/dist/bin/next', 'build'], {
      cwd: root,
      env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', PDC_BUILDING: '1' },
    })
    built.push('editor')
  }
  // Written last: a build that was cut off is done again.
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(join(root, STAMP), JSON.stringify({ programs, editor }))
  return built
}

/** The processes of the catalogue (`server`: the roles all and delivery) and the commands of its operators. */
const PROGRAMS = [
  ...['server', 'editor', 'worker'].map((name) => `src/${name}.ts`),
  ...['prepare', 'seed', 'import', 'reindex', 'parity', 'backup', 'transfer'].map(
    (name) => `src/cli/${name}.ts`,
  ),
]

export const bundlePrograms = (root) => bundle(root, PROGRAMS)

/** Bundles delivery anew after every change of a file in it, and calls `onChange` when that made another bundle. */
export async function watchDelivery(root, onChange) {
  const { context } = await import('esbuild')
  const delivery = 'src/server.ts'
  let current = readFileSync(join(root, bundleOf(delivery)), 'utf8')
  const changed = {
    name: 'changed',
    setup: (build) =>
      build.onEnd(({ errors, outputFiles }) => {
        if (errors.length > 0) return
        writeBundles(outputFiles)
        const made = readFileSync(join(root, bundleOf(delivery)), 'utf8')
        if (made === current) return
        current = made
        return onChange()
      }),
  }
  await (await context({ ...bundling(root, [delivery]), plugins: [changed] })).watch()
}

function hashOf(root, sources) {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesOf(join(root, source))).sort()) {
    hash.update(relative(root, file))
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesOf(path) {
  if (!existsSync(path)) return []
  try {
    return readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    throw error
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
  const built = await buildWhatIsStale(root)
  process.stdout.write(built.length > 0 ? `Built ${built.join(' and ')}\n` : 'Nothing to build\n')
}
