/** Words for made catalogues: always the same for the same number. */

const SYLLABLES =
  'ba be bo da de do fa fe ga go ha he ka ke ko la le lo ma me mo na ne no pa pe po ra re ro sa se so ta te to va ve wa we wo za ze zo'.split(
    ' ',
  )
const FIRSTS =
  'afval bouw dorps fiets gemeente haven jeugd kade lucht markt natuur oever park plein rand school speel sport straat tuin veld verkeer water weg wijk winkel zorg zwem'.split(
    ' ',
  )
const LASTS =
  'advies bank bijdrage dienst feest fonds gebied heffing huis kaart keuring loket melding ontheffing overleg pas plan plek punt regeling register toets vergoeding vergunning verslag zone'.split(
    ' ',
  )
const PLACE_FIRSTS = 'Noord Zuid Ooster Wester Nieuw Oud Hoog Laag Groot Klein Midden Boven'.split(' ')
const PLACE_LASTS = 'dam veen burg wijk dorp horst loo broek hoven rade wolde beek sluis stad meer'.split(' ')

const at = (list: readonly string[], number: number) => list[number % list.length] ?? ''

/** One of 180 places, then the same with a number. */
export function placeAt(number: number): string {
  const round = Math.floor(number / (PLACE_FIRSTS.length * PLACE_LASTS.length))
  const name = `${at(PLACE_FIRSTS, number)}${at(PLACE_LASTS, Math.floor(number / PLACE_FIRSTS.length))}`
  return round === 0 ? name : `${name}${round}`
}

/** One of several hundred compounds of two Dutch words. */
export function compoundAt(number: number): string {
  return `${at(FIRSTS, number)}${at(LASTS, Math.floor(number / FIRSTS.length))}`
}

/** One of 85,000 words that mean nothing. */
export function rareWordAt(number: number): string {
  const spread = (number * 7_919) % SYLLABLES.length ** 3
  return [1, SYLLABLES.length, SYLLABLES.length ** 2]
    .map((base) => at(SYLLABLES, Math.floor(spread / base)))
    .join('')
}
