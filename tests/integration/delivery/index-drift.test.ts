import { describe, expect, it } from 'vitest'
import { watchIndexDrift } from '../../../src/platform/delivery/index-drift'
import { memoryLog } from '../../../src/platform/delivery/store/memory-log'
import { START, aProduct, aQuestion, moment, published, retracted } from './records'

describe('the drift of the search indexes', () => {
  it('is nought when they hold what is published, and else how much they do not', async () => {
    const log = memoryLog(() => START)
    log.append(published(aProduct()))
    log.append(published(aQuestion()))
    let each = 2
    const watched = watchIndexDrift({
      log,
      engine: { countDocuments: async (name) => (name.endsWith('_nl') ? each : 0) },
      clock: () => START,
      everyMs: 20,
    })
    await expect.poll(watched.documents).toBe(0)
    each = 1
    await expect.poll(watched.documents).toBe(2)
    await watched.stop()
  })

  it('stays nought when something comes, or goes by its plan', async () => {
    let now = START
    const later = moment('2026-03-01T00:00:00+01:00')
    const log = memoryLog(() => now)
    log.append(published(aProduct()))
    log.append(published(aQuestion(), { from: later }))
    log.append(retracted({ kind: 'product', id: 'p-paspoort', slug: 'paspoort', from: later }))
    let asked = 0
    const watched = watchIndexDrift({
      log,
      engine: {
        countDocuments: async (name) => {
          asked += 1
          return name.endsWith('_nl') ? 1 : 0
        },
      },
      clock: () => now,
      everyMs: 20,
    })
    await expect.poll(watched.documents).toBe(0)
    now = later
    const before = asked
    await expect.poll(() => asked).toBeGreaterThan(before + 8)
    expect(watched.documents()).toBe(0)
    await watched.stop()
  })

  it('reads the whole log once, and again only when another log takes its place', async () => {
    const logs = [memoryLog(() => START), memoryLog(() => START)] as const
    let [log] = logs
    let wholeReadings = 0
    let [documents, asked] = [2, 0]
    const watched = watchIndexDrift({
      log: {
        head: () => log.head(),
        after: (...given) => log.after(...given),
        standingLines: (at) => {
          wholeReadings += 1
          return log.standingLines(at)
        },
      },
      engine: {
        countDocuments: async (name) => {
          asked += 1
          return name.endsWith('_nl') ? documents : 0
        },
      },
      clock: () => START,
      everyMs: 20,
    })
    const measuredAgain = async () => {
      const before = asked
      await expect.poll(() => asked).toBeGreaterThan(before + 8)
      return watched.documents()
    }
    log.append(published(aProduct()))
    log.append(published(aQuestion()))
    await expect.poll(watched.documents).toBe(0)
    log.append(published(aProduct()))
    expect(await measuredAgain()).toBe(0)
    log.append(retracted({ kind: 'product', id: 'p-paspoort', slug: 'paspoort' }))
    documents = 1
    expect(await measuredAgain()).toBe(0)
    const readings = wholeReadings
    logs[1].append(published(aQuestion()))
    log = logs[1]
    expect(await measuredAgain()).toBe(0)
    // The empty log of the start may have been read more than once.
    expect(wholeReadings).toBe(readings + 1)
    documents = 5
    await expect.poll(watched.documents).toBe(8)
    await watched.stop()
  })

  it('is unknown while the engine does not answer', async () => {
    let asked = 0
    const watched = watchIndexDrift({
      log: memoryLog(),
      engine: {
        countDocuments: async () => {
          asked += 1
          throw new Error('away')
        },
      },
      clock: () => START,
      everyMs: 10,
    })
    await expect.poll(() => asked).toBeGreaterThan(1)
    expect(watched.documents()).toBeNull()
    await watched.stop()
  })
})
