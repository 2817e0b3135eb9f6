import { fold } from './analysis'

/** Ways of writing the same sound in Dutch, longest first; what people mix up who write by ear. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/sch(?=[^aeiou]|$)/g, 's'],
  [/ch/g, 'g'],
  [/ck|qu?|c(?![eiy])/g, 'k'],
  [/c(?=[eiy])|z/g, 's'],
  [/ph|v/g, 'f'],
  [/th/g, 't'],
  [/x/g, 'ks'],
  [/lijk/g, 'lik'],
  [/ij|ei|ey/g, 'y'],
  [/auw?|ouw?/g, 'au'],
  [/uu/g, 'u'],
  [/ie/g, 'i'],
  [/dt\b|d\b/g, 't'],
  [/b\b/g, 'p'],
  [/([a-z])\1+/g, '$1'],
]

/** How a Dutch word sounds, roughly: words that are pronounced alike give the same. */
export function soundOf(word: string): string {
  return SOUNDS.reduce((sound, [written, heard]) => sound.replace(written, heard), fold(word))
}
