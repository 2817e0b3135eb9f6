import * as migration_20261124_023345_initial from './20261124_023345_initial';
import * as migration_20261126_231031_audit_log from './20261126_231031_audit_log';

export const migrations = [
  {
    up: migration_20261124_023345_initial.up,
    down: migration_20261124_023345_initial.down,
    name: '20261124_023345_initial',
  },
  {
    up: migration_20261126_231031_audit_log.up,
    down: migration_20261126_231031_audit_log.down,
    name: '20261126_231031_audit_log'
  },
];
