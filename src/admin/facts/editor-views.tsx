'use client'

import type {
  ClientFeature,
  FeatureProviderProviderClient,
  LexicalEditorViewMap,
} from '@payloadcms/richtext-lexical'
import { FactChip } from './fact-chip'
import { FactMenuPlugin, factSlashGroup, factToolbarGroup } from './fact-menu'

type Provider = FeatureProviderProviderClient<unknown, unknown>

/**
 * How facts look and are inserted in the rich text editor. Hand the path of this map to `lexicalEditor({ views })`.
 * The menu of Payload's inline blocks would open a drawer with a form; ours inserts the picked fact at once.
 */
export const factEditorViews: LexicalEditorViewMap = {
  default: {
    nodes: { inlineBlocks: { fact: { Block: FactChip } } },
    filterFeatures: (features) => {
      const provider = features['blocks']?.clientFeatureProvider
      if (!provider) return features
      return { ...features, blocks: { ...features['blocks'], clientFeatureProvider: withFactMenu(provider) } }
    },
  },
}

function withFactMenu(provider: Provider): Provider {
  return (props) => {
    const provided = provider(props)
    return {
      ...provided,
      feature: (args) => {
        const { feature } = provided
        return withFactEntries(typeof feature === 'function' ? feature(args) : feature)
      },
    }
  }
}

const withFactEntries = (feature: ClientFeature<unknown>): ClientFeature<unknown> => ({
  ...feature,
  plugins: [...(feature.plugins ?? []), { Component: FactMenuPlugin, position: 'normal' }],
  slashMenu: { groups: [factSlashGroup] },
  toolbarFixed: { groups: [factToolbarGroup] },
  toolbarInline: { groups: [factToolbarGroup] },
})
