// A second process that writes to the same file in short transactions, and tells how many it made.
import { randomUUID } from 'node:crypto'
import Database from 'libsql'

const db = new Database(process.argv[2])
db.exec('PRAGMA busy_timeout = 10000')
const now = new Date().toISOString()
let written = 0
const write = () => {
  db.exec('BEGIN IMMEDIATE')
  db.prepare('INSERT INTO copies (id, title, updated_at, created_at) VALUES (?, ?, ?, ?)').run([
    randomUUID(),
    'theirs',
    now,
    now,
  ])
  setTimeout(() => {
    db.exec('COMMIT')
    written += 1
    if (written < 40) setTimeout(write, 5)
    else process.send(written, () => process.exit(0))
  }, 5)
}
write()
