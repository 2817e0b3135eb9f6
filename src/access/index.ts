/**
 * Who may do what. One table; everything else is derived from it. Knows roles and organisations, not screens.
 */
export { ACCESS, OPERATIONS, ROLES } from './table'
export type { Grant, Operation, Role } from './table'
export { viewerOf } from './viewer'
export type { Viewer } from './viewer'
export { accessTo, grantOf, isAdministrator, mayOpenAdmin, mayReadDeskMemo } from './rules'
export { passwordProblem, LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password-rules'
export { draftsBelongToWriter } from './ownership'
export { onlyPublishersPublish } from './publishing'
