import type { Channel } from '../../catalogue'
import type { ChannelAnswerRecord } from '../../publications'
import { CHANNEL_NAMES, dutchNumber } from '../words'

/** Where the text of a channel comes from; a fall-back is never silent. */
export function servedFromSentence({
  channel,
  servedFrom,
}: Pick<ChannelAnswerRecord, 'channel' | 'servedFrom'>): string {
  if (servedFrom === channel) return 'Eigen tekst'
  if (servedFrom === 'sections') return 'Afgeleid uit de secties'
  return `Overgenomen van ${CHANNEL_NAMES[servedFrom]}`
}

export type LengthNote = { readonly text: string; readonly isTooLong: boolean }

/** How long a text is and, where the channel has a limit, how much is left. */
export function lengthNote(length: number, limit: number | undefined): LengthNote {
  if (limit === undefined) return { text: `${dutchNumber(length)} tekens`, isTooLong: false }
  const over = length - limit
  if (over <= 0) return { text: `${dutchNumber(length)} van ${dutchNumber(limit)} tekens`, isTooLong: false }
  return {
    text: `${dutchNumber(length)} van ${dutchNumber(limit)} tekens: ${dutchNumber(over)} te veel`,
    isTooLong: true,
  }
}

/** The tab that a key moves to in a list of tabs; null for any other key. */
export function tabAfterKey(key: string, current: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (current + 1) % count
    case 'ArrowLeft':
      return (current + count - 1) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/** The channel that a problem's place belongs to (`answers.phone.short` → phone); null: it concerns every channel. */
export function channelOfProblem(where: string, channels: readonly Channel[]): Channel | null {
  return channels.find((channel) => where.split('.').includes(channel)) ?? null
}
