import type { Locale, NextStepKind, RequestChannelKind, SectionKey } from '../catalogue'

type Words<Key extends string> = Readonly<Record<Locale, Readonly<Record<Key, string>>>>

/** Titles of sections for which the editor gave none. */
export const SECTION_TITLES: Words<SectionKey> = {
  nl: {
    intro: 'In het kort',
    apply: 'Aanvragen',
    conditions: 'Voorwaarden',
    evidence: 'Meenemen',
    costs: 'Kosten',
    term: 'Hoelang duurt het?',
    appeal: 'Bezwaar en beroep',
    noReply: 'Geen reactie gekregen?',
    remarks: 'Bijzonderheden',
    contact: 'Contact',
    result: 'Wat krijgt u?',
    legal: 'Wet- en regelgeving',
  },
  en: {
    intro: 'In short',
    apply: 'How to apply',
    conditions: 'Conditions',
    evidence: 'What to bring',
    costs: 'Costs',
    term: 'How long does it take?',
    appeal: 'Objection and appeal',
    noReply: 'No reply received?',
    remarks: 'Special circumstances',
    contact: 'Contact',
    result: 'What do you get?',
    legal: 'Legislation',
  },
}

/** What a next step is called when the editor did not name it. */
export const NEXT_STEP_LABELS: Words<Exclude<NextStepKind, 'none'>> = {
  nl: {
    apply: 'Aanvragen',
    callBack: 'Terugbelverzoek maken',
    transfer: 'Doorverbinden',
    refer: 'Doorverwijzen',
    visit: 'Langskomen',
  },
  en: {
    apply: 'Apply',
    callBack: 'Request a call back',
    transfer: 'Transfer the call',
    refer: 'Refer',
    visit: 'Visit us',
  },
}

/** What a way to apply is called when the editor did not name it. */
export const REQUEST_CHANNEL_LABELS: Words<RequestChannelKind> = {
  nl: {
    online: 'Online aanvragen',
    counter: 'Aanvragen aan de balie',
    phone: 'Telefonisch aanvragen',
    post: 'Per post aanvragen',
    email: 'Per e-mail aanvragen',
  },
  en: {
    online: 'Apply online',
    counter: 'Apply at the counter',
    phone: 'Apply by phone',
    post: 'Apply by post',
    email: 'Apply by e-mail',
  },
}
