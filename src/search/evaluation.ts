/** A question with what a good answer to it is about. */
export type Judged = {
  /** What somebody types. */
  readonly q: string
  /** Uniform product names of which one must be found. */
  readonly expected: readonly string[]
  /** What sort of question it is: `natural`, `typo` … */
  readonly kind?: string | undefined
  /** Which set it comes from. */
  readonly origin?: string | undefined
}

/** What the catalogue answered: per hit its uniform product names, best first. */
export type Answered = {
  readonly question: Judged
  readonly hits: readonly (readonly string[])[]
  readonly milliseconds: number
}

/** How well a set of questions was answered. Shares are from 0 to 1. */
export type Score = {
  readonly name: string
  readonly count: number
  readonly hitAt1: number
  readonly hitAt3: number
  readonly hitAt10: number
  /** Mean of one divided by the place of the first good hit; 0 without one. */
  readonly meanReciprocalRank: number
  readonly withoutHits: number
  readonly p50: number
  readonly p95: number
}

/** Place of the first hit that is about what was expected, from 1; null when there is none. */
export function rankOf({ question, hits }: Answered): number | null {
  const wanted = new Set(question.expected.map((name) => name.toLowerCase()))
  const place = hits.findIndex((names) => names.some((name) => wanted.has(name.toLowerCase())))
  return place < 0 ? null : place + 1
}

/** Scores of all questions together, of each kind and of each origin. */
export function scores(answers: readonly Answered[]): readonly Score[] {
  const groups = (key: 'kind' | 'origin') =>
    [...new Set(answers.flatMap(({ question }) => question[key] ?? []))].sort().map((value) =>
      scoreOf(
        `${key} ${value}`,
        answers.filter(({ question }) => question[key] === value),
      ),
    )
  return [scoreOf('all', answers), ...groups('kind'), ...groups('origin')]
}

function scoreOf(name: string, answers: readonly Answered[]): Score {
  const ranks = answers.map(rankOf)
  const times = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const within = (most: number) => mean(ranks.map((rank) => (rank !== null && rank <= most ? 1 : 0)))
  const quantile = (share: number) => times[Math.ceil(times.length * share) - 1] ?? Number.NaN
  return {
    name,
    count: answers.length,
    hitAt1: within(1),
    hitAt3: within(3),
    hitAt10: within(10),
    meanReciprocalRank: mean(ranks.map((rank) => (rank === null ? 0 : 1 / rank))),
    withoutHits: mean(answers.map(({ hits }) => (hits.length === 0 ? 1 : 0))),
    p50: quantile(0.5),
    p95: quantile(0.95),
  }
}
