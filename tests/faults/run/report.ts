import { figuresOf } from '../../../bench/load/spec'
import { machine } from '../../../bench/table'
import { type EditKind, KINDS } from './edits'
import { VICTIMS } from './killer'
import type { RandomRun } from './random-run'

const NAMES: Readonly<Record<EditKind, string>> = {
  text: 'text of a product',
  fact: 'value of a fact',
  publish: 'publish',
  unpublish: 'unpublish',
  plan: 'plan',
}

/** What a long run showed, as a page; and everything that was wrong. */
export function reportOf(given: {
  readonly run: RandomRun
  readonly seed: number
  readonly loadBefore: number
}): { readonly page: string; readonly problems: readonly string[] } {
  const { run, seed, loadBefore } = given
  const problems = [
    ...run.faults,
    ...run.refusals.map((reason) => `refused: ${reason}`),
    ...run.parity.differences.map((difference) => JSON.stringify(difference)),
  ]
  const count = (kind: EditKind | null, outcome: string | null) =>
    run.edits.filter(
      (edit) => (kind ?? edit.kind) === edit.kind && (outcome ?? edit.outcome) === edit.outcome,
    ).length
  const row = (name: string, kind: EditKind | null) =>
    `| ${name} | ${count(kind, null)} | ${count(kind, 'done')} | ${count(kind, 'unknown')} | ${count(kind, 'refused')} |`
  const killed = (name: string, times: readonly number[]) => {
    const { p50, longest } = figuresOf(times, 1, 0)
    return `| ${name} | ${times.length} | ${inSeconds(p50)} | ${inSeconds(longest)} |`
  }
  const page = [
    '# Faults',
    '',
    `One run of \`npm run faults -- --edits ${run.edits.length} --seed ${seed}\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}, load ${loadBefore.toFixed(1)} before it began.`,
    `An editor, a delivery replica, two workers and Meilisearch on one SQLite file; two publishers at once. ${Math.round(run.elapsedMs / 1000)} s.`,
    '',
    '| Edits | made | acknowledged | never answered | refused |',
    '| --- | --- | --- | --- | --- |',
    ...KINDS.map((kind) => row(NAMES[kind], kind)),
    row('**together**', null),
    '',
    `Of the ${count('text', 'unknown')} texts that were never answered, ${run.doneUnanswered.length} stand in the log: whole, and once.`,
    '',
    '| Killed with `kill -9`, and started again | times | until it answered again, half of the times | at most |',
    '| --- | --- | --- | --- |',
    ...VICTIMS.map((victim) => killed(victim, run.recoveries[victim])),
    killed('**together**', Object.values(run.recoveries).flat()),
    '',
    `**Afterwards** the log has ${run.lines} lines, and ${run.parity.items} items count. ${run.parity.places
      .map(({ name, items }) => `${name}: ${items}`)
      .join(' · ')}. ${run.parity.differences.length} differences between them.`,
    '',
    problems.length === 0
      ? 'Nothing that was acknowledged is lost, nothing is doubled, nothing is half done, the numbers of the log have no gap, and no follow-up is left.'
      : `**${problems.length} problems:**\n\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    '',
    'What is held against what: [operations](operations.md#faults). The same seed chooses the same edits and kills; at which moment they meet',
    'what other processes do is up to the machine.',
    '',
  ].join('\n')
  return { page, problems }
}

const inSeconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
