import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import { asInstant, type Clock, type Instant, instantOf } from '../../src/kernel'
import { publishingParts, type EditorWorkParts } from '../../src/platform/editor'
import { type Backstage, openBackstage } from '../support/backstage'
import { openEditor, type OpenEditor } from '../support/editor'

type Document = { readonly id: string | number } & Readonly<Record<string, unknown>>
type Call = {
  readonly collection: string
  readonly id?: string | number
  readonly where?: object
  readonly data?: object
  readonly draft?: boolean
  readonly autosave?: boolean
  readonly trash?: boolean
  readonly locale?: string
  readonly publishAllLocales?: boolean
  readonly req?: object
}

/** Payload's Local API without the generated types: tests also save what editors could not type in. */
export type UntypedPayload = {
  create(call: Call): Promise<Document>
  update(call: Call): Promise<Document>
  delete(call: Call): Promise<Document>
  findByID(call: Call): Promise<Document>
  count(call: Call): Promise<{ readonly totalDocs: number }>
}

export const untyped = (payload: Payload): UntypedPayload => payload as unknown as UntypedPayload

export type TestEditor = OpenEditor & {
  readonly local: UntypedPayload
  readonly parts: EditorWorkParts
  readonly databaseUrl: string
  readonly backstage: Backstage
  /** Lines of the log in order, read past Payload. */
  readonly lines: Backstage['lines']
  /** Makes the editor believe that it is this moment. */
  setClock(moment: string): void
}

/** A real editor with a clock that tests set, and a look past it at the log. */
export async function openPublishingEditor(): Promise<TestEditor> {
  let now: Instant | null = null
  const clock: Clock = () => now ?? instantOf(new Date())
  const opened = await openEditor({ clock })
  const { payload, env, close } = opened
  const backstage = await openBackstage(env.databaseUrl)
  return {
    ...opened,
    local: untyped(payload),
    parts: publishingParts(env, clock),
    databaseUrl: env.databaseUrl,
    backstage,
    lines: backstage.lines,
    setClock: (moment) => {
      now = asInstant(moment)
    },
    close: async () => {
      await backstage.close()
      await close()
    },
  }
}

const text = (content: string) => ({
  type: 'text',
  version: 1,
  text: content,
  format: 0,
  detail: 0,
  mode: 'normal',
  style: '',
})
const fact = (id: string) => ({
  type: 'inlineBlock',
  version: 1,
  fields: { id: randomUUID().replaceAll('-', '').slice(0, 24), blockType: 'fact', fact: id, blockName: '' },
})

/** Words, or a fact by reference. */
export type Part = string | { readonly fact: string }

/** Rich text of one paragraph: strings are words, `{ fact }` is a fact by reference. */
export function paragraph(...parts: readonly Part[]) {
  return {
    root: {
      type: 'root',
      version: 1,
      direction: 'ltr' as const,
      format: '' as const,
      indent: 0,
      children: [
        {
          type: 'paragraph',
          version: 1,
          direction: 'ltr',
          format: '',
          indent: 0,
          textFormat: 0,
          textStyle: '',
          children: parts.map((part) => (typeof part === 'string' ? text(part) : fact(part.fact))),
        },
      ],
    },
  }
}
