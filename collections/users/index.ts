import type { CollectionConfig } from 'payload'
import { ROLES, accessTo, isAdministrator } from '../../src/access'
import type { Role } from '../../src/access'
import { idField, manyOf } from '../fields'
import type { CollectionPorts } from '../ports'
import { SLUGS } from '../slugs'
import { noteDeleted, noteLogin, noteLogout, noteRights } from './audit'
import { onlyGoodPasswords } from './passwords'
import { renewForOneDay } from './sessions'

const ROLE_LABELS: Readonly<Record<Role, string>> = {
  administrator: 'Beheerder',
  publisher: 'Publicist',
  editor: 'Redacteur',
  agent: 'KCC-medewerker',
  apiClient: 'Koppeling (API)',
}

const EIGHT_HOURS = 8 * 60 * 60
const TEN_MINUTES_MS = 10 * 60 * 1_000

/** Who logs in: people, and systems with an API key. */
export const users = (
  ports: CollectionPorts,
  { secureCookies }: { readonly secureCookies: boolean },
): CollectionConfig => {
  const organisations = manyOf(SLUGS.organisations, {
    name: 'organisations',
    label: 'Organisaties',
    help: 'Redacteuren en publicisten werken alleen aan producten van deze organisaties.',
  })
  const administratorsOnly = {
    create: ({ req }: { req: Parameters<typeof isAdministrator>[0] }) => isAdministrator(req),
    update: ({ req }: { req: Parameters<typeof isAdministrator>[0] }) => isAdministrator(req),
  }
  return {
    slug: SLUGS.users,
    labels: { singular: 'Gebruiker', plural: 'Gebruikers' },
    access: accessTo('users'),
    auth: {
      useAPIKey: true,
      useSessions: true,
      tokenExpiration: EIGHT_HOURS,
      maxLoginAttempts: 5,
      lockTime: TEN_MINUTES_MS,
      // Scripts never see it (Payload sets HttpOnly), other sites do not send it, and it travels over https only.
      cookies: { sameSite: 'Lax', secure: secureCookies },
    },
    admin: {
      group: 'Beheer',
      useAsTitle: 'email',
      defaultColumns: ['email', 'name', 'roles'],
      description: 'Wie kan inloggen, en wat iemand mag.',
    },
    hooks: {
      beforeOperation: [onlyGoodPasswords, renewForOneDay],
      afterLogin: [noteLogin(ports)],
      afterLogout: [noteLogout(ports)],
      afterChange: [noteRights(ports)],
      afterDelete: [noteDeleted(ports)],
    },
    fields: [
      idField(),
      {
        name: 'name',
        type: 'text',
        label: 'Naam',
        admin: { description: 'Voor- en achternaam, of de naam van het systeem.' },
      },
      {
        name: 'roles',
        type: 'select',
        hasMany: true,
        required: true,
        defaultValue: ['editor'],
        saveToJWT: true,
        label: 'Rollen',
        options: ROLES.map((value) => ({ value, label: ROLE_LABELS[value] })),
        access: administratorsOnly,
        admin: {
          description:
            'Redacteuren schrijven, publicisten publiceren, KCC-medewerkers lezen ook interne informatie.',
        },
      },
      { ...organisations, access: administratorsOnly },
    ],
  }
}
