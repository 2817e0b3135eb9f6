import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** As for the first administrator (`PDC_ADMIN_PASSWORD`). */
export const SHORTEST_PASSWORD = 12
/** Room for a whole sentence; longer ones only cost time. */
export const LONGEST_PASSWORD = 128
/** From 0 (guessed at once) to 4; 3 takes an attacker who has the stored password a long time. */
const WANTED_SCORE = 3

/** Words of this product and its users that others may know. */
const KNOWN_WORDS = [
  'antwoordcatalogus',
  'gemeente',
  'wachtwoord',
  'welkom',
  'redactie',
  'beheer',
  'inloggen',
]

let estimator: ZxcvbnFactory | undefined

/**
 * What is wrong with a password, for who chose it; null: nothing. Asks for no mix of signs: only for length, and that it is not
 * one that others use, a row on the keyboard, or made of who somebody is (`about`: name, e-mail address).
 */
export function passwordProblem(password: string, about: readonly string[]): string | null {
  const length = [...password].length
  if (length < SHORTEST_PASSWORD)
    return `Dit wachtwoord is te kort: gebruik minstens ${SHORTEST_PASSWORD} tekens, bijvoorbeeld vier losse woorden.`
  if (length > LONGEST_PASSWORD)
    return `Dit wachtwoord is te lang: gebruik hoogstens ${LONGEST_PASSWORD} tekens.`
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
  const own = about.flatMap((text) => [text, ...text.split(/[\s@._-]+/)]).filter((word) => word.length > 2)
  if (estimator.check(password, [...KNOWN_WORDS, ...own]).score >= WANTED_SCORE) return null
  return 'Dit wachtwoord is te makkelijk te raden. Gebruik geen bekend wachtwoord, geen naam of rijtje, maar bijvoorbeeld vier losse woorden.'
}
