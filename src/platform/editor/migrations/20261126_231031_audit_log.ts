import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`audit_events\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`at\` text,
  	\`action\` text NOT NULL,
  	\`actor_id\` text,
  	\`subject_kind\` text,
  	\`subject_id\` text,
  	\`detail\` text,
  	\`request_id\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`audit_events_at_idx\` ON \`audit_events\` (\`at\`);`)
  await db.run(sql`CREATE INDEX \`audit_events_action_idx\` ON \`audit_events\` (\`action\`);`)
  await db.run(sql`CREATE INDEX \`audit_events_actor_id_idx\` ON \`audit_events\` (\`actor_id\`);`)
  await db.run(sql`CREATE INDEX \`audit_events_subject_id_idx\` ON \`audit_events\` (\`subject_id\`);`)
  // Not made by Payload: the table itself refuses what the collection refuses, whoever asks.
  await db.run(sql`CREATE TRIGGER \`audit_events_no_update\` BEFORE UPDATE ON \`audit_events\`
    BEGIN SELECT RAISE(ABORT, 'The audit log is append-only'); END;`)
  await db.run(sql`CREATE TRIGGER \`audit_events_no_delete\` BEFORE DELETE ON \`audit_events\`
    BEGIN SELECT RAISE(ABORT, 'The audit log is append-only'); END;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`audit_events\`;`)
}
