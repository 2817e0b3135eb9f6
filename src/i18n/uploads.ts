/** What a picture may be. Delivery, the editor and the words for editors all read it here. */
export const PICTURE_LIMITS = {
  megabytes: 10,
  megapixels: 50,
  mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/avif'],
} as const

const TYPES = 'JPEG, PNG, WebP of AVIF'

/** For a file of more bytes than are taken. Says nothing of the file: it was not read. */
export const fileTooLarge = (): string =>
  `Dit bestand is te groot. Een afbeelding mag hoogstens ${PICTURE_LIMITS.megabytes} MB zijn. Verklein haar en upload haar opnieuw.`

export const fileEmpty = (name: string): string =>
  `“${name}” is een leeg bestand. Kies een afbeelding (${TYPES}).`

/** `kind` is what it is instead, with its article, where that is known: `een pdf`. */
export const fileNoPicture = (name: string, kind: string | null): string =>
  `“${name}” is geen afbeelding die u hier kunt gebruiken${kind === null ? '' : `, maar ${kind}`}. Toegestaan is ${TYPES}. Sla de afbeelding zo op en upload haar opnieuw.`

/** For what is refused after all that is known here was looked at. */
export const fileRefused = (): string =>
  `Dit bestand kan hier niet gebruikt worden. Toegestaan is ${TYPES}, hoogstens ${PICTURE_LIMITS.megabytes} MB en ${PICTURE_LIMITS.megapixels} miljoen beeldpunten.`

export const tooManyPixels = (name: string, width: number, height: number): string =>
  `“${name}” heeft ${dutchNumber(width)} × ${dutchNumber(height)} beeldpunten, en dat is te veel. Het mogen er samen hoogstens ${PICTURE_LIMITS.megapixels} miljoen zijn, bijvoorbeeld 8.000 × 6.000. Verklein de afbeelding en upload haar opnieuw.`

/** For a picture that turns out to be unreadable; `name` is unknown where Payload finds that out. */
export const fileBroken = (name?: string): string =>
  `${name === undefined ? 'Deze afbeelding' : `“${name}”`} kan niet gelezen worden, want het bestand is stuk of niet compleet. Open de afbeelding in een ander programma, sla haar opnieuw op als ${TYPES} (hoogstens ${PICTURE_LIMITS.megabytes} MB en ${PICTURE_LIMITS.megapixels} miljoen beeldpunten) en upload haar dan.`

const dutchNumber = (value: number) => value.toLocaleString('nl-NL')
