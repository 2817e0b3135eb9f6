import {
  BlocksFeature,
  BoldFeature,
  FixedToolbarFeature,
  HeadingFeature,
  InlineToolbarFeature,
  ItalicFeature,
  LinkFeature,
  OrderedListFeature,
  ParagraphFeature,
  UnorderedListFeature,
  lexicalEditor,
} from '@payloadcms/richtext-lexical'
import { SLUGS } from '../../../collections/slugs'
import { isRow } from './raw-row'

const NO_TREE =
  'Dit is geen opgemaakte tekst. Stuur de boom van de tekstverwerker (root met children), geen HTML en geen losse tekst.'

/**
 * The editors' text field. What is no tree is refused: Payload takes anything here (3.90.2), and readers would get nothing of it.
 */
export const richTextEditor = (): ReturnType<typeof lexicalEditor> => {
  const lexical = editorWithOurFeatures()
  return async (given) => {
    const adapter = await lexical(given)
    return {
      ...adapter,
      validate: (value, options) => (isTree(value) ? adapter.validate(value, options) : NO_TREE),
    }
  }
}

function isTree(value: unknown): boolean {
  if (value === null || value === undefined) return true
  const root = isRow(value) ? value['root'] : undefined
  return isRow(root) && Array.isArray(root['children'])
}

/**
 * It offers only what every channel can say: paragraphs, small headings, lists, links, emphasis
 * and facts. What is not offered here is dropped when text is rendered.
 */
const editorWithOurFeatures = () =>
  lexicalEditor({
    features: [
      ParagraphFeature(),
      HeadingFeature({ enabledHeadingSizes: ['h3', 'h4'] }),
      BoldFeature(),
      ItalicFeature(),
      UnorderedListFeature(),
      OrderedListFeature(),
      LinkFeature({ enabledCollections: [SLUGS.products, SLUGS.questions] }),
      BlocksFeature({
        inlineBlocks: [
          {
            slug: 'fact',
            labels: { singular: 'Feit', plural: 'Feiten' },
            admin: { components: { Block: '/src/admin/facts/fact-chip#FactBlock' } },
            fields: [
              {
                name: 'fact',
                type: 'relationship',
                relationTo: SLUGS.facts,
                required: true,
                label: 'Feit',
                admin: { description: 'Het feit waarvan de waarde hier komt te staan.' },
              },
            ],
          },
        ],
      }),
      FixedToolbarFeature(),
      InlineToolbarFeature(),
    ],
    views: '/src/admin/facts/editor-views#factEditorViews',
  })
