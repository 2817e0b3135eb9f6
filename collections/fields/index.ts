/** Field factories that at least two collections share. */
export { answersField, deskMemoField, previewField, sectionsField, withheldField, wordsField } from './texts'
export { CHOICES } from './choices'
export { dayField } from './days'
export { idField, slugField } from './identity'
export { addressField, openingHoursFields } from './places'
export { publicationFields, statusFields, whereUsedField } from './publication'
export { manyOf, oneOf } from './relations'
export { draftScreens, draftVersions, statusField } from './versions'
