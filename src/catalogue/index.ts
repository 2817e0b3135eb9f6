/**
 * What the catalogue is about: products, questions, facts and the organisations around them.
 * Pure types and rules; knows no storage, no channel's text and no engine.
 */
export * from './check-fact'
export * from './codes'
export * from './duration'
export * from './facts'
export * from './parts'
export * from './sources'
export * from './validity'
export * from './web-address'
export * from './stored-fact'
