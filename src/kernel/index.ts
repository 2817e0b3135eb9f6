/**
 * The words that every other part is written in: identifiers, time, results.
 * Imports nothing of the project. Holds no knowledge of products, channels or engines.
 */
export * from './brand'
export * from './json'
export * from './result'
export * from './time'
export * from './never'
