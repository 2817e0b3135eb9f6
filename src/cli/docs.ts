import { readFileSync, writeFileSync } from 'node:fs'
import { environmentTable, exampleEnvironment, withTable } from './docs-text'

/** Writes what is made from the list of variables: the table in `docs/operations.md` and `.env.example`. */
const page = 'docs/operations.md'
writeFileSync(page, withTable(readFileSync(page, 'utf8'), environmentTable()))
writeFileSync('.env.example', exampleEnvironment())
