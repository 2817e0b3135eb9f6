/**
 * The uniform product names (UPL): reading the national list and what a new release means for the names kept here.
 * Pure; names that vanished are ended, never deleted, since products and old answers still refer to them.
 */
export * from './release'
export * from './parse'
export * from './plan'
export * from './report'
