// Run by mongosh, once or again: makes the replica set of three and the application's user.
const { ROOT_PASSWORD, CATALOGUE_PASSWORD } = process.env
const members = ['mongo1:27017', 'mongo2:27017', 'mongo3:27017']
const connect = (hosts, options) =>
  new Mongo(`mongodb://root:${encodeURIComponent(ROOT_PASSWORD)}@${hosts}/?authSource=admin&${options}`)

const first = connect(members[0], 'directConnection=true').getDB('admin')
try {
  first.runCommand({ replSetGetStatus: 1 })
  print('The replica set is there already.')
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error
  first.runCommand({
    replSetInitiate: { _id: 'rs0', members: members.map((host, _id) => ({ _id, host })) },
  })
  print('The replica set was made.')
}

// Waits for the primary, whichever member that is.
const catalogue = connect(members.join(','), 'replicaSet=rs0&serverSelectionTimeoutMS=60000').getDB(
  'catalogue',
)
const roles = [{ role: 'readWrite', db: 'catalogue' }]
if (catalogue.getUser('catalogue') === null)
  catalogue.createUser({ user: 'catalogue', pwd: CATALOGUE_PASSWORD, roles })
else catalogue.updateUser('catalogue', { pwd: CATALOGUE_PASSWORD, roles })
print('The user catalogue may read and write the database catalogue, and nothing else.')
