import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHANNELS, type AnswerSource, type Channel, type RichText } from '../catalogue'
import { CHANNEL_LIMITS, isSpeakable, lengthOf, LIMITED_BODY } from './limits'
import { resolveAnswers, type AnswersInput } from './resolve'
import { treeOfText } from './rich-text'
import { spokenText } from './format/spoken-text'

/** Paragraphs; `{f1}` becomes a chip of the fact `f1`. */
function rich(...paragraphs: readonly string[]): RichText {
  const node = (part: string) =>
    /^\{\w+\}$/.test(part)
      ? { type: 'inlineBlock', fields: { blockType: 'fact', fact: part.slice(1, -1) } }
      : { type: 'text', text: part, format: 0 }
  const children = paragraphs.map((text) => ({
    type: 'paragraph',
    children: text.split(/(\{\w+\})/).map(node),
  }))
  return { root: { children } }
}

function answer(channel: Channel, changes: Partial<AnswerSource> = {}): AnswerSource {
  return {
    channel,
    question: null,
    short: null,
    body: null,
    nextStep: null,
    links: [],
    handOver: false,
    ...changes,
  }
}

function resolve(changes: Partial<AnswersInput> = {}) {
  const result = resolveAnswers({
    locale: 'nl',
    question: 'Paspoort',
    summary: null,
    sections: [],
    answers: [],
    contextFor: (channel) => ({
      channel,
      locale: 'nl',
      fact: (id) => ({
        key: `key-${id}`,
        text: channel === 'phone' ? 'tachtig euro' : '€ 80',
        value: { kind: 'amount', cents: 8000, currency: 'EUR' },
      }),
      link: () => null,
    }),
    ...changes,
  })
  const on = (channel: Channel) => {
    const found = result.answers.find((it) => it.channel === channel)
    if (found === undefined) throw new Error(`no answer for ${channel}`)
    return found
  }
  return { ...result, on }
}

const sections = [
  { key: 'intro', title: 'In het kort', tree: treeOfText('Met een paspoort reist u.') },
  { key: 'costs', title: 'Kosten', tree: treeOfText('Dat kost geld.') },
] as const

describe('an answer', () => {
  it('is the text of its own channel, else the general one, else the sections, and says which', () => {
    const own = [answer('general', { short: rich('Algemeen.') }), answer('chat', { short: rich('Chat.') })]
    const { on } = resolve({ answers: own, sections })
    expect([on('chat').servedFrom, on('chat').short.text]).toEqual(['chat', 'Chat.'])
    expect([on('web').servedFrom, on('web').short.text]).toEqual(['general', 'Algemeen.'])
    const derived = resolve({ sections }).on('web')
    expect([derived.servedFrom, derived.short.text]).toEqual(['sections', 'Met een paspoort reist u.'])
    expect(derived.body.html).toBe(
      '<h3>In het kort</h3>\n<p>Met een paspoort reist u.</p>\n<h3>Kosten</h3>\n<p>Dat kost geld.</p>',
    )
  })

  it('inherits the part that its channel does not word itself', () => {
    const { on } = resolve({
      answers: [
        answer('general', { short: rich('Kort.'), body: rich('Lang {f1}.') }),
        answer('phone', { short: rich('Aan de lijn.') }),
      ],
    })
    expect(on('phone')).toMatchObject({
      servedFrom: 'phone',
      short: { text: 'Aan de lijn.' },
      body: { text: 'Lang tachtig euro.' },
      factKeys: ['key-f1'],
    })
    expect(on('web').body.text).toBe('Lang € 80.')
  })

  it('has a short text when only a body was written, and a body when only a short text was', () => {
    expect(
      resolve({ answers: [answer('general', { body: rich('Eén.', 'Twee.') })] }).on('web').short.text,
    ).toBe('Eén.')
    expect(resolve({ answers: [answer('general', { short: rich('Kort.') })] }).on('web').body.text).toBe(
      'Kort.',
    )
  })

  it('takes question, next step and links from general where the channel has none', () => {
    const general = answer('general', {
      question: 'Hoe vraag ik een paspoort aan?',
      nextStep: { kind: 'visit', label: null, url: 'javascript:x' },
      links: [
        { label: 'Meer', url: 'https://www.helmond.nl' },
        { label: 'Kwaad', url: 'javascript:x' },
      ],
    })
    expect(resolve({ answers: [general], sections }).on('letter')).toMatchObject({
      question: 'Hoe vraag ik een paspoort aan?',
      nextStep: { kind: 'visit', label: 'Langskomen', url: null },
      links: [{ label: 'Meer', url: 'https://www.helmond.nl' }],
    })
    expect(resolve({ sections }).on('web').question).toBe('Paspoort')
  })

  it('hands over to a person only in the channel that says so', () => {
    const { on } = resolve({ answers: [answer('chat', { handOver: true })], sections })
    expect(CHANNELS.filter((channel) => on(channel).handOver)).toEqual(['chat'])
    expect(on('chat').servedFrom).toBe('sections')
  })
})

describe('limits', () => {
  it('are held against what editors wrote for the channel', () => {
    const long = rich(`${'woord '.repeat(120)}.`)
    const { problems, on } = resolve({
      answers: [answer('chat', { body: long }), answer('phone', { body: long })],
    })
    expect(problems).toEqual([
      {
        code: 'answer_too_long',
        where: 'answers.chat.body',
        params: { channel: 'chat', length: '721', limit: '650' },
      },
    ])
    expect(lengthOf(on('chat').body.text)).toBe(721)
  })

  it('are never passed by what a channel inherits', () => {
    const limited = CHANNELS.flatMap((channel) => {
      const limit = CHANNEL_LIMITS[channel]
      return limit === undefined ? [] : [{ channel, limit }]
    })
    fc.assert(
      fc.property(
        fc.array(fc.lorem({ mode: 'sentences', maxCount: 12 }), { minLength: 1, maxLength: 6 }),
        (paragraphs) => {
          const { on, problems } = resolve({ answers: [answer('general', { short: rich(...paragraphs) })] })
          expect(problems).toEqual([])
          for (const { channel, limit } of limited) {
            expect(lengthOf(on(channel).short.text)).toBeLessThanOrEqual(limit)
            if (LIMITED_BODY.includes(channel))
              expect(lengthOf(on(channel).body.text)).toBeLessThanOrEqual(limit)
          }
        },
      ),
    )
  })

  it('count characters as people do', () => {
    expect(lengthOf('café')).toBe(4)
    expect(lengthOf('cafe\u0301')).toBe(4)
    expect(lengthOf('👩‍👩‍👧')).toBe(1)
  })
})

describe('what is read out', () => {
  it.each([
    ['Dat kost € 12,50 (contant).', 'Dat kost twaalf euro vijftig, contant.'],
    ['U krijgt 10% korting', 'U krijgt 10 procent korting'],
    ['Kijk op www.helmond.nl.', 'Kijk op www punt helmond punt nl.'],
    ['Mail info@helmond.nl', 'Mail info apenstaartje helmond punt nl'],
    ['man/vrouw & kind', 'man of vrouw en kind'],
    ['Bel ons (ma t/m vr) of kom langs', 'Bel ons, ma tot en met vr, of kom langs'],
    ['€ 1.250 per jaar', 'duizend tweehonderdvijftig euro per jaar'],
  ])('%j becomes %j', (written, spoken) => {
    expect(spokenText(written, 'nl')).toBe(spoken)
  })

  it('can always be read out, whatever was inherited', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('€ 5', '(a)', 'https://a.nl/b?c=d', 'x@y.nl', '50%', '[b]'),
        (words, sign) => {
          const { on } = resolve({
            answers: [answer('general', { short: rich(`${words} ${sign} ${words}`) })],
          })
          expect(isSpeakable(on('phone').short.text)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is a problem when an editor wrote it for the phone with signs', () => {
    const { problems } = resolve({ answers: [answer('phone', { short: rich('Dat kost {f1} (contant).') })] })
    expect(problems.map((problem) => `${problem.code} ${problem.where}`)).toEqual([
      'answer_not_speakable answers.phone.short',
    ])
  })
})
