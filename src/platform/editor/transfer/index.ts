/** Copies a catalogue from one engine to another, below the collections, and proves that the two are the same. */
export { compareCatalogues, type Comparison } from './compare-catalogues'
export {
  copyCatalogue,
  type CopySide,
  finishCopy,
  type Progress,
  TargetNotEmptyError,
} from './copy-catalogue'
