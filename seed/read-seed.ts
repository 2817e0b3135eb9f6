import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import {
  departmentSchema,
  factSchema,
  lifeEventSchema,
  locationSchema,
  organisationSchema,
  productSchema,
  questionSchema,
  synonymSchema,
  themeSchema,
  uplSchema,
  type FactFile,
  type ProductFile,
  type QuestionFile,
} from './schema'

export type Seed = {
  readonly organisations: readonly z.output<typeof organisationSchema>[]
  readonly departments: readonly z.output<typeof departmentSchema>[]
  readonly locations: readonly z.output<typeof locationSchema>[]
  /** Parents before their children. */
  readonly themes: readonly z.output<typeof themeSchema>[]
  readonly lifeEvents: readonly z.output<typeof lifeEventSchema>[]
  readonly synonyms: readonly z.output<typeof synonymSchema>[]
  readonly upl: readonly z.output<typeof uplSchema>[]
  /** Shared facts, and those that stand in the file of one product. */
  readonly facts: readonly FactFile[]
  readonly products: readonly ProductFile[]
  readonly questions: readonly QuestionFile[]
}

/** Everything that is wrong in the seed's files, one line each: file, place in it, what to do. */
export class SeedError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The seed cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
  }
}

/** The folder with the seed's files, beside this module. */
export const SEED_FOLDER = resolve('seed')

/** Reads and checks all files of the seed. Throws a SeedError that lists every problem of every file. */
export async function readSeed(folder: string = SEED_FOLDER): Promise<Seed> {
  const problems: string[] = []
  const parse = async <T extends z.ZodType>(schema: T, ...path: string[]): Promise<z.output<T> | null> => {
    const file = join(folder, ...path)
    const outcome = checkFile(relative(join(folder, '..'), file), await readFile(file, 'utf8'), schema)
    if (Array.isArray(outcome)) problems.push(...outcome)
    return Array.isArray(outcome) ? null : outcome.value
  }
  const listOf = async <T extends z.ZodType>(name: string, schema: T): Promise<z.output<T>[]> =>
    (await parse(z.array(schema), name)) ?? []

  const products = await Promise.all(
    (await yamlFiles(join(folder, 'products'))).map(async (name) => {
      const product = await parse(productSchema, 'products', name)
      return product === null ? null : { ...product, slug: basename(name, '.yaml') }
    }),
  )
  const questions = await Promise.all(
    (await yamlFiles(join(folder, 'questions'))).map((name) =>
      parse(z.array(questionSchema), 'questions', name),
    ),
  )
  const known = products.filter((product) => product !== null)
  const seed: Seed = {
    organisations: await listOf('organisations.yaml', organisationSchema),
    departments: await listOf('departments.yaml', departmentSchema),
    locations: await listOf('locations.yaml', locationSchema),
    themes: await listOf('themes.yaml', themeSchema),
    lifeEvents: await listOf('life-events.yaml', lifeEventSchema),
    synonyms: await listOf('synonyms.yaml', synonymSchema),
    upl: await listOf('upl.yaml', uplSchema),
    facts: [...(await listOf('facts.yaml', factSchema)), ...known.flatMap((product) => product.facts)],
    products: known,
    questions: questions.flatMap((list) => list ?? []),
  }
  if (problems.length > 0) throw new SeedError(problems)
  return seed
}

/** The file's content as the schema gives it, or its problems. */
export function checkFile<T extends z.ZodType>(
  file: string,
  text: string,
  schema: T,
): { readonly value: z.output<T> } | string[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0)
    return document.errors.map((error) => {
      const { line } = lines.linePos(error.pos[0])
      return `${file}:${line}: this is no valid YAML: ${error.message.split('\n')[0] ?? ''} Texts with ": " or "#" need quotation marks or a "|" block.`
    })
  const parsed = schema.safeParse(document.toJS())
  if (parsed.success) return { value: parsed.data }
  return parsed.error.issues.flatMap((issue) => problemsOf(file, issue))
}

function problemsOf(file: string, issue: z.core.$ZodIssue): string[] {
  // Of alternatives, the one that got furthest says best what is wrong.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = [...issue.errors].sort((a, b) => depthOf(b) - depthOf(a))[0] ?? []
    return nearest.flatMap((inner) => problemsOf(file, { ...inner, path: [...issue.path, ...inner.path] }))
  }
  const place = issue.path.length === 0 ? 'whole file' : issue.path.join('.')
  return [`${file}: ${place}: ${issue.message}`]
}

const depthOf = (issues: readonly z.core.$ZodIssue[]): number =>
  Math.max(0, ...issues.map((issue) => issue.path.length))

async function yamlFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
}
