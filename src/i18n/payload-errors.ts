import { fileRefused, fileTooLarge } from './uploads'

/** Payload's words for an error whose message it hides; they are in no translation (3.90.2, utilities/formatErrors). */
const HIDDEN = ['An unknown error occurred.', 'Something went wrong.']
/** And its words for a request that it cannot read. */
const UNREADABLE = ['Invalid JSON']

/** Payload gives no label to a value that is taken. */
const WITHOUT_LABEL: Readonly<Record<string, string>> = {
  slug: 'Webadres',
  key: 'Sleutel',
  email: 'E-mailadres',
}

const OUR_FAULT =
  'Er ging bij ons iets mis, en er is niets opgeslagen. Probeer het opnieuw. Blijft het misgaan, meld het dan aan de beheerder.'
const NOT_TAKEN = 'Dit verzoek is niet uitgevoerd. Laad de pagina opnieuw en probeer het nog eens.'
const NOT_READABLE = 'Wat is verstuurd kan niet gelezen worden, want het is geen geldige JSON.'

/**
 * What an editor reads instead of Payload's own message; null to leave that as it is. No colons: the admin's notice cuts what
 * follows the first one at its commas (3.90.2, ui/elements/Toasts/fieldErrors).
 */
export function dutchError(error: unknown, shown: string): string | null {
  const fields = fieldErrors(error)
  if (fields.length > 0) return [...new Set(fields.map(fieldLine))].join('\n')
  const status = propertyOf(error, 'status')
  if (status === 413) return fileTooLarge()
  if (UNREADABLE.includes(shown)) return NOT_READABLE
  if (!HIDDEN.includes(shown)) return null
  if (typeof status !== 'number' || status >= 500) return OUR_FAULT
  const hidden = propertyOf(error, 'message')
  return propertyOf(error, 'isPublic') === true && typeof hidden === 'string' && hidden !== ''
    ? hidden
    : NOT_TAKEN
}

/** Whether the admin marks fields by it. */
export const isAboutFields = (error: unknown): boolean => fieldErrors(error).length > 0

type FieldError = { readonly name: string; readonly message: string }

/** Payload names the fields in its message and keeps what is wrong with each of them to its data. */
function fieldErrors(error: unknown): readonly FieldError[] {
  const errors = propertyOf(propertyOf(error, 'data'), 'errors')
  if (!Array.isArray(errors)) return []
  return errors.flatMap((field: unknown) => {
    const [label, path, message] = ['label', 'path', 'message'].map((name) => propertyOf(field, name))
    if (typeof message !== 'string' || message === '') return []
    // What Payload says of a file is English, whatever language is asked for (3.90.2, uploads/checkFileRestrictions).
    if (path === 'file') return [{ name: '', message: fileRefused() }]
    const known = typeof path === 'string' ? (WITHOUT_LABEL[path] ?? path) : ''
    const name = typeof label === 'string' && label !== '' ? label : known
    return [{ name: name.replaceAll(' > ', ' › '), message }]
  })
}

function fieldLine({ name, message }: FieldError): string {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`
  return name === '' ? sentence : `“${name}” klopt niet. ${sentence}`
}

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
