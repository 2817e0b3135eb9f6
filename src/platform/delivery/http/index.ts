/** Builds the server that readers talk to. Imports neither Payload nor Next. */
export { buildDelivery } from './build-delivery'
export type { DeliveryOptions } from './delivery-options'
export { deliveryLogger, type LogLevel } from './log-requests'
export type { Probe } from './metrics'
export { readiness, type Check, type Readiness } from './readiness'
export { operatorServer } from './operator-server'
