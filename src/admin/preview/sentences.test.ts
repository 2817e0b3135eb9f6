import { describe, expect, it } from 'vitest'
import { CHANNELS } from '../../catalogue'
import { channelOfProblem, lengthNote, servedFromSentence, tabAfterKey } from './sentences'

describe('the preview per channel', () => {
  it('says where the text comes from', () => {
    expect(servedFromSentence({ channel: 'phone', servedFrom: 'phone' })).toBe('Eigen tekst')
    expect(servedFromSentence({ channel: 'phone', servedFrom: 'general' })).toBe('Overgenomen van Algemeen')
    expect(servedFromSentence({ channel: 'phone', servedFrom: 'sections' })).toBe('Afgeleid uit de secties')
  })

  it('counts against the limit of the channel', () => {
    expect(lengthNote(1200, undefined)).toEqual({ text: '1.200 tekens', isTooLong: false })
    expect(lengthNote(650, 650)).toEqual({ text: '650 van 650 tekens', isTooLong: false })
    expect(lengthNote(660, 650)).toEqual({ text: '660 van 650 tekens: 10 te veel', isTooLong: true })
  })

  it('moves between tabs with the arrow keys, round the ends', () => {
    expect([
      tabAfterKey('ArrowRight', 7, 8),
      tabAfterKey('ArrowLeft', 0, 8),
      tabAfterKey('Home', 3, 8),
      tabAfterKey('End', 3, 8),
      tabAfterKey('Enter', 3, 8),
    ]).toEqual([0, 7, 0, 7, null])
  })

  it('knows which channel a problem belongs to', () => {
    expect(channelOfProblem('answers.phone.short', CHANNELS)).toBe('phone')
    expect(channelOfProblem('title', CHANNELS)).toBeNull()
  })
})
