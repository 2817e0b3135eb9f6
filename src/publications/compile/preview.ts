import type { Instant } from '../../kernel'
import type { Problem } from '../problems'
import type { ChannelAnswerRecord } from '../record'
import type { ItemSource } from './item'
import { compileProduct, productTexts } from './product'
import { compileQuestion, questionTexts } from './question'
import type { World } from './world'

export type Preview = {
  /** What each channel would say; facts that cannot be shown are left out. */
  readonly answers: readonly ChannelAnswerRecord[]
  /** What stands in the way of publishing. */
  readonly problems: readonly Problem[]
  readonly notices: readonly Problem[]
}

/** What an item would say in every channel if it were published at a moment, also when it cannot be. */
export function previewItem(
  item: Extract<ItemSource, { kind: 'product' | 'question' }>,
  world: World,
  at: Instant,
): Preview {
  const made =
    item.kind === 'product' ? compileProduct(item.source, world, at) : compileQuestion(item.source, world, at)
  if (made.ok) return { answers: made.value.record.answers, problems: [], notices: made.value.notices }
  const moment = { at, endedFacts: 'last' } as const
  const texts =
    item.kind === 'product'
      ? productTexts(item.source, world, moment)
      : questionTexts(item.source, world, moment)
  return { answers: texts.answers, problems: made.error, notices: texts.notices }
}
