import type { Channel } from '../catalogue'

/** How long a channel's text may be, in characters as people count them. Source: Antwoord content model; one text message of two parts. */
export const CHANNEL_LIMITS: Readonly<Partial<Record<Channel, number>>> = { phone: 650, chat: 650, text: 320 }

/** Channels that show nothing beyond the limit, so that it holds for the body too. On the phone the body is there to read. */
export const LIMITED_BODY: readonly Channel[] = ['chat', 'text']

const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' })

/** Length in characters as people count them. */
export function lengthOf(text: string): number {
  // Plain letters and signs count as one each; the segmenter is only needed, and slow, beyond them.
  return /^[\u0020-\u007e\u00a0-\u00ff\u20ac\n]*$/.test(text)
    ? text.length
    : [...graphemes.segment(text)].length
}

/** Whether a text can be read out as it stands: no web or e-mail addresses, no brackets, no signs. Figures can be read out. */
export function isSpeakable(text: string): boolean {
  return !/https?:|www\.|[€$£%@&()[\]{}<>/\\*#_|~^=+]/i.test(text)
}
