import { randomBytes } from 'node:crypto'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Payload } from 'payload'
import { SLUGS } from '../../collections/slugs'
import { seedCatalogue } from '../../seed/load'
import {
  followUpsDone,
  leadInCommand,
  publishingParts,
  startEditorWork,
  stopEditorWork,
} from '../platform/editor'
import type { Env } from '../platform/env'
import { openEditor } from './open-editor'

/**
 * Makes a data folder ready to start: migrates the database, makes the first administrator, and fills an empty catalogue.
 * Safe to run again at any moment: what is there already stays as it is.
 */
const say = (line: string) => process.stdout.write(`${line}\n`)

const { payload, env } = await openEditor()
try {
  await firstAdministrator(payload, env)
  await fillIfEmpty(payload, env)
} finally {
  await stopEditorWork()
  await payload.destroy()
}
process.exit(0)

async function firstAdministrator(editor: Payload, { adminEmail, adminPassword }: Env): Promise<void> {
  const { totalDocs } = await editor.count({
    collection: SLUGS.users,
    where: { roles: { in: ['administrator'] } },
  })
  if (totalDocs > 0) return
  const email = adminEmail ?? 'beheer@voorbeeld.nl'
  const password = adminPassword ?? randomBytes(12).toString('base64url')
  await editor.create({
    collection: SLUGS.users,
    data: { email, password, name: 'Beheerder', roles: ['administrator'] },
  })
  // At once, and only now: whatever fails after this, the password is not lost.
  say('')
  say('First login, shown once:')
  say(`  E-mail     ${email}`)
  say(`  Password   ${adminPassword === null ? password : '(the one in PDC_ADMIN_PASSWORD)'}`)
  say('')
}

/**
 * The seed is an invented municipality: it fills an empty catalogue for trying out, never one in production. A seed that
 * was cut off leaves its mark, so that the next start completes it and keeps what editors made of it meanwhile.
 */
async function fillIfEmpty(editor: Payload, { demoUsers, dataDir, env: kind }: Env): Promise<void> {
  if (kind === 'production') return
  const mark = join(dataDir, 'seeding')
  const { totalDocs } = await editor.count({ collection: SLUGS.products })
  if (totalDocs > 0 && !existsSync(mark)) return
  writeFileSync(mark, '')
  const parts = publishingParts(env)
  startEditorWork(editor, parts, leadInCommand(env))
  await seedCatalogue(editor, { demoUsers, existing: 'keep', onProgress: (line: string) => say(line) })
  // Else the first edit would wait behind what follows from the seed.
  await followUpsDone(editor, parts, (left) => say(`Seed: ${left} follow-ups left`))
  rmSync(mark)
}
