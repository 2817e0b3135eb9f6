/**
 * What editors fill in. One folder per collection; each is a declaration that passes changes on through `CollectionPorts`.
 * Imports no engine: `payload.config.ts` hands the adapters in.
 */
import type { CollectionConfig } from 'payload'
import { auditEvents } from './audit-events'
import { departments } from './departments'
import { facts } from './facts'
import { feedback } from './feedback'
import { assumeLanguage } from './hooks'
import { lifeEvents } from './life-events'
import { locations } from './locations'
import { media } from './media'
import { organisations } from './organisations'
import type { CollectionPorts } from './ports'
import { products } from './products'
import { publications } from './publications'
import { questions } from './questions'
import { republications } from './republications'
import { synonyms } from './synonyms'
import { themes } from './themes'
import { refuseListOfStates, refuseUnanswerable } from './unanswerable'
import { uplEntries } from './upl-entries'
import { usages } from './usages'
import { users } from './users'

/** Every collection, in the order of the editors' menu. */
export const collectionsWith = (
  ports: CollectionPorts,
  options: { readonly mediaDirectory: string; readonly secureCookies: boolean },
): CollectionConfig[] =>
  [
    products(ports),
    questions(ports),
    facts(ports),
    media(ports, { directory: options.mediaDirectory }),
    organisations(ports),
    departments(ports),
    locations(ports),
    themes(ports),
    lifeEvents(ports),
    uplEntries(ports),
    synonyms(),
    users(ports, { secureCookies: options.secureCookies }),
    feedback(),
    republications(),
    publications(),
    usages(),
    auditEvents(),
  ].map((collection) => ({
    ...collection,
    hooks: {
      ...collection.hooks,
      beforeOperation: [assumeLanguage, refuseUnanswerable, ...(collection.hooks?.beforeOperation ?? [])],
      beforeValidate: [refuseListOfStates, ...(collection.hooks?.beforeValidate ?? [])],
    },
  }))
