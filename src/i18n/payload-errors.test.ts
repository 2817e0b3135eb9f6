import { describe, expect, it } from 'vitest'
import { dutchError } from './payload-errors'

const refused = (...errors: readonly object[]) => ({ status: 400, data: { errors } })

describe('an error of Payload', () => {
  it('says of each field what is wrong with it, by the name that the editor sees', () => {
    const error = refused(
      { path: 'title', label: 'Basis > Titel', message: 'Hoogstens 150 tekens' },
      { path: 'slug', label: 'Webadres', message: 'Dit is al in gebruik.' },
    )
    expect(dutchError(error, 'Het volgende veld is ongeldig: Basis > Titel')).toBe(
      '“Basis › Titel” klopt niet. Hoogstens 150 tekens.\n“Webadres” klopt niet. Dit is al in gebruik.',
    )
  })

  it('names a field without a label by its path', () => {
    expect(dutchError(refused({ path: 'order', message: 'Vul dit in' }), '')).toBe(
      '“order” klopt niet. Vul dit in.',
    )
  })

  it('says in Dutch which files are taken', () => {
    const error = refused({ path: 'file', message: 'Invalid MIME type: image/gif.' })
    expect(dutchError(error, 'The following field is invalid: file')).toMatch(/^Dit bestand .*JPEG.*10 MB/)
  })

  it('tells the limit of a file that is too large', () => {
    expect(dutchError({ status: 413, data: { size: 10 } }, 'An unknown error occurred.')).toMatch(/10 MB/)
  })

  it('tells our own fault from what was asked wrongly, and shows no message that is not meant for editors', () => {
    const secret = { message: 'SQLITE_ERROR: no such table' }
    expect(dutchError(secret, 'Something went wrong.')).toMatch(/bij ons iets mis/)
    expect(dutchError({ ...secret, status: 500 }, 'Something went wrong.')).toMatch(/bij ons iets mis/)
    expect(dutchError({ ...secret, status: 400 }, 'An unknown error occurred.')).toMatch(/niet uitgevoerd/)
  })

  it('shows a message that is meant for editors although Payload hides it', () => {
    const error = { status: 409, isPublic: true, message: 'Dit is nog in gebruik.' }
    expect(dutchError(error, 'An unknown error occurred.')).toBe('Dit is nog in gebruik.')
  })

  it('stays as it is when it says something', () => {
    expect(dutchError({ status: 403 }, 'U mag deze actie niet uitvoeren.')).toBeNull()
  })
})
