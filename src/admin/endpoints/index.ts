import type { Endpoint } from 'payload'
import type { CollectionPorts } from '../../../collections/ports'
import { factsEndpoint } from './facts'
import { followUpsEndpoint } from './follow-ups'
import { removePlanEndpoint } from './planned'
import { publicationEndpoint } from './publication'
import { statesEndpoint } from './states'
import { usagesEndpoint } from './usages'

/**
 * What the editors' screens ask for beside Payload's own REST: `/api/admin-data/…`, for those who may open the admin. Runs
 * on the server; no screen imports it.
 */
export const adminEndpoints = (ports: CollectionPorts): Endpoint[] => [
  factsEndpoint,
  usagesEndpoint,
  publicationEndpoint,
  followUpsEndpoint,
  removePlanEndpoint,
  statesEndpoint(ports),
]
