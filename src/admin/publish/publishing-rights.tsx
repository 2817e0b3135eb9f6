import type { BeforeListServerProps } from 'payload'
import { ACCESS, grantOf } from '../../access'
import { SLUGS } from '../../../collections/slugs'
import '../admin.css'

/**
 * Above a list, for who may not publish what is in it: a mark by which `admin.css` hides the buttons that publish and
 * unpublish. Payload shows them to whoever may change something (3.90.2, ui/elements/PublishMany), and its one switch,
 * `disableBulkEdit`, takes changing drafts away as well. The server refuses in any case.
 */
export const PublishingRights = ({ collectionSlug, user }: BeforeListServerProps) => {
  const name = NAMES.find((known) => SLUGS[known] === collectionSlug)
  const mayPublish = name !== undefined && grantOf(name, 'publish', user) !== 'no'
  return mayPublish ? null : <span className="ac-publishes-nothing" hidden />
}

const NAMES = Object.keys(ACCESS) as readonly (keyof typeof ACCESS)[]
