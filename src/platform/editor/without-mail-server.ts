import type { EmailAdapter } from 'payload'

/**
 * There is no mail server yet. Payload would write messages to the log instead, and with them the links that reset a
 * password; here a message is only counted as not sent, and an administrator sets the new password.
 */
export const withoutMailServer: EmailAdapter = ({ payload }) => ({
  name: 'none',
  defaultFromAddress: 'geen-antwoord@voorbeeld.nl',
  defaultFromName: 'Antwoordcatalogus',
  sendEmail: async () => {
    payload.logger.warn({ msg: 'A message was not sent: there is no mail server' })
  },
})
