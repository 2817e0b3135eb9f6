import { inlinesOf, parseRichText, textOf, type RenderContext, type Tree } from '../../answers'
import { isAllowedUrl } from '../../answers'
import type { AnswerSource, Channel, ProductSource, QuestionSource } from '../../catalogue'
import type { Problem } from '../problems'

/** One text of an item: where an editor finds it, and what stands in it. */
export type ItemText = { readonly where: string; readonly channel: Channel; readonly tree: Tree }

/** All rich texts of an item that readers get, in reading order. */
export function publicTexts(
  source: Pick<ProductSource | QuestionSource, 'answers'> & Partial<Pick<ProductSource, 'sections'>>,
): readonly ItemText[] {
  const sections = (source.sections ?? []).map((section): ItemText => ({
    where: `sections.${section.key}`,
    channel: 'web',
    tree: parseRichText(section.text),
  }))
  const answers = source.answers.flatMap((answer) =>
    (['short', 'body'] as const).map((part): ItemText => ({
      where: `answers.${answer.channel}.${part}`,
      channel: answer.channel,
      tree: parseRichText(answer[part]),
    })),
  )
  return [...sections, ...answers]
}

/** The agent-only text of an item. */
export function deskText(source: { readonly deskMemo: unknown }): ItemText {
  return { where: 'deskMemo', channel: 'counter', tree: parseRichText(source.deskMemo) }
}

/** Links in texts that lead nowhere a reader may go. */
export function linkProblems(texts: readonly ItemText[]): readonly Problem[] {
  return texts.flatMap(({ where, tree }) =>
    inlinesOf(tree).flatMap((node): Problem[] =>
      node.type === 'link' && node.target.kind === 'invalid' ? [linkInvalid(where, node.target.url)] : [],
    ),
  )
}

/** Links to items that readers cannot see; their words stay. Not in the way of publishing: two items may name each other. */
export function linkNotices(texts: readonly ItemText[], context: RenderContext): readonly Problem[] {
  return texts.flatMap(({ where, tree }) =>
    inlinesOf(tree).flatMap((node): Problem[] => {
      if (node.type !== 'link' || node.target.kind !== 'item') return []
      const { kind, id } = node.target.item
      return context.link(kind, id) === null
        ? [{ code: 'link_target_unpublished', where, params: { kind, id } }]
        : []
    }),
  )
}

/** Addresses in fields, as opposed to text, that readers may not be sent to. Empty ones are no problem. */
export function urlProblems(
  urls: readonly (readonly [where: string, url: string | null])[],
): readonly Problem[] {
  return urls.flatMap(([where, url]) =>
    url === null || url.trim() === '' || isAllowedUrl(url.trim()) ? [] : [linkInvalid(where, url)],
  )
}

export function answerUrls(answers: readonly AnswerSource[]): readonly (readonly [string, string | null])[] {
  return answers.flatMap((answer) => [
    [`answers.${answer.channel}.nextStep`, answer.nextStep?.url ?? null] as const,
    ...answer.links.map((link) => [`answers.${answer.channel}.links`, link.url] as const),
  ])
}

function linkInvalid(where: string, url: string): Problem {
  return { code: 'link_invalid', where, params: { url: url.slice(0, 200) } }
}

/** Text that a writer meant to fill in later: "[…]", "[naam]", "XX". As the Single Digital Gateway refuses it. */
const PLACEHOLDER = /\[[^\]\n]{0,80}\]|\bX{2,}\b/

export function placeholderProblems(
  plain: readonly (readonly [where: string, text: string | null])[],
  texts: readonly ItemText[],
  context: RenderContext,
): readonly Problem[] {
  const written = texts.map(
    ({ where, tree }) => [where, textOf(tree, { ...context, fact: () => null })] as const,
  )
  return [...plain, ...written].flatMap(([where, text]): Problem[] => {
    const found = PLACEHOLDER.exec(text ?? '')?.[0]
    return found === undefined ? [] : [{ code: 'placeholder_text', where, params: { text: found } }]
  })
}
