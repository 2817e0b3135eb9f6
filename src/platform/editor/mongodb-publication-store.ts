import { mongodbFollowUps } from './mongodb-follow-ups'
import { mongodbLog } from './mongodb-log'
import { mongodbUsages } from './mongodb-usages'
import type { PublicationStore } from './publication-store'

export const mongodbPublicationStore: PublicationStore = {
  ...mongodbLog,
  ...mongodbUsages,
  ...mongodbFollowUps,
}
