import { richText } from './rich-text'

/** Collections of which the documents have drafts, and are published. */
export const WITH_DRAFTS = ['products', 'questions', 'facts'] as const
export type DraftedName = (typeof WITH_DRAFTS)[number]

type Belongs = { readonly organisation: string; readonly upl: string; readonly number: number }

/** Data of a document that is complete enough to be published; `number` keeps it apart from others. */
export function publishable(name: DraftedName, { organisation, upl, number }: Belongs): object {
  if (name === 'facts')
    return {
      label: `Feit ${number}`,
      key: `proef-feit-${number}`,
      kind: 'text',
      values: [{ validFrom: '2026-01-01', text: 'waarde' }],
      organisation,
    }
  const answered = {
    audiences: ['resident'],
    reviewBy: '2099-01-01',
    answers: [{ channel: 'general', short: richText('U belt de gemeente.') }],
    organisation,
  }
  if (name === 'questions') return { ...answered, question: `Proefvraag ${number}?` }
  const product = { title: `Proefproduct ${number}`, kind: 'product', summary: 'Een product.' }
  return { ...answered, ...product, uplEntries: [upl] }
}
