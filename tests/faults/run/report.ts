import { figuresOf } from '../../../bench/load/spec'
import { machine } from '../../../bench/table'
import { type EditKind, KINDS } from './edits'
import { type Killer, VICTIMS } from './killer'
import type { FullDisk } from './full-disk'
import type { OverMidnight } from './over-midnight'
import type { RandomRun } from './random-run'
import { ONCE_EACH, type TwoWorkers } from './two-workers'

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
  readonly recoveries: Killer['recoveries']
  readonly others: OtherFaults
  readonly seed: number
  readonly loadBefore: number
}): { readonly page: string; readonly problems: readonly string[] } {
  const { run, recoveries, others, seed, loadBefore } = given
  const problems = [
    ...run.faults,
    ...run.refusals.map((reason) => `refused: ${reason}`),
    ...run.parity.differences.map((difference) => JSON.stringify(difference)),
    ...problemsOf(others),
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
    ...VICTIMS.map((victim) => killed(victim, recoveries[victim])),
    killed('**together**', Object.values(recoveries).flat()),
    '',
    '| Other faults | what came of it | recovered after |',
    '| --- | --- | --- |',
    ...rowsOf(others),
    '',
    `**Afterwards** the log has ${run.lines} lines, and ${run.parity.items} items count. ${run.parity.places
      .map(({ name, items }) => `${name}: ${items}`)
      .join(' · ')}. ${run.parity.differences.length} differences between them.`,
    '',
    problems.length === 0
      ? 'Nothing that was acknowledged is lost, nothing is doubled, nothing is half done, the numbers of the log have no gap, and no follow-up is left.'
      : `**${problems.length} problems:**\n\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    '',
    'The connection to MongoDB is cut, delayed and cut in the middle of transactions by tests: `tests/engines/connection-faults.test.ts`, `tests/contract/mongodb-faults.test.ts`, and under the whole product `tests/faults/mongodb.test.ts`.',
    '',
    'What is held against what: [operations](operations.md#faults). The same seed chooses the same edits and kills; at which moment they meet',
    'what other processes do is up to the machine.',
    '',
  ].join('\n')
  return { page, problems }
}

/** Faults that have a course of their own, in the same processes. */
export type OtherFaults = {
  readonly twoWorkers: TwoWorkers
  /** Null: not tried, because mounting a small disk takes root. */
  readonly fullDisk: FullDisk | null
  readonly overMidnight: OverMidnight
}

function rowsOf({ twoWorkers, fullDisk, overMidnight }: OtherFaults): readonly string[] {
  const slept = twoWorkers.isCaught
    ? 'sleeps (SIGSTOP) in the middle of the next'
    : 'is woken again at the next'
  return [
    `| two workers come up at once with a plan due, and the one that leads ${slept} | each plan took effect once | ${inSeconds(twoWorkers.takenOverMs)} |`,
    fullDisk === null
      ? '| the disk is full | not tried: it takes root | |'
      : `| the disk is full | ${fullDisk.refused.length} saves refused; the ${fullDisk.acknowledged.length} that were acknowledged stand in the log; readers kept the last | ${inSeconds(fullDisk.recoveryMs)} after there was room |`,
    `| a day begins on which a fact has another value | readers get it, and no line is written | ${inSeconds(overMidnight.elapsedMs)} after midnight |`,
  ]
}

function problemsOf({ twoWorkers, fullDisk, overMidnight }: OtherFaults): readonly string[] {
  const all = [
    ...twoWorkers.faults,
    ...(fullDisk?.faults ?? []),
    ...[twoWorkers, fullDisk, overMidnight].flatMap((fault) =>
      fault !== null && fault.differences > 0 ? [`${fault.differences} differences`] : [],
    ),
  ]
  const same = (one: readonly unknown[], other: readonly unknown[]) => one.join() === other.join()
  return [
    ...all,
    ...(same(twoWorkers.types, ONCE_EACH) ? [] : [`plans took effect as ${twoWorkers.types.join(', ')}`]),
    ...(fullDisk === null || same(fullDisk.logged, fullDisk.acknowledged)
      ? []
      : ['what was acknowledged on a full disk is not what stands in the log']),
    ...(same(overMidnight.linesAfter, overMidnight.linesBefore) ? [] : ['midnight wrote lines']),
  ]
}

const inSeconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
