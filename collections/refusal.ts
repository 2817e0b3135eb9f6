import { APIError } from 'payload'

/**
 * An error that an editor reads as it stands. Payload hides the message of an error that is neither of its own class nor
 * has a name (3.90.2, utilities/formatErrors). In the editor's production build it is neither by itself: class names are
 * shortened to nothing, and each bundle has its own copy of the class. So the name is given here.
 */
export function refusal(
  message: string,
  status: 400 | 409,
  data: Readonly<Record<string, unknown>> = {},
): APIError {
  const error = new APIError(message, status, data, true)
  error.name = 'APIError'
  return error
}
