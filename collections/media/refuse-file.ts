import type { CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import {
  fileBroken,
  fileEmpty,
  fileNoPicture,
  fileTooLarge,
  PICTURE_LIMITS,
  tooManyPixels,
} from '../../src/i18n/uploads'
import { refusal } from '../refusal'
import { kindOfFile, pictureType } from './picture'

const MOST_BYTES = PICTURE_LIMITS.megabytes * 1024 * 1024
/** Larger pictures are refused before they are unpacked (pixel floods). */
export const MOST_PIXELS = PICTURE_LIMITS.megapixels * 1_000_000

/**
 * Says in Dutch what is wrong with a file and what to do about it. Payload, which looks at the file after this and is what
 * keeps others out, gives no reason that an editor could read (3.90.2, uploads/checkFileRestrictions).
 */
export const refuseFile: CollectionBeforeOperationHook = async ({ args, operation, overrideAccess, req }) => {
  // Whoever may not upload is not told about the file.
  const mayTry = overrideAccess === true || req.user !== null
  if (req.file && mayTry && ['create', 'update', 'updateByID'].includes(operation)) {
    const reason = await whatIsWrong(req.file, req)
    if (reason !== null) throw refusal(reason, 400)
  }
  return args
}

async function whatIsWrong(
  { name, data, size }: NonNullable<PayloadRequest['file']>,
  req: PayloadRequest,
): Promise<string | null> {
  // The form's parser cuts a larger file off one byte beyond the limit.
  if (size > MOST_BYTES) return fileTooLarge()
  if (size === 0) return fileEmpty(name)
  if (pictureType(data) === null) return fileNoPicture(name, kindOfFile(data))
  // Reads the head of the file only. The measures of a flood are wanted here, to tell what they are.
  const measures = await req.payload.config
    .sharp?.(data, { limitInputPixels: false })
    .metadata()
    .catch(() => null)
  if (measures === undefined) return null
  if (measures === null) return fileBroken(name)
  const { width, height } = measures
  return width * height > MOST_PIXELS ? tooManyPixels(name, width, height) : null
}
