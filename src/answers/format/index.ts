/** How a fact's value reads in a channel and language. Knows values only, no text around them. */
export { formatAddress } from './address'
export { formatFact } from './format-fact'
export { formatOpeningHours } from './hours'
export { formatDay } from './times'
