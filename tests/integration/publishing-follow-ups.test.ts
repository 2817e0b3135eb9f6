import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FOLLOW_UP_SETTINGS, followUpRunner, type FollowUpRunner } from '../../src/platform/editor/follow-ups'
import { openStore } from '../../src/platform/delivery/store/open-store'
import { engineUnderTest, keepsTransactions } from '../support/engines/engine'
import { openPublishingEditor, paragraph, type TestEditor } from './publishing-editor'

let editor: TestEditor
let runner: FollowUpRunner | null
let fee: string
let model: string

beforeEach(async () => {
  editor = await openPublishingEditor()
  runner = null
  const { local } = editor
  const organisation = await local.create({
    collection: 'organisations',
    data: { name: 'Gemeente Voorbeeld', type: 'municipality' },
  })
  const uplEntry = await local.create({
    collection: 'upl-entries',
    data: { label: 'paspoort', uri: 'http://example.org/upl/paspoort' },
  })
  const fact = await local.create({
    collection: 'facts',
    data: { key: 'kosten', label: 'Kosten', kind: 'amount', values: values(8387), _status: 'published' },
  })
  fee = String(fact.id)
  const product = await local.create({
    collection: 'products',
    data: {
      title: 'Paspoort',
      slug: 'paspoort',
      audiences: ['resident'],
      organisation: organisation.id,
      uplEntries: [uplEntry.id],
      reviewBy: '2099-01-01T12:00:00.000Z',
      answers: [
        { channel: 'general', body: paragraph('Het kost ', { fact: fee }, '.') },
        { channel: 'phone', short: paragraph('Dat kost ', { fact: fee }, '.') },
      ],
      _status: 'published',
    },
  })
  model = String(product.id)
})
afterEach(async () => {
  await runner?.stop()
  await editor.close()
})

const values = (amountInCents: number) => [{ validFrom: '2026-01-01T12:00:00.000Z', amountInCents }]
const changeFee = (amountInCents: number) =>
  editor.local.update({
    collection: 'facts',
    id: fee,
    data: { values: values(amountInCents), _status: 'published' },
  })

/** Copies the model below Payload: a thousand saves would take minutes. */
const copyModel = (times: number) => editor.backstage.copyProduct(model, times)
const queued = () => editor.backstage.followUps(fee)
const productLines = () => editor.lines({ kind: 'product' })
const start = (settings: Partial<typeof FOLLOW_UP_SETTINGS> = {}, parts = editor.parts) => {
  runner = followUpRunner(editor.payload, parts, { ...FOLLOW_UP_SETTINGS, ...settings })
  return runner
}

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 100_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}`)
    await new Promise((resume) => setTimeout(resume, 25))
  }
}

describe('follow-ups of a changed fact', () => {
  it('publish a thousand products again, with progress and bounded memory', async () => {
    await copyModel(1_000)
    await changeFee(9000)
    expect(await queued()).toMatchObject([{ state: 'waiting', done: 0, total: 1_001 }])

    const seen = new Set<number>()
    const before = process.memoryUsage().rss
    let mostBytes = before
    let longestPauseMs = 0
    let lastTurn = performance.now()
    const watch = setInterval(() => {
      void queued().then(([first]) => seen.add(first?.done ?? 0))
      longestPauseMs = Math.max(longestPauseMs, performance.now() - lastTurn)
      lastTurn = performance.now()
      mostBytes = Math.max(mostBytes, process.memoryUsage().rss)
    }, 20)
    const started = Date.now()
    const cpu = process.cpuUsage()
    await start().drain()
    clearInterval(watch)
    const seconds = (Date.now() - started) / 1_000
    const used = process.cpuUsage(cpu)
    process.stderr.write(
      `1,001 follow-ups: ${Math.round(1_001 / seconds)}/s, ${((used.user + used.system) / 1_001_000).toFixed(1)} ms CPU each, ` +
        `RSS ${Math.round(before / 1_048_576)} to ${Math.round(mostBytes / 1_048_576)} MB, ` +
        `longest pause of others ${Math.round(longestPauseMs)} ms\n`,
    )

    expect(await queued()).toMatchObject([{ state: 'done', done: 1_001, total: 1_001, error: null }])
    expect(seen.size).toBeGreaterThan(3)
    expect(mostBytes - before).toBeLessThan(300 * 1024 * 1024)
    const latest = new Map((await productLines()).map((line) => [line.item_id, line]))
    expect(latest.size).toBe(1_001)
    for (const line of latest.values()) expect(line.record).toMatch(/€\s90/)
    expect(await productLines()).toHaveLength(1_002)
  }, 120_000)

  it('go on where they were when the runner is killed, and publish nothing twice', async () => {
    await copyModel(300)
    await changeFee(9000)
    const program = ['tests/integration/publishing-runner.ts', JSON.stringify(editor.environment)]
    const child = spawn(process.execPath, ['--conditions=production', 'scripts/program.mjs', ...program], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    try {
      await until(async () => ((await queued())[0]?.done ?? 0) > 0, 'the other process has done a batch')
    } finally {
      child.kill('SIGKILL')
    }
    const halfway = (await queued())[0]?.done ?? 0
    expect(halfway).toBeLessThan(301)
    await start().drain()
    expect(await queued()).toMatchObject([{ state: 'done', done: 301, total: 301 }])
    const lines = await productLines()
    expect(lines).toHaveLength(302)
    const all = await editor.lines()
    expect(all.map((line) => line.seq)).toEqual(all.map((_, index) => index + 1))
  }, 180_000)

  it('do each product once when two runners work at the same time', async () => {
    await copyModel(200)
    await changeFee(9000)
    const other = followUpRunner(editor.payload, editor.parts, { ...FOLLOW_UP_SETTINGS, batchSize: 7 })
    await Promise.all([start({ batchSize: 7 }).drain(), other.drain()])
    await other.stop()
    expect(await queued()).toMatchObject([{ state: 'done', done: 201 }])
    expect(await productLines()).toHaveLength(202)
  }, 60_000)

  it('name what cannot be published again and do the rest', async () => {
    const [broken = ''] = await copyModel(10)
    await editor.backstage.breakProduct(broken, 'Kapot')
    await changeFee(9000)
    await start().drain()
    expect(await queued()).toMatchObject([
      { state: 'failed', done: 11, error: expect.stringContaining('“Kapot”') },
    ])
    expect(new Set((await productLines()).map((line) => line.item_id)).size).toBe(10)
  })

  it.runIf(engineUnderTest().kind === 'sqlite')(
    'tell operators of items that a fact was taken away from, by reason and not by text',
    async () => {
      const counts = openStore(editor.databaseUrl).followUps
      const others = await copyModel(2)
      const warned = vi.spyOn(editor.payload.logger, 'warn')
      await editor.local.update({ collection: 'facts', id: fee, data: { _status: 'draft' } })
      expect(counts()).toEqual({ failed: 0, waiting: 1 })
      await start().drain()
      expect(await queued()).toMatchObject([{ state: 'failed', done: 3 }])
      expect(counts()).toEqual({ failed: 1, waiting: 0 })

      const { docs } = await editor.payload.find({ collection: 'republications', depth: 0 })
      const id = docs.map((row) => Object(row)).find(({ targetId }) => targetId === fee)?.id
      const lines = warned.mock.calls.map(([line]) => Object(line)).filter((line) => 'followUpId' in line)
      expect(lines.map(({ itemId }) => itemId).sort()).toEqual([model, ...others].sort())
      for (const line of lines)
        expect(line).toEqual({
          msg: expect.any(String),
          followUpId: id,
          kind: 'product',
          itemId: expect.any(String),
          reasons: ['fact_unpublished'],
        })
      warned.mockRestore()
    },
  )

  it('try a batch that failed again, and say so meanwhile', async () => {
    await copyModel(10)
    await changeFee(9000)
    let failures = 2
    const { store } = editor.parts
    const failing = {
      ...editor.parts,
      store: {
        ...store,
        append: async (...given: Parameters<typeof store.append>) => {
          if (given[0].length > 0 && failures-- > 0) throw new Error('disk is full')
          return store.append(...given)
        },
      },
    }
    const running = start({ firstPauseMs: 400, pollMs: 10 }, failing)
    await running.drain()
    expect(await queued()).toMatchObject([
      { attempts: 1, done: 0, error: expect.stringContaining('disk is full') },
    ])
    await until(async () => (await queued())[0]?.state === 'done', 'the batch succeeded')
    expect(await queued()).toMatchObject([{ attempts: 0, done: 11, error: null }])
  })

  it('begin anew when the fact changes again before they are done', async () => {
    await copyModel(3)
    await changeFee(9000)
    await changeFee(9500)
    expect(await queued()).toHaveLength(1)
    await start().drain()
    for (const line of (await productLines()).slice(1)) expect(line.record).toMatch(/€\s95/)
  })
})

describe('a forgotten password', () => {
  it('is renewed without waiting for itself, though Payload writes past the transaction it has begun', async () => {
    const email = 'redacteur@example.org'
    await editor.local.create({
      collection: 'users',
      data: { email, password: randomUUID(), name: 'Redacteur', roles: ['editor'] },
    })
    const token = await editor.payload.forgotPassword({ collection: 'users', data: { email } })
    expect(token).toMatch(/^[0-9a-f]{40}$/)
  })
})

describe('a save', () => {
  it.runIf(keepsTransactions())(
    'leaves no line and no document behind when a hook fails after the append',
    async () => {
      const hooks = editor.payload.collections['products']?.config.hooks.afterChange ?? []
      const fail = () => {
        throw new Error('a later hook failed')
      }
      hooks.push(fail)
      const before = (await editor.lines()).length
      await expect(
        editor.local.update({
          collection: 'products',
          id: model,
          data: { title: 'Nieuw', _status: 'published' },
        }),
      ).rejects.toThrow('a later hook failed')
      hooks.splice(hooks.indexOf(fail), 1)
      expect(await editor.lines()).toHaveLength(before)
      expect((await editor.local.findByID({ collection: 'products', id: model }))['title']).toBe('Paspoort')
    },
  )
})
