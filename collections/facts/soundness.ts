import type { CollectionBeforeChangeHook } from 'payload'
import { problemMessage } from '../../src/i18n/problems'
import { refusal } from '../refusal'
import { checkFact, factOfStored } from '../../src/catalogue'

/** A fact that is published must be sound: periods that do not overlap, values of its kind. Drafts may be unfinished. */
export const refuseUnsoundFact: CollectionBeforeChangeHook = ({ data, originalDoc }) => {
  if (data['_status'] !== 'published') return data
  const problems = checkFact(factOfStored({ ...originalDoc, ...data }))
  if (problems.length === 0) return data
  const lines = [...new Set(problems.map((problem) => `• ${problemMessage(problem)}`))]
  throw refusal(`Dit feit kan niet gepubliceerd worden.\n${lines.join('\n')}`, 400, { problems })
}
