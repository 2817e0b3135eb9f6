import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import { type EngineRow, engineTable, processesOf, suitesOf } from './table.ts'

type Counts = { passed: number; failed: number; skipped: number }

/** Ends a run with the table of engines: what ran on which, and what did not and why. Counts only what was really run. */
export default class EngineReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const ran = new Map<string, Map<string, Counts>>()
    for (const module of modules) {
      const path = relative(process.cwd(), module.moduleId)
      const { name } = module.project
      const engine = engineTable().find((row) => row.project === name || processesOf(row) === name)
      if (engine === undefined || !suitesOf(engine).includes(path)) continue
      const suites = ran.get(engine.project) ?? new Map<string, Counts>()
      ran.set(engine.project, suites)
      suites.set(path, countsOf(module))
    }
    if (ran.size === 0) return
    const blocks = engineTable().flatMap((engine) => block(engine, ran.get(engine.project)))
    process.stdout.write(`\nDatabases\n${blocks.join('\n')}\n`)
  }
}

function countsOf(module: TestModule): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed' || state === 'failed') counts[state] += 1
    else counts.skipped += 1
  }
  // A file that breaks before its first test has none that failed.
  if (module.state() === 'failed' && counts.failed === 0) counts.failed = 1
  return counts
}

function block(engine: EngineRow, found: ReadonlyMap<string, Counts> | undefined): readonly string[] {
  if (found === undefined) {
    const why = engine.missing ?? 'it was not part of this run'
    return [`  – ${engine.title}: NOT COVERED, ${why}`]
  }
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of found.values()) {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  if (total.passed + total.failed === 0)
    return [`  – ${engine.title}: NOT COVERED, nothing of what ran is possible on it`]
  const gaps = [...found].flatMap(([suite, { failed, skipped }]) => [
    ...(failed > 0 ? [`      ${suite}: ${failed} failed`] : []),
    ...(skipped > 0 ? [`      ${suite}: ${skipped} not possible on it`] : []),
  ])
  const suites = suitesOf(engine)
  const notRun = suites.filter((suite) => !found.has(suite))
  const isWhole = notRun.length === 0 && total.skipped === 0 && engine.doesNotProve === null
  const state = total.failed > 0 ? '✗ FAILED' : isWhole ? '✓ covered' : '~ COVERED IN PART'
  return [
    `  ${state}: ${engine.title}, ${found.size} of ${suites.length} suites, ` +
      `${total.passed} passed, ${total.failed} failed, ${total.skipped} not possible`,
    ...gaps,
    ...(notRun.length > 0 ? [`      not run: ${notRun.join(', ')}`] : []),
    ...(engine.doesNotProve === null ? [] : [`      does not prove: ${engine.doesNotProve}`]),
  ]
}
