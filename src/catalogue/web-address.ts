/**
 * Whether a text is an absolute web address that may stand in published content: http or https, a host with a dot,
 * no user name or password (those are used to disguise where a link goes), no blanks or control characters.
 */
export function isPublicUrl(text: string): boolean {
  // The URL parser drops tabs and newlines and trims blanks; content that relies on that is not accepted.
  if (/[\s\u0000-\u001f<>"\\]/.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  return isWeb && url.hostname.includes('.') && url.username === '' && url.password === ''
}

/** Whether a text is one e-mail address, as people write them. */
export function isEmailAddress(text: string): boolean {
  return /^[A-Za-z0-9._%+'-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/.test(
    text,
  )
}

/** Whether a text is a telephone number: digits and blanks, perhaps a leading `+`, 3 to 15 digits. */
export function isPhoneNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '').length
  return /^\+?[0-9][0-9 ()-]*$/.test(text) && digits >= 3 && digits <= 15
}
