import { CHANNELS, type AnswerSource, type Channel, type Locale, type SectionKey } from '../catalogue'
import type { Problem } from '../publications/problems'
import type { ChannelAnswerRecord } from '../publications/record'
import { CHANNEL_LIMITS, isSpeakable, lengthOf, LIMITED_BODY } from './limits'
import { cutTree, isAllowedUrl, parseRichText, renderTree, textOf, treeOfText } from './rich-text'
import { factIdsOf, type Block, type RenderContext, type Tree } from './rich-text'
import { spokenTree } from './speakable'
import { NEXT_STEP_LABELS } from './words'

export type AnswersInput = {
  readonly locale: Locale
  /** Asked when no answer words the question itself: the product's title or the question. */
  readonly question: string
  readonly summary: string | null
  readonly sections: readonly { readonly key: SectionKey; readonly title: string; readonly tree: Tree }[]
  readonly answers: readonly AnswerSource[]
  readonly contextFor: (channel: Channel) => RenderContext
}

export type ResolvedAnswers = {
  /** One per channel, in the order of `CHANNELS`. */
  readonly answers: readonly ChannelAnswerRecord[]
  readonly problems: readonly Problem[]
}

/** Texts of one channel or of a fall-back; null where there is none. */
type Texts = { readonly short: Tree | null; readonly body: Tree | null }

/**
 * The answer of every channel: its own text, else that of `general`, else derived from summary and sections; short text and
 * body apart. `servedFrom` names the first of these that gives at least one of the two, so a channel that words only its short
 * text is served from that channel while its body is inherited. Facts are always formatted for the channel that is asked.
 * Editors' own text must fit the channel, or a problem says so; inherited text is made to fit.
 */
export function resolveAnswers(input: AnswersInput): ResolvedAnswers {
  const resolved = CHANNELS.map((channel) => resolveChannel(input, channel))
  return {
    answers: resolved.map(({ answer }) => answer),
    problems: resolved.flatMap(({ problems }) => problems),
  }
}

function resolveChannel(
  input: AnswersInput,
  channel: Channel,
): { readonly answer: ChannelAnswerRecord; readonly problems: readonly Problem[] } {
  const own = answerFor(input, channel)
  const general = answerFor(input, 'general')
  const [ownTexts, generalTexts, derived] = [textsOf(own), textsOf(general), derivedTexts(input)]
  const inherited = inheritedTexts(generalTexts, derived, ownTexts)
  const context = input.contextFor(channel)
  const short = ownTexts.short ?? fitted(inherited.short, context, CHANNEL_LIMITS[channel])
  const bodyLimit = LIMITED_BODY.includes(channel) ? CHANNEL_LIMITS[channel] : undefined
  const body = ownTexts.body ?? fitted(inherited.body, context, bodyLimit)
  const factIds = new Set([...factIdsOf(short), ...factIdsOf(body)])
  const answer: ChannelAnswerRecord = {
    channel,
    servedFrom: hasText(ownTexts) ? channel : hasText(generalTexts) ? 'general' : 'sections',
    question: filled(own?.question) ?? filled(general?.question) ?? input.question,
    short: renderTree(short, context),
    body: renderTree(body, context),
    factKeys: [...factIds].flatMap((id) => context.fact(id)?.key ?? []),
    nextStep: nextStepOf(own?.nextStep ?? general?.nextStep ?? null, input.locale),
    links: (own?.links.length ? own.links : (general?.links ?? [])).filter((link) => isAllowedUrl(link.url)),
    handOver: own?.handOver ?? false,
  }
  return { answer, problems: problemsOf(channel, ownTexts, context) }
}

function answerFor(input: AnswersInput, channel: Channel): AnswerSource | undefined {
  return input.answers.find((answer) => answer.channel === channel)
}

function textsOf(answer: AnswerSource | undefined): Texts {
  const tree = (state: unknown) => {
    const parsed = parseRichText(state)
    return parsed.length === 0 ? null : parsed
  }
  return { short: tree(answer?.short), body: tree(answer?.body) }
}

function hasText(texts: Texts): boolean {
  return texts.short !== null || texts.body !== null
}

/** What a channel gets where it has no text of its own. A text that exists stands in for one that nowhere does. */
function inheritedTexts(
  general: Texts,
  derived: Texts,
  own: Texts,
): { readonly short: Tree; readonly body: Tree } {
  return {
    short: general.short ?? derived.short ?? firstBlock(own.body ?? general.body ?? derived.body) ?? [],
    body: general.body ?? derived.body ?? general.short ?? own.short ?? derived.short ?? [],
  }
}

/** Summary and sections as an answer: the summary, or the beginning of the intro, and all sections under their titles. */
function derivedTexts(input: AnswersInput): Texts {
  const summary = filled(input.summary)
  const intro = input.sections.find((section) => section.key === 'intro') ?? input.sections[0]
  const body = input.sections.flatMap((section) => [...titled(section.title), ...section.tree.map(lowered)])
  return {
    short: summary === null ? firstBlock(intro?.tree ?? null) : treeOfText(summary),
    body: body.length === 0 ? null : body,
  }
}

function firstBlock(tree: Tree | null): Tree | null {
  const first =
    tree?.find((block) => block.type === 'paragraph') ?? tree?.find((block) => block.type === 'list')
  return first === undefined ? null : [first]
}

function titled(title: string): Tree {
  return [
    { type: 'heading', level: 3, children: [{ type: 'text', text: title, bold: false, italic: false }] },
  ]
}

/** Headings inside a section stand below the section's title. */
function lowered(block: Block): Block {
  return block.type === 'heading' ? { ...block, level: 4 } : block
}

function fitted(tree: Tree, context: RenderContext, limit: number | undefined): Tree {
  const said = context.channel === 'phone' ? spokenTree(tree, context.locale) : tree
  if (limit === undefined) return said
  return cutTree(said, (part) => lengthOf(textOf(part, context)) <= limit)
}

function nextStepOf(step: AnswerSource['nextStep'], locale: Locale): ChannelAnswerRecord['nextStep'] {
  if (step === null || step.kind === 'none') return null
  const url = filled(step.url)
  return {
    kind: step.kind,
    label: filled(step.label) ?? NEXT_STEP_LABELS[locale][step.kind],
    url: url !== null && isAllowedUrl(url) ? url : null,
  }
}

function problemsOf(channel: Channel, own: Texts, context: RenderContext): readonly Problem[] {
  const limit = CHANNEL_LIMITS[channel]
  const parts = [
    { name: 'short', tree: own.short, limit },
    { name: 'body', tree: own.body, limit: LIMITED_BODY.includes(channel) ? limit : undefined },
  ]
  return parts.flatMap((part): Problem[] => {
    if (part.tree === null) return []
    const where = `answers.${channel}.${part.name}`
    const text = textOf(part.tree, context)
    const length = lengthOf(text)
    const problems: Problem[] = []
    if (part.limit !== undefined && length > part.limit) {
      problems.push({
        code: 'answer_too_long',
        where,
        params: { channel, length: String(length), limit: String(part.limit) },
      })
    }
    if (channel === 'phone' && part.name === 'short' && !isSpeakable(text)) {
      problems.push({ code: 'answer_not_speakable', where, params: { channel } })
    }
    return problems
  })
}

function filled(text: string | null | undefined): string | null {
  return text === null || text === undefined || text.trim() === '' ? null : text.trim()
}
