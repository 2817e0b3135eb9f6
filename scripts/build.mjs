import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './steps.mjs'

/** What the editor's build is made of, and what delivery's bundle is made of. */
const EDITOR_SOURCES = [
  'src',
  'collections',
  'payload.config.ts',
  'next.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]
const DELIVERY_SOURCES = ['src', 'collections', 'package-lock.json']

const SCHEMAS = ['src/channels/web/schema.graphql', 'src/channels/agent/agent-schema.graphql']

const STAMP = 'dist/built.json'

/** Builds what is older than its sources. Returns what it built. */
export async function buildWhatIsStale(root) {
  const stamp = existsSync(join(root, STAMP)) ? JSON.parse(readFileSync(join(root, STAMP), 'utf8')) : {}
  const built = []
  const delivery = hashOf(root, DELIVERY_SOURCES)
  if (
    stamp.delivery !== delivery ||
    PROGRAMS.some((program) => !existsSync(join(root, `dist/${program}.js`)))
  ) {
    await bundleDelivery(root)
    built.push('delivery')
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
  writeFileSync(join(root, STAMP), JSON.stringify({ delivery, editor }))
  return built
}

/** One file per program (`server`: the roles all and delivery); packages stay outside it. */
const PROGRAMS = ['server', 'editor', 'worker']
const bundle = (root) => ({
  absWorkingDir: root,
  entryPoints: PROGRAMS.map((program) => `src/${program}.ts`),
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  jsx: 'automatic',
  sourcemap: true,
  logLevel: 'warning',
})

export async function bundleDelivery(root) {
  const { build } = await import('esbuild')
  await build(bundle(root))
  copySchemas(root)
}

/** Bundles delivery anew after every change of a file in it, and calls `onChange` when that made another bundle. */
export async function watchDelivery(root, onChange) {
  const { context } = await import('esbuild')
  const text = () => readFileSync(join(root, 'dist/server.js'), 'utf8')
  let current = text()
  const changed = {
    name: 'changed',
    setup: (build) =>
      build.onEnd(({ errors }) => {
        if (errors.length > 0 || text() === current) return
        current = text()
        copySchemas(root)
        return onChange()
      }),
  }
  await (await context({ ...bundle(root), plugins: [changed] })).watch()
}

// The schemas are read beside the code that serves them.
function copySchemas(root) {
  for (const schema of SCHEMAS) copyFileSync(join(root, schema), join(root, 'dist', basename(schema)))
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
