import { describe, expect, it } from 'vitest'
import { problemLines, publicationRefused, stillInUse } from './refusal'

const expired = {
  code: 'fact_expired',
  where: 'answers.phone.short',
  params: { fact: 'Paspoort, volwassene', validUntil: '2025-12-31' },
} as const

describe('a refused publication', () => {
  it('tells in which language, where, and which fact', () => {
    const [line] = problemLines([{ locale: 'nl', problem: expired }])
    expect(line).toContain('Nederlands, Antwoorden › Telefoon › Kort antwoord')
    expect(line).toContain('Paspoort, volwassene')
  })

  it.each([
    ['uniformProductNames', 'Uniforme productnamen'],
    ['legalBasis', 'Wettelijke grondslag'],
    ['serviceDesk', 'Wie helpt'],
    ['publishUntil', 'Publiceren tot'],
    ['sections.costs', 'Teksten › Kosten en betalen'],
  ])('calls %s what the screen calls it', (where, name) => {
    const problem = { code: 'uniform_product_name_missing', where, params: {} } as const
    expect(problemLines([{ locale: 'nl', problem }])[0]).toMatch(new RegExp(`^Nederlands, ${name}: `, 'u'))
  })

  it('tells the same problem once', () => {
    expect(
      problemLines([
        { locale: 'nl', problem: expired },
        { locale: 'nl', problem: expired },
      ]),
    ).toHaveLength(1)
  })

  it('names the item and shows itself to the editor', () => {
    expect(publicationRefused('Paspoort', [{ locale: 'nl', problem: expired }])).toMatchObject({
      message: expect.stringContaining('“Paspoort” kan niet gepubliceerd worden'),
      status: 400,
      isPublic: true,
    })
  })

  it('names the users of a target and counts the others', () => {
    expect(stillInUse(['Paspoort', 'Rijbewijs'], 4)).toMatchObject({
      message: expect.stringContaining('“Paspoort”, “Rijbewijs” en nog 2 andere'),
      isPublic: true,
    })
  })
})
