import { RscEntryLexicalCell as RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { RscEntryLexicalField as RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { LexicalDiffComponent as LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { factEditorViews as factEditorViews_7cd7b8c9cd6c820eccef3874be031926 } from '../../../../src/admin/facts/editor-views'
import { InlineToolbarFeatureClient as InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { FixedToolbarFeatureClient as FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BlocksFeatureClient as BlocksFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { FactBlock as FactBlock_f573e91b9004c8eec886b88433c27911 } from '../../../../src/admin/facts/fact-chip'
import { LinkFeatureClient as LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { OrderedListFeatureClient as OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnorderedListFeatureClient as UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BoldFeatureClient as BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ItalicFeatureClient as ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HeadingFeatureClient as HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ParagraphFeatureClient as ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SectionRowLabel as SectionRowLabel_e2e84479e1494b61120cc4e192298ccc } from '../../../../src/admin/row-labels'
import { AnswerRowLabel as AnswerRowLabel_e2e84479e1494b61120cc4e192298ccc } from '../../../../src/admin/row-labels'
import { ChannelPreview as ChannelPreview_d7bea5fe3a7a84ef7800d2791263cd57 } from '../../../../src/admin/preview/channel-preview'
import { PublicationStatus as PublicationStatus_e544783ae493be6bff0874df2ce41ec3 } from '../../../../src/admin/status/publication-status'
import { WhereUsed as WhereUsed_7ed22fa8e0d15165ee3d6a367e48d7ef } from '../../../../src/admin/usage/where-used'
import { StateCell as StateCell_4dadc172cb801df11e0b1b084ee1cab3 } from '../../../../src/admin/status/state-cell'
import { PublishingRights as PublishingRights_55b544d1ffa00099d9e5c224d729c3aa } from '../../../../src/admin/publish/publishing-rights'
import { PublishButton as PublishButton_95496ee16379f2f2be5a3c3cca369ab6 } from '../../../../src/admin/publish/publish-button'
import { DocumentState as DocumentState_9524211cb6c647d874e7414d7bed427b } from '../../../../src/admin/status/document-state'
import { EuroField as EuroField_85bedec07ee37b46f7e1f8b044820440 } from '../../../../src/admin/money/euro-field'
import { DurationField as DurationField_8e8b44cfd6a9c6f65bc75739d2fb4a87 } from '../../../../src/admin/duration/duration-field'
import { PeriodRowLabel as PeriodRowLabel_e2e84479e1494b61120cc4e192298ccc } from '../../../../src/admin/row-labels'
import { HealthBanner as HealthBanner_2c0c1856d0ec709225cb12244d1f96c9 } from '../../../../src/admin/dashboard/health-banner'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalCell": RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalField": RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#LexicalDiffComponent": LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e,
  "/src/admin/facts/editor-views#factEditorViews": factEditorViews_7cd7b8c9cd6c820eccef3874be031926,
  "@payloadcms/richtext-lexical/client#InlineToolbarFeatureClient": InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#FixedToolbarFeatureClient": FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BlocksFeatureClient": BlocksFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/admin/facts/fact-chip#FactBlock": FactBlock_f573e91b9004c8eec886b88433c27911,
  "@payloadcms/richtext-lexical/client#LinkFeatureClient": LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#OrderedListFeatureClient": OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnorderedListFeatureClient": UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BoldFeatureClient": BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ItalicFeatureClient": ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HeadingFeatureClient": HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ParagraphFeatureClient": ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/admin/row-labels#SectionRowLabel": SectionRowLabel_e2e84479e1494b61120cc4e192298ccc,
  "/src/admin/row-labels#AnswerRowLabel": AnswerRowLabel_e2e84479e1494b61120cc4e192298ccc,
  "/src/admin/preview/channel-preview#ChannelPreview": ChannelPreview_d7bea5fe3a7a84ef7800d2791263cd57,
  "/src/admin/status/publication-status#PublicationStatus": PublicationStatus_e544783ae493be6bff0874df2ce41ec3,
  "/src/admin/usage/where-used#WhereUsed": WhereUsed_7ed22fa8e0d15165ee3d6a367e48d7ef,
  "/src/admin/status/state-cell#StateCell": StateCell_4dadc172cb801df11e0b1b084ee1cab3,
  "/src/admin/publish/publishing-rights#PublishingRights": PublishingRights_55b544d1ffa00099d9e5c224d729c3aa,
  "/src/admin/publish/publish-button#PublishButton": PublishButton_95496ee16379f2f2be5a3c3cca369ab6,
  "/src/admin/status/document-state#DocumentState": DocumentState_9524211cb6c647d874e7414d7bed427b,
  "/src/admin/money/euro-field#EuroField": EuroField_85bedec07ee37b46f7e1f8b044820440,
  "/src/admin/duration/duration-field#DurationField": DurationField_8e8b44cfd6a9c6f65bc75739d2fb4a87,
  "/src/admin/row-labels#PeriodRowLabel": PeriodRowLabel_e2e84479e1494b61120cc4e192298ccc,
  "/src/admin/dashboard/health-banner#HealthBanner": HealthBanner_2c0c1856d0ec709225cb12244d1f96c9,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
