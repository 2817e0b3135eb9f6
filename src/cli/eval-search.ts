import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { childEnvironment, processEnv } from '../platform/env'
import { rankOf, scores, type Answered, type Judged, type Score } from '../search/evaluation'

/**
 * `npm run eval:search -- <file.jsonl> [--misses] [--locale en] [--url http://…]`: asks every question of the file and says
 * how often what was expected came first, in the first three and in the first ten. Asks the running product; starts it for
 * the time being when it does not run.
 */
const say = (line: string) => process.stdout.write(`${line}\n`)
const args = process.argv.slice(2)
const valueOf = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
const values = new Set([valueOf('--url'), valueOf('--locale')])
const file = args.find((argument) => !argument.startsWith('--') && !values.has(argument))
const locale = valueOf('--locale') ?? 'nl'

const QUERY = `query ($q: String!, $locale: Locale!) {
  search(query: $q, first: 10, locale: $locale) { hits { slug title uniformProductNames { label } } } }`
const Found = z.object({
  data: z.object({
    search: z.object({
      hits: z.array(z.object({ uniformProductNames: z.array(z.object({ label: z.string() })) })),
    }),
  }),
})

try {
  if (file === undefined) throw new Error('Give the file with questions: npm run eval:search -- <file.jsonl>')
  const questions = await readQuestions(file)
  const { url, stop } = await productAt(valueOf('--url'))
  try {
    const answers: Answered[] = []
    for (const [index, question] of questions.entries()) {
      answers.push(await answer(url, question))
      if (index % 100 === 99) say(`  ${index + 1} of ${questions.length} asked`)
    }
    say(table(scores(answers)))
    if (args.includes('--misses')) answers.flatMap(missOf).forEach(say)
  } finally {
    await stop()
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

async function readQuestions(path: string): Promise<readonly Judged[]> {
  const Line = z.object({
    q: z.string().trim().min(1),
    expected: z.array(z.string()).min(1),
    kind: z.string().optional(),
    origin: z.string().optional(),
  })
  const lines = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/)
  const questions = lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    try {
      return [Line.parse(JSON.parse(line))]
    } catch (cause) {
      const shape = '{"q": "…", "expected": ["uniform product name"]}'
      throw new Error(`${path}, line ${index + 1}: not a question. Write ${shape}.`, { cause })
    }
  })
  if (questions.length === 0) throw new Error(`${path} holds no questions.`)
  return questions
}

async function answer(url: string, question: Judged): Promise<Answered> {
  for (;;) {
    const begun = performance.now()
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY, variables: { q: question.q, locale } }),
    })
    const body: unknown = await response.json()
    const milliseconds = performance.now() - begun
    if (response.status === 429) {
      await wait(Number(response.headers.get('retry-after') ?? 1) * 1_000)
      continue
    }
    const parsed = Found.safeParse(body)
    if (!parsed.success) throw new Error(`“${question.q}” was refused: ${JSON.stringify(body)}`)
    const hits = parsed.data.data.search.hits.map(({ uniformProductNames }) =>
      uniformProductNames.map(({ label }) => label),
    )
    return { question, hits, milliseconds }
  }
}

function table(list: readonly Score[]): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`
  const rows = list.map((score) => [
    score.name,
    String(score.count),
    percent(score.hitAt1),
    percent(score.hitAt3),
    percent(score.hitAt10),
    score.meanReciprocalRank.toFixed(3),
    percent(score.withoutHits),
    `${score.p50.toFixed(0)} ms`,
    `${score.p95.toFixed(0)} ms`,
  ])
  const all = [['', 'n', 'hit@1', 'hit@3', 'hit@10', 'MRR', 'zero', 'p50', 'p95'], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  const aligned = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  return all.map((row) => row.map(aligned).join('  ')).join('\n')
}

function missOf(answered: Answered): readonly string[] {
  const rank = rankOf(answered)
  if (rank === 1) return []
  const { question, hits } = answered
  const first = hits.slice(0, 3).map((names) => names.join('/'))
  return [
    `${rank ?? '-'}\t${question.kind ?? ''}\t${question.q}\twanted ${question.expected.join(', ')}\tgot ${first.join(' | ')}`,
  ]
}

/** The running product, or one that runs until `stop`. */
async function productAt(given: string | undefined) {
  const env = processEnv()
  const url = given ?? `http://127.0.0.1:${env.port}`
  const isUp = async (address: string) => (await fetch(`${address}/readyz`).catch(() => null))?.ok === true
  if (given !== undefined || (await isUp(url))) return { url, stop: async () => {} }
  const port = await freePort()
  const own = `http://127.0.0.1:${port}`
  say('No product runs here; starting one for this …')
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...childEnvironment({ PORT: String(port), PDC_RATE_LIMIT: '0' }), NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  while (!(await isUp(own))) {
    if (child.exitCode !== null) throw new Error('The product did not start.')
    await wait(200)
  }
  return { url: own, stop }
}

async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer()
    server.on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? found(address.port) : failed(new Error('No free port')),
      )
    })
  })
}
