/** How hard a Dutch text is to read. */
export type ReadingLevel = {
  readonly words: number
  readonly sentences: number
  readonly wordsPerSentence: number
  /**
   * Ease of reading from 0 (hard) to about 100 (easy), after Flesch as fitted to Dutch by Douma (1960):
   * 206.84 − 0.77 × syllables per 100 words − 0.93 × words per sentence.
   */
  readonly ease: number
}

/** From here on a text is plain; the names of things (“omgevingsvergunning”) lower the score of texts of government. */
export const PLAIN_EASE = 50
/** Sentences longer than this on average are hard to read at level B1. */
export const MOST_WORDS_PER_SENTENCE = 15

const WORD = /[\p{L}]+(?:[-'’][\p{L}]+)*/gu
const VOWELS = /aa|ee|ie|oo|uu|eu|oe|ui|ei|ij|au|ou|[aeiouyäëïöüéèê]/giu

/** Level of a text in pieces; each piece ends a sentence. A text without words is as easy as can be. */
export function readingLevelOf(blocks: readonly string[]): ReadingLevel {
  const sentences = blocks.flatMap(sentencesOf)
  const words = sentences.flatMap((sentence) => sentence.match(WORD) ?? [])
  if (words.length === 0) return { words: 0, sentences: 0, wordsPerSentence: 0, ease: 100 }
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0)
  const wordsPerSentence = words.length / sentences.length
  const ease = 206.84 - (77 * syllables) / words.length - 0.93 * wordsPerSentence
  return {
    words: words.length,
    sentences: sentences.length,
    wordsPerSentence,
    ease: Math.max(0, Math.min(100, ease)),
  }
}

function sentencesOf(block: string): readonly string[] {
  return block
    .split(/(?<=[.!?])\s+(?=\p{Lu})/u)
    .filter((sentence) => WORD.test(sentence) || sentence.match(WORD))
}

/** Groups of vowels that are said as one; at least one. */
export const syllablesIn = (word: string): number => Math.max(1, word.match(VOWELS)?.length ?? 0)
