/**
 * Publications: what readers get. Compiling turns a source and the world around it into an immutable
 * record per language; the log keeps every record for ever, in order; followers (read model, search,
 * feeds) replay it. Pure: knows no database and no engine, only the ports it needs.
 */
export * from './record'
export * from './log'
export * from './problems'
export * from './compile'
export { planPublication, type Plan } from './plan'
export { countsAt, visibleChange } from './visible-change'
export * from './reading'
