/**
 * Answers: what each channel says. Turns editors' text with facts in it into text for one channel and language, and decides
 * which text a channel gets when it has none of its own. Knows no storage and no engine.
 */
export * from './format'
export * from './limits'
export * from './resolve'
export * from './rich-text'
export * from './words'
