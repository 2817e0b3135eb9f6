import { describe, expect, it } from 'vitest'
import { passwordProblem } from './password-rules'

const ABOUT = ['Jolanda de Bruijn', 'j.debruijn@dommelrode.example']

describe('a password', () => {
  it.each([
    ['too short', 'x7Kq-93hd_L', 'te kort'],
    ['too long', 'ab'.repeat(65), 'te lang'],
    ['one that many use', 'password1234', 'te raden'],
    ['one that many use, with a number', 'Welkom123456', 'te raden'],
    ['a row on the keyboard', 'qwertyuiop12', 'te raden'],
    ['one sign again and again', 'aaaaaaaaaaaaaaaa', 'te raden'],
    ['the name of this product', 'Antwoordcatalogus1', 'te raden'],
    ['the name of who uses it', 'JolandaBruijn', 'te raden'],
    ['their e-mail address', 'j.debruijn@dommelrode.example', 'te raden'],
  ])('that is %s is refused', (_what, password, reason) => {
    expect(passwordProblem(password, ABOUT)).toContain(reason)
  })

  it.each([
    'fiets regenboog tosti klavier',
    'x7Kq-93hd_Lm',
    'Een-lang-wachtwoord-1',
    'ünïcödé wørds bring lück',
  ])('such as “%s” is fine, with any signs and spaces', (password) => {
    expect(passwordProblem(password, ABOUT)).toBeNull()
  })
})
