/** Everything that the audit log knows of, with what editors read. Codes are stored: never rename one. */
export const AUDIT_ACTIONS = {
  login: 'Ingelogd',
  loginFailed: 'Inloggen mislukt',
  logout: 'Uitgelogd',
  published: 'Gepubliceerd',
  retracted: 'Van de site gehaald',
  imported: 'Ingevoerd',
  exported: 'Uitgevoerd',
  userCreated: 'Gebruiker gemaakt',
  userDeleted: 'Gebruiker verwijderd',
  rightsChanged: 'Rechten gewijzigd',
  passwordChanged: 'Wachtwoord gewijzigd',
  apiKeyChanged: 'API-sleutel gewijzigd',
  denied: 'Toegang geweigerd',
} as const

export type AuditAction = keyof typeof AUDIT_ACTIONS

/** One line of the audit log. `detail` is made of codes, ids and counts: never of what somebody typed. */
export type AuditEvent = {
  readonly action: AuditAction
  readonly subject: { readonly kind: string; readonly id: string } | null
  readonly detail: string | null
  /** Id of the user who did it, where it is not who sends the request. */
  readonly actorId?: string
}
