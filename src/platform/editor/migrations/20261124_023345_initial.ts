import { type MigrateUpArgs, type MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`products_audiences\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`products_audiences_order_idx\` ON \`products_audiences\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`products_audiences_parent_idx\` ON \`products_audiences\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`products_sections\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`title\` text,
  	\`text\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`products_sections_order_idx\` ON \`products_sections\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`products_sections_parent_id_idx\` ON \`products_sections\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`products_sections_locale_idx\` ON \`products_sections\` (\`_locale\`);`)
  await db.run(sql`CREATE TABLE \`products_answers_links\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`label\` text,
  	\`url\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`products_answers\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`products_answers_links_order_idx\` ON \`products_answers_links\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`products_answers_links_parent_id_idx\` ON \`products_answers_links\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`products_answers_links_locale_idx\` ON \`products_answers_links\` (\`_locale\`);`)
  await db.run(sql`CREATE TABLE \`products_answers\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`channel\` text,
  	\`question\` text,
  	\`short\` text,
  	\`body\` text,
  	\`next_step_kind\` text,
  	\`next_step_label\` text,
  	\`next_step_url\` text,
  	\`hand_over\` integer DEFAULT false,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`products_answers_order_idx\` ON \`products_answers\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`products_answers_parent_id_idx\` ON \`products_answers\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`products_answers_locale_idx\` ON \`products_answers\` (\`_locale\`);`)
  await db.run(sql`CREATE TABLE \`products_request_channels_login_means\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`value\` text,
  	\`locale\` text NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`products_request_channels\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`products_request_channels_login_means_order_idx\` ON \`products_request_channels_login_means\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`products_request_channels_login_means_parent_idx\` ON \`products_request_channels_login_means\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`products_request_channels_login_means_locale_idx\` ON \`products_request_channels_login_means\` (\`locale\`);`)
  await db.run(sql`CREATE TABLE \`products_request_channels\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`kind\` text,
  	\`label\` text,
  	\`url\` text,
  	\`appointment\` integer DEFAULT false,
  	\`appointment_url\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`products_request_channels_order_idx\` ON \`products_request_channels\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`products_request_channels_parent_id_idx\` ON \`products_request_channels\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`products_request_channels_locale_idx\` ON \`products_request_channels\` (\`_locale\`);`)
  await db.run(sql`CREATE TABLE \`products_legal_basis\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`label\` text,
  	\`url\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`products_legal_basis_order_idx\` ON \`products_legal_basis\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`products_legal_basis_parent_id_idx\` ON \`products_legal_basis\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`products\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`slug\` text,
  	\`kind\` text DEFAULT 'product',
  	\`organisation_id\` text,
  	\`service_desk_id\` text,
  	\`image_id\` text,
  	\`publish_from\` text,
  	\`publish_until\` text,
  	\`review_by\` text,
  	\`provenance_system\` text,
  	\`provenance_source_url\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`deleted_at\` text,
  	\`_status\` text DEFAULT 'draft',
  	FOREIGN KEY (\`organisation_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`service_desk_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`image_id\`) REFERENCES \`media\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`products_slug_idx\` ON \`products\` (\`slug\`);`)
  await db.run(sql`CREATE INDEX \`products_organisation_idx\` ON \`products\` (\`organisation_id\`);`)
  await db.run(sql`CREATE INDEX \`products_service_desk_idx\` ON \`products\` (\`service_desk_id\`);`)
  await db.run(sql`CREATE INDEX \`products_image_idx\` ON \`products\` (\`image_id\`);`)
  await db.run(sql`CREATE INDEX \`products_updated_at_idx\` ON \`products\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`products_created_at_idx\` ON \`products\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`products_deleted_at_idx\` ON \`products\` (\`deleted_at\`);`)
  await db.run(sql`CREATE INDEX \`products__status_idx\` ON \`products\` (\`_status\`);`)
  await db.run(sql`CREATE TABLE \`products_locales\` (
  	\`title\` text,
  	\`summary\` text,
  	\`desk_memo\` text,
  	\`withheld\` integer DEFAULT false,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`products_locales_locale_parent_id_unique\` ON \`products_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`products_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	\`locale\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`products_texts_order_parent\` ON \`products_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`products_texts_locale_parent\` ON \`products_texts\` (\`locale\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`products_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text NOT NULL,
  	\`path\` text NOT NULL,
  	\`upl_entries_id\` text,
  	\`departments_id\` text,
  	\`themes_id\` text,
  	\`life_events_id\` text,
  	\`locations_id\` text,
  	\`facts_id\` text,
  	\`products_id\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`upl_entries_id\`) REFERENCES \`upl_entries\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`departments_id\`) REFERENCES \`departments\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`themes_id\`) REFERENCES \`themes\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`life_events_id\`) REFERENCES \`life_events\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`locations_id\`) REFERENCES \`locations\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`facts_id\`) REFERENCES \`facts\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`products_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`products_rels_order_idx\` ON \`products_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`products_rels_parent_idx\` ON \`products_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`products_rels_path_idx\` ON \`products_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`products_rels_upl_entries_id_idx\` ON \`products_rels\` (\`upl_entries_id\`);`)
  await db.run(sql`CREATE INDEX \`products_rels_departments_id_idx\` ON \`products_rels\` (\`departments_id\`);`)
  await db.run(sql`CREATE INDEX \`products_rels_themes_id_idx\` ON \`products_rels\` (\`themes_id\`);`)
  await db.run(sql`CREATE INDEX \`products_rels_life_events_id_idx\` ON \`products_rels\` (\`life_events_id\`);`)
  await db.run(sql`CREATE INDEX \`products_rels_locations_id_idx\` ON \`products_rels\` (\`locations_id\`);`)
  await db.run(sql`CREATE INDEX \`products_rels_facts_id_idx\` ON \`products_rels\` (\`facts_id\`);`)
  await db.run(sql`CREATE INDEX \`products_rels_products_id_idx\` ON \`products_rels\` (\`products_id\`);`)
  await db.run(sql`CREATE TABLE \`_products_v_version_audiences\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_products_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_products_v_version_audiences_order_idx\` ON \`_products_v_version_audiences\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_audiences_parent_idx\` ON \`_products_v_version_audiences\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_products_v_version_sections\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`title\` text,
  	\`text\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_products_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_products_v_version_sections_order_idx\` ON \`_products_v_version_sections\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_sections_parent_id_idx\` ON \`_products_v_version_sections\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_sections_locale_idx\` ON \`_products_v_version_sections\` (\`_locale\`);`)
  await db.run(sql`CREATE TABLE \`_products_v_version_answers_links\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`label\` text,
  	\`url\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_products_v_version_answers\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_products_v_version_answers_links_order_idx\` ON \`_products_v_version_answers_links\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_answers_links_parent_id_idx\` ON \`_products_v_version_answers_links\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_answers_links_locale_idx\` ON \`_products_v_version_answers_links\` (\`_locale\`);`)
  await db.run(sql`CREATE TABLE \`_products_v_version_answers\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`channel\` text,
  	\`question\` text,
  	\`short\` text,
  	\`body\` text,
  	\`next_step_kind\` text,
  	\`next_step_label\` text,
  	\`next_step_url\` text,
  	\`hand_over\` integer DEFAULT false,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_products_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_products_v_version_answers_order_idx\` ON \`_products_v_version_answers\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_answers_parent_id_idx\` ON \`_products_v_version_answers\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_answers_locale_idx\` ON \`_products_v_version_answers\` (\`_locale\`);`)
  await db.run(sql`CREATE TABLE \`_products_v_version_request_channels_login_means\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`value\` text,
  	\`locale\` text NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_products_v_version_request_channels\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_products_v_version_request_channels_login_means_order_idx\` ON \`_products_v_version_request_channels_login_means\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_request_channels_login_means_parent_idx\` ON \`_products_v_version_request_channels_login_means\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_request_channels_login_means_locale_idx\` ON \`_products_v_version_request_channels_login_means\` (\`locale\`);`)
  await db.run(sql`CREATE TABLE \`_products_v_version_request_channels\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`kind\` text,
  	\`label\` text,
  	\`url\` text,
  	\`appointment\` integer DEFAULT false,
  	\`appointment_url\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_products_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_products_v_version_request_channels_order_idx\` ON \`_products_v_version_request_channels\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_request_channels_parent_id_idx\` ON \`_products_v_version_request_channels\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_request_channels_locale_idx\` ON \`_products_v_version_request_channels\` (\`_locale\`);`)
  await db.run(sql`CREATE TABLE \`_products_v_version_legal_basis\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`label\` text,
  	\`url\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_products_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_products_v_version_legal_basis_order_idx\` ON \`_products_v_version_legal_basis\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_legal_basis_parent_id_idx\` ON \`_products_v_version_legal_basis\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_products_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text,
  	\`version_slug\` text,
  	\`version_kind\` text DEFAULT 'product',
  	\`version_organisation_id\` text,
  	\`version_service_desk_id\` text,
  	\`version_image_id\` text,
  	\`version_publish_from\` text,
  	\`version_publish_until\` text,
  	\`version_review_by\` text,
  	\`version_provenance_system\` text,
  	\`version_provenance_source_url\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`version_deleted_at\` text,
  	\`version__status\` text DEFAULT 'draft',
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`snapshot\` integer,
  	\`published_locale\` text,
  	\`latest\` integer,
  	\`autosave\` integer,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_organisation_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_service_desk_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_image_id\`) REFERENCES \`media\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`_products_v_parent_idx\` ON \`_products_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_version_slug_idx\` ON \`_products_v\` (\`version_slug\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_version_organisation_idx\` ON \`_products_v\` (\`version_organisation_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_version_service_desk_idx\` ON \`_products_v\` (\`version_service_desk_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_version_image_idx\` ON \`_products_v\` (\`version_image_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_version_updated_at_idx\` ON \`_products_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_version_created_at_idx\` ON \`_products_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_version_deleted_at_idx\` ON \`_products_v\` (\`version_deleted_at\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_version_version__status_idx\` ON \`_products_v\` (\`version__status\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_created_at_idx\` ON \`_products_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_updated_at_idx\` ON \`_products_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_snapshot_idx\` ON \`_products_v\` (\`snapshot\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_published_locale_idx\` ON \`_products_v\` (\`published_locale\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_latest_idx\` ON \`_products_v\` (\`latest\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_autosave_idx\` ON \`_products_v\` (\`autosave\`);`)
  await db.run(sql`CREATE TABLE \`_products_v_locales\` (
  	\`version_title\` text,
  	\`version_summary\` text,
  	\`version_desk_memo\` text,
  	\`version_withheld\` integer DEFAULT false,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_products_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`_products_v_locales_locale_parent_id_unique\` ON \`_products_v_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_products_v_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	\`locale\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_products_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_products_v_texts_order_parent\` ON \`_products_v_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_texts_locale_parent\` ON \`_products_v_texts\` (\`locale\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_products_v_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`upl_entries_id\` text,
  	\`departments_id\` text,
  	\`themes_id\` text,
  	\`life_events_id\` text,
  	\`locations_id\` text,
  	\`facts_id\` text,
  	\`products_id\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_products_v\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`upl_entries_id\`) REFERENCES \`upl_entries\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`departments_id\`) REFERENCES \`departments\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`themes_id\`) REFERENCES \`themes\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`life_events_id\`) REFERENCES \`life_events\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`locations_id\`) REFERENCES \`locations\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`facts_id\`) REFERENCES \`facts\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`products_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_products_v_rels_order_idx\` ON \`_products_v_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_rels_parent_idx\` ON \`_products_v_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_rels_path_idx\` ON \`_products_v_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_rels_upl_entries_id_idx\` ON \`_products_v_rels\` (\`upl_entries_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_rels_departments_id_idx\` ON \`_products_v_rels\` (\`departments_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_rels_themes_id_idx\` ON \`_products_v_rels\` (\`themes_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_rels_life_events_id_idx\` ON \`_products_v_rels\` (\`life_events_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_rels_locations_id_idx\` ON \`_products_v_rels\` (\`locations_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_rels_facts_id_idx\` ON \`_products_v_rels\` (\`facts_id\`);`)
  await db.run(sql`CREATE INDEX \`_products_v_rels_products_id_idx\` ON \`_products_v_rels\` (\`products_id\`);`)
  await db.run(sql`CREATE TABLE \`questions_audiences\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`questions\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`questions_audiences_order_idx\` ON \`questions_audiences\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`questions_audiences_parent_idx\` ON \`questions_audiences\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`questions_answers_links\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`label\` text,
  	\`url\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`questions_answers\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`questions_answers_links_order_idx\` ON \`questions_answers_links\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`questions_answers_links_parent_id_idx\` ON \`questions_answers_links\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`questions_answers_links_locale_idx\` ON \`questions_answers_links\` (\`_locale\`);`)
  await db.run(sql`CREATE TABLE \`questions_answers\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`channel\` text,
  	\`question\` text,
  	\`short\` text,
  	\`body\` text,
  	\`next_step_kind\` text,
  	\`next_step_label\` text,
  	\`next_step_url\` text,
  	\`hand_over\` integer DEFAULT false,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`questions\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`questions_answers_order_idx\` ON \`questions_answers\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`questions_answers_parent_id_idx\` ON \`questions_answers\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`questions_answers_locale_idx\` ON \`questions_answers\` (\`_locale\`);`)
  await db.run(sql`CREATE TABLE \`questions\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`slug\` text,
  	\`organisation_id\` text,
  	\`publish_from\` text,
  	\`publish_until\` text,
  	\`review_by\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`deleted_at\` text,
  	\`_status\` text DEFAULT 'draft',
  	FOREIGN KEY (\`organisation_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`questions_slug_idx\` ON \`questions\` (\`slug\`);`)
  await db.run(sql`CREATE INDEX \`questions_organisation_idx\` ON \`questions\` (\`organisation_id\`);`)
  await db.run(sql`CREATE INDEX \`questions_updated_at_idx\` ON \`questions\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`questions_created_at_idx\` ON \`questions\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`questions_deleted_at_idx\` ON \`questions\` (\`deleted_at\`);`)
  await db.run(sql`CREATE INDEX \`questions__status_idx\` ON \`questions\` (\`_status\`);`)
  await db.run(sql`CREATE TABLE \`questions_locales\` (
  	\`question\` text,
  	\`desk_memo\` text,
  	\`withheld\` integer DEFAULT false,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`questions\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`questions_locales_locale_parent_id_unique\` ON \`questions_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`questions_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	\`locale\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`questions\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`questions_texts_order_parent\` ON \`questions_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`questions_texts_locale_parent\` ON \`questions_texts\` (\`locale\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`questions_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text NOT NULL,
  	\`path\` text NOT NULL,
  	\`products_id\` text,
  	\`themes_id\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`questions\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`products_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`themes_id\`) REFERENCES \`themes\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`questions_rels_order_idx\` ON \`questions_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`questions_rels_parent_idx\` ON \`questions_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`questions_rels_path_idx\` ON \`questions_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`questions_rels_products_id_idx\` ON \`questions_rels\` (\`products_id\`);`)
  await db.run(sql`CREATE INDEX \`questions_rels_themes_id_idx\` ON \`questions_rels\` (\`themes_id\`);`)
  await db.run(sql`CREATE TABLE \`_questions_v_version_audiences\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_questions_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_questions_v_version_audiences_order_idx\` ON \`_questions_v_version_audiences\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_version_audiences_parent_idx\` ON \`_questions_v_version_audiences\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_questions_v_version_answers_links\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`label\` text,
  	\`url\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_questions_v_version_answers\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_questions_v_version_answers_links_order_idx\` ON \`_questions_v_version_answers_links\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_version_answers_links_parent_id_idx\` ON \`_questions_v_version_answers_links\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_version_answers_links_locale_idx\` ON \`_questions_v_version_answers_links\` (\`_locale\`);`)
  await db.run(sql`CREATE TABLE \`_questions_v_version_answers\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`channel\` text,
  	\`question\` text,
  	\`short\` text,
  	\`body\` text,
  	\`next_step_kind\` text,
  	\`next_step_label\` text,
  	\`next_step_url\` text,
  	\`hand_over\` integer DEFAULT false,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_questions_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_questions_v_version_answers_order_idx\` ON \`_questions_v_version_answers\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_version_answers_parent_id_idx\` ON \`_questions_v_version_answers\` (\`_parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_version_answers_locale_idx\` ON \`_questions_v_version_answers\` (\`_locale\`);`)
  await db.run(sql`CREATE TABLE \`_questions_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text,
  	\`version_slug\` text,
  	\`version_organisation_id\` text,
  	\`version_publish_from\` text,
  	\`version_publish_until\` text,
  	\`version_review_by\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`version_deleted_at\` text,
  	\`version__status\` text DEFAULT 'draft',
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`snapshot\` integer,
  	\`published_locale\` text,
  	\`latest\` integer,
  	\`autosave\` integer,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`questions\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_organisation_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`_questions_v_parent_idx\` ON \`_questions_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_version_version_slug_idx\` ON \`_questions_v\` (\`version_slug\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_version_version_organisation_idx\` ON \`_questions_v\` (\`version_organisation_id\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_version_version_updated_at_idx\` ON \`_questions_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_version_version_created_at_idx\` ON \`_questions_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_version_version_deleted_at_idx\` ON \`_questions_v\` (\`version_deleted_at\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_version_version__status_idx\` ON \`_questions_v\` (\`version__status\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_created_at_idx\` ON \`_questions_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_updated_at_idx\` ON \`_questions_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_snapshot_idx\` ON \`_questions_v\` (\`snapshot\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_published_locale_idx\` ON \`_questions_v\` (\`published_locale\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_latest_idx\` ON \`_questions_v\` (\`latest\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_autosave_idx\` ON \`_questions_v\` (\`autosave\`);`)
  await db.run(sql`CREATE TABLE \`_questions_v_locales\` (
  	\`version_question\` text,
  	\`version_desk_memo\` text,
  	\`version_withheld\` integer DEFAULT false,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_questions_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`_questions_v_locales_locale_parent_id_unique\` ON \`_questions_v_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_questions_v_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	\`locale\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_questions_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_questions_v_texts_order_parent\` ON \`_questions_v_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_texts_locale_parent\` ON \`_questions_v_texts\` (\`locale\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_questions_v_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`products_id\` text,
  	\`themes_id\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_questions_v\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`products_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`themes_id\`) REFERENCES \`themes\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_questions_v_rels_order_idx\` ON \`_questions_v_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_rels_parent_idx\` ON \`_questions_v_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_rels_path_idx\` ON \`_questions_v_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_rels_products_id_idx\` ON \`_questions_v_rels\` (\`products_id\`);`)
  await db.run(sql`CREATE INDEX \`_questions_v_rels_themes_id_idx\` ON \`_questions_v_rels\` (\`themes_id\`);`)
  await db.run(sql`CREATE TABLE \`facts_values_opening_hours_week_spans\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`from\` text,
  	\`to\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`facts_values_opening_hours_week\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`facts_values_opening_hours_week_spans_order_idx\` ON \`facts_values_opening_hours_week_spans\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`facts_values_opening_hours_week_spans_parent_id_idx\` ON \`facts_values_opening_hours_week_spans\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`facts_values_opening_hours_week\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`day\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`facts_values\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`facts_values_opening_hours_week_order_idx\` ON \`facts_values_opening_hours_week\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`facts_values_opening_hours_week_parent_id_idx\` ON \`facts_values_opening_hours_week\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`facts_values_opening_hours_exceptions_spans\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`from\` text,
  	\`to\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`facts_values_opening_hours_exceptions\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`facts_values_opening_hours_exceptions_spans_order_idx\` ON \`facts_values_opening_hours_exceptions_spans\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`facts_values_opening_hours_exceptions_spans_parent_id_idx\` ON \`facts_values_opening_hours_exceptions_spans\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`facts_values_opening_hours_exceptions\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`day\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`facts_values\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`facts_values_opening_hours_exceptions_order_idx\` ON \`facts_values_opening_hours_exceptions\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`facts_values_opening_hours_exceptions_parent_id_idx\` ON \`facts_values_opening_hours_exceptions\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`facts_values_opening_hours_exceptions_locales\` (
  	\`reason\` text,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`facts_values_opening_hours_exceptions\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`facts_values_opening_hours_exceptions_locales_locale_parent_\` ON \`facts_values_opening_hours_exceptions_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`facts_values_documents\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`facts_values\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`facts_values_documents_order_idx\` ON \`facts_values_documents\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`facts_values_documents_parent_id_idx\` ON \`facts_values_documents\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`facts_values_documents_locales\` (
  	\`name\` text,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`facts_values_documents\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`facts_values_documents_locales_locale_parent_id_unique\` ON \`facts_values_documents_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`facts_values\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`valid_from\` text,
  	\`valid_until\` text,
  	\`amount_in_cents\` numeric,
  	\`duration_iso\` text,
  	\`duration_working_days\` integer DEFAULT false,
  	\`date\` text,
  	\`phone\` text,
  	\`email\` text,
  	\`address_street\` text,
  	\`address_house_number\` text,
  	\`address_addition\` text,
  	\`address_po_box\` text,
  	\`address_postal_code\` text,
  	\`address_city\` text,
  	\`url\` text,
  	\`opening_hours_by_appointment\` integer DEFAULT false,
  	\`number_value\` numeric,
  	\`number_unit\` text DEFAULT 'none',
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`facts\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`facts_values_order_idx\` ON \`facts_values\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`facts_values_parent_id_idx\` ON \`facts_values\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`facts_values_locales\` (
  	\`text\` text,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`facts_values\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`facts_values_locales_locale_parent_id_unique\` ON \`facts_values_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`facts\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`kind\` text,
  	\`organisation_id\` text,
  	\`source\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`_status\` text DEFAULT 'draft',
  	FOREIGN KEY (\`organisation_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`facts_key_idx\` ON \`facts\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`facts_organisation_idx\` ON \`facts\` (\`organisation_id\`);`)
  await db.run(sql`CREATE INDEX \`facts_updated_at_idx\` ON \`facts\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`facts_created_at_idx\` ON \`facts\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`facts__status_idx\` ON \`facts\` (\`_status\`);`)
  await db.run(sql`CREATE TABLE \`facts_locales\` (
  	\`label\` text,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`facts\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`facts_locales_locale_parent_id_unique\` ON \`facts_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_facts_v_version_values_opening_hours_week_spans\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`from\` text,
  	\`to\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_facts_v_version_values_opening_hours_week\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_facts_v_version_values_opening_hours_week_spans_order_idx\` ON \`_facts_v_version_values_opening_hours_week_spans\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_version_values_opening_hours_week_spans_parent_id_idx\` ON \`_facts_v_version_values_opening_hours_week_spans\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_facts_v_version_values_opening_hours_week\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`day\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_facts_v_version_values\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_facts_v_version_values_opening_hours_week_order_idx\` ON \`_facts_v_version_values_opening_hours_week\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_version_values_opening_hours_week_parent_id_idx\` ON \`_facts_v_version_values_opening_hours_week\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_facts_v_version_values_opening_hours_exceptions_spans\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`from\` text,
  	\`to\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_facts_v_version_values_opening_hours_exceptions\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_facts_v_version_values_opening_hours_exceptions_spans_order_idx\` ON \`_facts_v_version_values_opening_hours_exceptions_spans\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_version_values_opening_hours_exceptions_spans_parent_id_idx\` ON \`_facts_v_version_values_opening_hours_exceptions_spans\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_facts_v_version_values_opening_hours_exceptions\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`day\` text,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_facts_v_version_values\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_facts_v_version_values_opening_hours_exceptions_order_idx\` ON \`_facts_v_version_values_opening_hours_exceptions\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_version_values_opening_hours_exceptions_parent_id_idx\` ON \`_facts_v_version_values_opening_hours_exceptions\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_facts_v_version_values_opening_hours_exceptions_locales\` (
  	\`reason\` text,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_facts_v_version_values_opening_hours_exceptions\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`_facts_v_version_values_opening_hours_exceptions_locales_loc\` ON \`_facts_v_version_values_opening_hours_exceptions_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_facts_v_version_values_documents\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_facts_v_version_values\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_facts_v_version_values_documents_order_idx\` ON \`_facts_v_version_values_documents\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_version_values_documents_parent_id_idx\` ON \`_facts_v_version_values_documents\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_facts_v_version_values_documents_locales\` (
  	\`name\` text,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_facts_v_version_values_documents\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`_facts_v_version_values_documents_locales_locale_parent_id_u\` ON \`_facts_v_version_values_documents_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_facts_v_version_values\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`valid_from\` text,
  	\`valid_until\` text,
  	\`amount_in_cents\` numeric,
  	\`duration_iso\` text,
  	\`duration_working_days\` integer DEFAULT false,
  	\`date\` text,
  	\`phone\` text,
  	\`email\` text,
  	\`address_street\` text,
  	\`address_house_number\` text,
  	\`address_addition\` text,
  	\`address_po_box\` text,
  	\`address_postal_code\` text,
  	\`address_city\` text,
  	\`url\` text,
  	\`opening_hours_by_appointment\` integer DEFAULT false,
  	\`number_value\` numeric,
  	\`number_unit\` text DEFAULT 'none',
  	\`_uuid\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_facts_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_facts_v_version_values_order_idx\` ON \`_facts_v_version_values\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_version_values_parent_id_idx\` ON \`_facts_v_version_values\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_facts_v_version_values_locales\` (
  	\`text\` text,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_facts_v_version_values\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`_facts_v_version_values_locales_locale_parent_id_unique\` ON \`_facts_v_version_values_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_facts_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text,
  	\`version_key\` text,
  	\`version_kind\` text,
  	\`version_organisation_id\` text,
  	\`version_source\` text,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`version__status\` text DEFAULT 'draft',
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`snapshot\` integer,
  	\`published_locale\` text,
  	\`latest\` integer,
  	\`autosave\` integer,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`facts\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`version_organisation_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`_facts_v_parent_idx\` ON \`_facts_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_version_version_key_idx\` ON \`_facts_v\` (\`version_key\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_version_version_organisation_idx\` ON \`_facts_v\` (\`version_organisation_id\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_version_version_updated_at_idx\` ON \`_facts_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_version_version_created_at_idx\` ON \`_facts_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_version_version__status_idx\` ON \`_facts_v\` (\`version__status\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_created_at_idx\` ON \`_facts_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_updated_at_idx\` ON \`_facts_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_snapshot_idx\` ON \`_facts_v\` (\`snapshot\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_published_locale_idx\` ON \`_facts_v\` (\`published_locale\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_latest_idx\` ON \`_facts_v\` (\`latest\`);`)
  await db.run(sql`CREATE INDEX \`_facts_v_autosave_idx\` ON \`_facts_v\` (\`autosave\`);`)
  await db.run(sql`CREATE TABLE \`_facts_v_locales\` (
  	\`version_label\` text,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`_facts_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`_facts_v_locales_locale_parent_id_unique\` ON \`_facts_v_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`media\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`credit\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`url\` text,
  	\`thumbnail_u_r_l\` text,
  	\`filename\` text,
  	\`mime_type\` text,
  	\`filesize\` numeric,
  	\`width\` numeric,
  	\`height\` numeric,
  	\`focal_x\` numeric,
  	\`focal_y\` numeric,
  	\`sizes_thumbnail_url\` text,
  	\`sizes_thumbnail_width\` numeric,
  	\`sizes_thumbnail_height\` numeric,
  	\`sizes_thumbnail_mime_type\` text,
  	\`sizes_thumbnail_filesize\` numeric,
  	\`sizes_thumbnail_filename\` text,
  	\`sizes_medium_url\` text,
  	\`sizes_medium_width\` numeric,
  	\`sizes_medium_height\` numeric,
  	\`sizes_medium_mime_type\` text,
  	\`sizes_medium_filesize\` numeric,
  	\`sizes_medium_filename\` text,
  	\`sizes_large_url\` text,
  	\`sizes_large_width\` numeric,
  	\`sizes_large_height\` numeric,
  	\`sizes_large_mime_type\` text,
  	\`sizes_large_filesize\` numeric,
  	\`sizes_large_filename\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`media_updated_at_idx\` ON \`media\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`media_created_at_idx\` ON \`media\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`media_filename_idx\` ON \`media\` (\`filename\`);`)
  await db.run(sql`CREATE INDEX \`media_sizes_thumbnail_sizes_thumbnail_filename_idx\` ON \`media\` (\`sizes_thumbnail_filename\`);`)
  await db.run(sql`CREATE INDEX \`media_sizes_medium_sizes_medium_filename_idx\` ON \`media\` (\`sizes_medium_filename\`);`)
  await db.run(sql`CREATE INDEX \`media_sizes_large_sizes_large_filename_idx\` ON \`media\` (\`sizes_large_filename\`);`)
  await db.run(sql`CREATE TABLE \`media_locales\` (
  	\`alt\` text NOT NULL,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`media\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`media_locales_locale_parent_id_unique\` ON \`media_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`organisations\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`slug\` text,
  	\`abbreviation\` text,
  	\`type\` text NOT NULL,
  	\`is_own\` integer DEFAULT false,
  	\`uri\` text,
  	\`oin\` text,
  	\`contact_website\` text,
  	\`contact_phone\` text,
  	\`contact_email\` text,
  	\`contact_visiting_address_street\` text,
  	\`contact_visiting_address_house_number\` text,
  	\`contact_visiting_address_addition\` text,
  	\`contact_visiting_address_po_box\` text,
  	\`contact_visiting_address_postal_code\` text,
  	\`contact_visiting_address_city\` text,
  	\`contact_postal_address_street\` text,
  	\`contact_postal_address_house_number\` text,
  	\`contact_postal_address_addition\` text,
  	\`contact_postal_address_po_box\` text,
  	\`contact_postal_address_postal_code\` text,
  	\`contact_postal_address_city\` text,
  	\`start_date\` text,
  	\`end_date\` text,
  	\`successor_id\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`successor_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`organisations_slug_idx\` ON \`organisations\` (\`slug\`);`)
  await db.run(sql`CREATE INDEX \`organisations_successor_idx\` ON \`organisations\` (\`successor_id\`);`)
  await db.run(sql`CREATE INDEX \`organisations_updated_at_idx\` ON \`organisations\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`organisations_created_at_idx\` ON \`organisations\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`organisations_locales\` (
  	\`name\` text NOT NULL,
  	\`desk_memo\` text,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`organisations_locales_locale_parent_id_unique\` ON \`organisations_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`departments\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`name\` text NOT NULL,
  	\`code\` text,
  	\`organisation_id\` text NOT NULL,
  	\`email\` text,
  	\`phone\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`organisation_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`departments_code_idx\` ON \`departments\` (\`code\`);`)
  await db.run(sql`CREATE INDEX \`departments_organisation_idx\` ON \`departments\` (\`organisation_id\`);`)
  await db.run(sql`CREATE INDEX \`departments_updated_at_idx\` ON \`departments\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`departments_created_at_idx\` ON \`departments\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`locations_opening_hours_week_spans\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`from\` text NOT NULL,
  	\`to\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`locations_opening_hours_week\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`locations_opening_hours_week_spans_order_idx\` ON \`locations_opening_hours_week_spans\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`locations_opening_hours_week_spans_parent_id_idx\` ON \`locations_opening_hours_week_spans\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`locations_opening_hours_week\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`day\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`locations\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`locations_opening_hours_week_order_idx\` ON \`locations_opening_hours_week\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`locations_opening_hours_week_parent_id_idx\` ON \`locations_opening_hours_week\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`locations_opening_hours_exceptions_spans\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`from\` text NOT NULL,
  	\`to\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`locations_opening_hours_exceptions\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`locations_opening_hours_exceptions_spans_order_idx\` ON \`locations_opening_hours_exceptions_spans\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`locations_opening_hours_exceptions_spans_parent_id_idx\` ON \`locations_opening_hours_exceptions_spans\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`locations_opening_hours_exceptions\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`day\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`locations\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`locations_opening_hours_exceptions_order_idx\` ON \`locations_opening_hours_exceptions\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`locations_opening_hours_exceptions_parent_id_idx\` ON \`locations_opening_hours_exceptions\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`locations_opening_hours_exceptions_locales\` (
  	\`reason\` text,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`locations_opening_hours_exceptions\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`locations_opening_hours_exceptions_locales_locale_parent_id_\` ON \`locations_opening_hours_exceptions_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`locations\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`organisation_id\` text NOT NULL,
  	\`address_street\` text,
  	\`address_house_number\` text,
  	\`address_addition\` text,
  	\`address_po_box\` text,
  	\`address_postal_code\` text,
  	\`address_city\` text,
  	\`phone\` text,
  	\`appointment_url\` text,
  	\`opening_hours_by_appointment\` integer DEFAULT false,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`organisation_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`locations_organisation_idx\` ON \`locations\` (\`organisation_id\`);`)
  await db.run(sql`CREATE INDEX \`locations_updated_at_idx\` ON \`locations\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`locations_created_at_idx\` ON \`locations\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`locations_locales\` (
  	\`name\` text NOT NULL,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`locations\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`locations_locales_locale_parent_id_unique\` ON \`locations_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`themes\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`slug\` text,
  	\`parent_id\` text,
  	\`order\` numeric DEFAULT 100,
  	\`uri\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`themes\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`themes_slug_idx\` ON \`themes\` (\`slug\`);`)
  await db.run(sql`CREATE INDEX \`themes_parent_idx\` ON \`themes\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`themes_updated_at_idx\` ON \`themes\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`themes_created_at_idx\` ON \`themes\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`themes_locales\` (
  	\`title\` text NOT NULL,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`themes\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`themes_locales_locale_parent_id_unique\` ON \`themes_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`life_events\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`slug\` text,
  	\`code\` text,
  	\`uri\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`life_events_slug_idx\` ON \`life_events\` (\`slug\`);`)
  await db.run(sql`CREATE INDEX \`life_events_updated_at_idx\` ON \`life_events\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`life_events_created_at_idx\` ON \`life_events\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`life_events_locales\` (
  	\`title\` text NOT NULL,
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`_locale\` text NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`life_events\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`life_events_locales_locale_parent_id_unique\` ON \`life_events_locales\` (\`_locale\`,\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`upl_entries_layers\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`upl_entries\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`upl_entries_layers_order_idx\` ON \`upl_entries_layers\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`upl_entries_layers_parent_idx\` ON \`upl_entries_layers\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`upl_entries_audiences\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`upl_entries\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`upl_entries_audiences_order_idx\` ON \`upl_entries_audiences\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`upl_entries_audiences_parent_idx\` ON \`upl_entries_audiences\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`upl_entries_request_kinds\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`upl_entries\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`upl_entries_request_kinds_order_idx\` ON \`upl_entries_request_kinds\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`upl_entries_request_kinds_parent_idx\` ON \`upl_entries_request_kinds\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`upl_entries_law_type\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`upl_entries\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`upl_entries_law_type_order_idx\` ON \`upl_entries_law_type\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`upl_entries_law_type_parent_idx\` ON \`upl_entries_law_type\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`upl_entries_legal_bases\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`label\` text,
  	\`uri\` text,
  	\`link\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`upl_entries\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`upl_entries_legal_bases_order_idx\` ON \`upl_entries_legal_bases\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`upl_entries_legal_bases_parent_id_idx\` ON \`upl_entries_legal_bases\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`upl_entries\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`label\` text NOT NULL,
  	\`uri\` text NOT NULL,
  	\`services_act\` integer DEFAULT false,
  	\`digid_mandate\` integer DEFAULT false,
  	\`ended_at\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`upl_entries_label_idx\` ON \`upl_entries\` (\`label\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`upl_entries_uri_idx\` ON \`upl_entries\` (\`uri\`);`)
  await db.run(sql`CREATE INDEX \`upl_entries_ended_at_idx\` ON \`upl_entries\` (\`ended_at\`);`)
  await db.run(sql`CREATE INDEX \`upl_entries_updated_at_idx\` ON \`upl_entries\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`upl_entries_created_at_idx\` ON \`upl_entries\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`upl_entries_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`upl_entries\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`upl_entries_texts_order_parent\` ON \`upl_entries_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`synonyms\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`direction\` text DEFAULT 'twoWay' NOT NULL,
  	\`language\` text DEFAULT 'nl' NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`synonyms_updated_at_idx\` ON \`synonyms\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`synonyms_created_at_idx\` ON \`synonyms\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`synonyms_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`synonyms\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`synonyms_texts_order_parent\` ON \`synonyms_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`users_roles\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`users_roles_order_idx\` ON \`users_roles\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`users_roles_parent_idx\` ON \`users_roles\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`users_sessions\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`created_at\` text,
  	\`expires_at\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`users_sessions_order_idx\` ON \`users_sessions\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`users_sessions_parent_id_idx\` ON \`users_sessions\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`users\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`name\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`enable_a_p_i_key\` integer,
  	\`api_key\` text,
  	\`api_key_index\` text,
  	\`email\` text NOT NULL,
  	\`reset_password_token\` text,
  	\`reset_password_expiration\` text,
  	\`salt\` text,
  	\`hash\` text,
  	\`reset_password_requested_at\` text,
  	\`login_attempts\` numeric DEFAULT 0,
  	\`lock_until\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`users_updated_at_idx\` ON \`users\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`users_created_at_idx\` ON \`users\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`users_email_idx\` ON \`users\` (\`email\`);`)
  await db.run(sql`CREATE TABLE \`users_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text NOT NULL,
  	\`path\` text NOT NULL,
  	\`organisations_id\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`organisations_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`users_rels_order_idx\` ON \`users_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`users_rels_parent_idx\` ON \`users_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`users_rels_path_idx\` ON \`users_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`users_rels_organisations_id_idx\` ON \`users_rels\` (\`organisations_id\`);`)
  await db.run(sql`CREATE TABLE \`feedback\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`channel\` text,
  	\`kind\` text NOT NULL,
  	\`remark\` text NOT NULL,
  	\`revision\` numeric,
  	\`state\` text DEFAULT 'new' NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`feedback_updated_at_idx\` ON \`feedback\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`feedback_created_at_idx\` ON \`feedback\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`feedback_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text NOT NULL,
  	\`path\` text NOT NULL,
  	\`products_id\` text,
  	\`questions_id\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`feedback\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`products_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`questions_id\`) REFERENCES \`questions\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`feedback_rels_order_idx\` ON \`feedback_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`feedback_rels_parent_idx\` ON \`feedback_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`feedback_rels_path_idx\` ON \`feedback_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`feedback_rels_products_id_idx\` ON \`feedback_rels\` (\`products_id\`);`)
  await db.run(sql`CREATE INDEX \`feedback_rels_questions_id_idx\` ON \`feedback_rels\` (\`questions_id\`);`)
  await db.run(sql`CREATE TABLE \`republications\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`target_kind\` text NOT NULL,
  	\`target_id\` text NOT NULL,
  	\`state\` text NOT NULL,
  	\`cursor\` text,
  	\`total\` numeric,
  	\`done\` numeric,
  	\`error\` text,
  	\`attempts\` numeric
  );
  `)
  await db.run(sql`CREATE INDEX \`state_idx\` ON \`republications\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`targetKind_targetId_idx\` ON \`republications\` (\`target_kind\`,\`target_id\`);`)
  await db.run(sql`CREATE TABLE \`publications\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`seq\` numeric NOT NULL,
  	\`kind\` text NOT NULL,
  	\`item_id\` text NOT NULL,
  	\`locale\` text NOT NULL,
  	\`type\` text NOT NULL,
  	\`slug\` text NOT NULL,
  	\`effective_from\` text NOT NULL,
  	\`recorded_at\` text NOT NULL,
  	\`content_hash\` text,
  	\`desk_hash\` text,
  	\`card\` text,
  	\`record\` text,
  	\`desk\` text
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`publications_seq_idx\` ON \`publications\` (\`seq\`);`)
  await db.run(sql`CREATE INDEX \`publications_item_id_idx\` ON \`publications\` (\`item_id\`);`)
  await db.run(sql`CREATE INDEX \`publications_effective_from_idx\` ON \`publications\` (\`effective_from\`);`)
  await db.run(sql`CREATE INDEX \`kind_itemId_locale_seq_idx\` ON \`publications\` (\`kind\`,\`item_id\`,\`locale\`,\`seq\`);`)
  await db.run(sql`CREATE INDEX \`kind_locale_slug_idx\` ON \`publications\` (\`kind\`,\`locale\`,\`slug\`);`)
  await db.run(sql`CREATE TABLE \`usages\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`from_kind\` text NOT NULL,
  	\`from_id\` text NOT NULL,
  	\`to_kind\` text NOT NULL,
  	\`to_id\` text NOT NULL,
  	\`state\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`toKind_toId_state_fromKind_fromId_idx\` ON \`usages\` (\`to_kind\`,\`to_id\`,\`state\`,\`from_kind\`,\`from_id\`);`)
  await db.run(sql`CREATE INDEX \`fromKind_fromId_state_idx\` ON \`usages\` (\`from_kind\`,\`from_id\`,\`state\`);`)
  await db.run(sql`CREATE TABLE \`payload_kv\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text NOT NULL,
  	\`data\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`payload_kv_key_idx\` ON \`payload_kv\` (\`key\`);`)
  await db.run(sql`CREATE TABLE \`payload_jobs_log\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text(36) NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`executed_at\` text NOT NULL,
  	\`completed_at\` text NOT NULL,
  	\`task_slug\` text NOT NULL,
  	\`task_i_d\` text NOT NULL,
  	\`input\` text,
  	\`output\` text,
  	\`state\` text NOT NULL,
  	\`error\` text,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`payload_jobs\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_jobs_log_order_idx\` ON \`payload_jobs_log\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_log_parent_id_idx\` ON \`payload_jobs_log\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`payload_jobs\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`input\` text,
  	\`completed_at\` text,
  	\`total_tried\` numeric DEFAULT 0,
  	\`has_error\` integer DEFAULT false,
  	\`error\` text,
  	\`task_slug\` text,
  	\`queue\` text DEFAULT 'default',
  	\`wait_until\` text,
  	\`processing\` integer DEFAULT false,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_jobs_completed_at_idx\` ON \`payload_jobs\` (\`completed_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_total_tried_idx\` ON \`payload_jobs\` (\`total_tried\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_has_error_idx\` ON \`payload_jobs\` (\`has_error\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_task_slug_idx\` ON \`payload_jobs\` (\`task_slug\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_queue_idx\` ON \`payload_jobs\` (\`queue\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_wait_until_idx\` ON \`payload_jobs\` (\`wait_until\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_processing_idx\` ON \`payload_jobs\` (\`processing\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_updated_at_idx\` ON \`payload_jobs\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_jobs_created_at_idx\` ON \`payload_jobs\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`payload_locked_documents\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`global_slug\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_global_slug_idx\` ON \`payload_locked_documents\` (\`global_slug\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_updated_at_idx\` ON \`payload_locked_documents\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_created_at_idx\` ON \`payload_locked_documents\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`payload_locked_documents_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`products_id\` text,
  	\`questions_id\` text,
  	\`facts_id\` text,
  	\`media_id\` text,
  	\`organisations_id\` text,
  	\`departments_id\` text,
  	\`locations_id\` text,
  	\`themes_id\` text,
  	\`life_events_id\` text,
  	\`upl_entries_id\` text,
  	\`synonyms_id\` text,
  	\`users_id\` text,
  	\`feedback_id\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`payload_locked_documents\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`products_id\`) REFERENCES \`products\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`questions_id\`) REFERENCES \`questions\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`facts_id\`) REFERENCES \`facts\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`media_id\`) REFERENCES \`media\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`organisations_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`departments_id\`) REFERENCES \`departments\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`locations_id\`) REFERENCES \`locations\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`themes_id\`) REFERENCES \`themes\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`life_events_id\`) REFERENCES \`life_events\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`upl_entries_id\`) REFERENCES \`upl_entries\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`synonyms_id\`) REFERENCES \`synonyms\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`users_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`feedback_id\`) REFERENCES \`feedback\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_order_idx\` ON \`payload_locked_documents_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_parent_idx\` ON \`payload_locked_documents_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_path_idx\` ON \`payload_locked_documents_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_products_id_idx\` ON \`payload_locked_documents_rels\` (\`products_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_questions_id_idx\` ON \`payload_locked_documents_rels\` (\`questions_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_facts_id_idx\` ON \`payload_locked_documents_rels\` (\`facts_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_media_id_idx\` ON \`payload_locked_documents_rels\` (\`media_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_organisations_id_idx\` ON \`payload_locked_documents_rels\` (\`organisations_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_departments_id_idx\` ON \`payload_locked_documents_rels\` (\`departments_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_locations_id_idx\` ON \`payload_locked_documents_rels\` (\`locations_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_themes_id_idx\` ON \`payload_locked_documents_rels\` (\`themes_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_life_events_id_idx\` ON \`payload_locked_documents_rels\` (\`life_events_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_upl_entries_id_idx\` ON \`payload_locked_documents_rels\` (\`upl_entries_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_synonyms_id_idx\` ON \`payload_locked_documents_rels\` (\`synonyms_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_users_id_idx\` ON \`payload_locked_documents_rels\` (\`users_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_locked_documents_rels_feedback_id_idx\` ON \`payload_locked_documents_rels\` (\`feedback_id\`);`)
  await db.run(sql`CREATE TABLE \`payload_preferences\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`value\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_preferences_key_idx\` ON \`payload_preferences\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_updated_at_idx\` ON \`payload_preferences\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_created_at_idx\` ON \`payload_preferences\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`payload_preferences_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`users_id\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`payload_preferences\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`users_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_order_idx\` ON \`payload_preferences_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_parent_idx\` ON \`payload_preferences_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_path_idx\` ON \`payload_preferences_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_users_id_idx\` ON \`payload_preferences_rels\` (\`users_id\`);`)
  await db.run(sql`CREATE TABLE \`payload_migrations\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`name\` text,
  	\`batch\` numeric,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_migrations_updated_at_idx\` ON \`payload_migrations\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_migrations_created_at_idx\` ON \`payload_migrations\` (\`created_at\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`products_audiences\`;`)
  await db.run(sql`DROP TABLE \`products_sections\`;`)
  await db.run(sql`DROP TABLE \`products_answers_links\`;`)
  await db.run(sql`DROP TABLE \`products_answers\`;`)
  await db.run(sql`DROP TABLE \`products_request_channels_login_means\`;`)
  await db.run(sql`DROP TABLE \`products_request_channels\`;`)
  await db.run(sql`DROP TABLE \`products_legal_basis\`;`)
  await db.run(sql`DROP TABLE \`products\`;`)
  await db.run(sql`DROP TABLE \`products_locales\`;`)
  await db.run(sql`DROP TABLE \`products_texts\`;`)
  await db.run(sql`DROP TABLE \`products_rels\`;`)
  await db.run(sql`DROP TABLE \`_products_v_version_audiences\`;`)
  await db.run(sql`DROP TABLE \`_products_v_version_sections\`;`)
  await db.run(sql`DROP TABLE \`_products_v_version_answers_links\`;`)
  await db.run(sql`DROP TABLE \`_products_v_version_answers\`;`)
  await db.run(sql`DROP TABLE \`_products_v_version_request_channels_login_means\`;`)
  await db.run(sql`DROP TABLE \`_products_v_version_request_channels\`;`)
  await db.run(sql`DROP TABLE \`_products_v_version_legal_basis\`;`)
  await db.run(sql`DROP TABLE \`_products_v\`;`)
  await db.run(sql`DROP TABLE \`_products_v_locales\`;`)
  await db.run(sql`DROP TABLE \`_products_v_texts\`;`)
  await db.run(sql`DROP TABLE \`_products_v_rels\`;`)
  await db.run(sql`DROP TABLE \`questions_audiences\`;`)
  await db.run(sql`DROP TABLE \`questions_answers_links\`;`)
  await db.run(sql`DROP TABLE \`questions_answers\`;`)
  await db.run(sql`DROP TABLE \`questions\`;`)
  await db.run(sql`DROP TABLE \`questions_locales\`;`)
  await db.run(sql`DROP TABLE \`questions_texts\`;`)
  await db.run(sql`DROP TABLE \`questions_rels\`;`)
  await db.run(sql`DROP TABLE \`_questions_v_version_audiences\`;`)
  await db.run(sql`DROP TABLE \`_questions_v_version_answers_links\`;`)
  await db.run(sql`DROP TABLE \`_questions_v_version_answers\`;`)
  await db.run(sql`DROP TABLE \`_questions_v\`;`)
  await db.run(sql`DROP TABLE \`_questions_v_locales\`;`)
  await db.run(sql`DROP TABLE \`_questions_v_texts\`;`)
  await db.run(sql`DROP TABLE \`_questions_v_rels\`;`)
  await db.run(sql`DROP TABLE \`facts_values_opening_hours_week_spans\`;`)
  await db.run(sql`DROP TABLE \`facts_values_opening_hours_week\`;`)
  await db.run(sql`DROP TABLE \`facts_values_opening_hours_exceptions_spans\`;`)
  await db.run(sql`DROP TABLE \`facts_values_opening_hours_exceptions\`;`)
  await db.run(sql`DROP TABLE \`facts_values_opening_hours_exceptions_locales\`;`)
  await db.run(sql`DROP TABLE \`facts_values_documents\`;`)
  await db.run(sql`DROP TABLE \`facts_values_documents_locales\`;`)
  await db.run(sql`DROP TABLE \`facts_values\`;`)
  await db.run(sql`DROP TABLE \`facts_values_locales\`;`)
  await db.run(sql`DROP TABLE \`facts\`;`)
  await db.run(sql`DROP TABLE \`facts_locales\`;`)
  await db.run(sql`DROP TABLE \`_facts_v_version_values_opening_hours_week_spans\`;`)
  await db.run(sql`DROP TABLE \`_facts_v_version_values_opening_hours_week\`;`)
  await db.run(sql`DROP TABLE \`_facts_v_version_values_opening_hours_exceptions_spans\`;`)
  await db.run(sql`DROP TABLE \`_facts_v_version_values_opening_hours_exceptions\`;`)
  await db.run(sql`DROP TABLE \`_facts_v_version_values_opening_hours_exceptions_locales\`;`)
  await db.run(sql`DROP TABLE \`_facts_v_version_values_documents\`;`)
  await db.run(sql`DROP TABLE \`_facts_v_version_values_documents_locales\`;`)
  await db.run(sql`DROP TABLE \`_facts_v_version_values\`;`)
  await db.run(sql`DROP TABLE \`_facts_v_version_values_locales\`;`)
  await db.run(sql`DROP TABLE \`_facts_v\`;`)
  await db.run(sql`DROP TABLE \`_facts_v_locales\`;`)
  await db.run(sql`DROP TABLE \`media\`;`)
  await db.run(sql`DROP TABLE \`media_locales\`;`)
  await db.run(sql`DROP TABLE \`organisations\`;`)
  await db.run(sql`DROP TABLE \`organisations_locales\`;`)
  await db.run(sql`DROP TABLE \`departments\`;`)
  await db.run(sql`DROP TABLE \`locations_opening_hours_week_spans\`;`)
  await db.run(sql`DROP TABLE \`locations_opening_hours_week\`;`)
  await db.run(sql`DROP TABLE \`locations_opening_hours_exceptions_spans\`;`)
  await db.run(sql`DROP TABLE \`locations_opening_hours_exceptions\`;`)
  await db.run(sql`DROP TABLE \`locations_opening_hours_exceptions_locales\`;`)
  await db.run(sql`DROP TABLE \`locations\`;`)
  await db.run(sql`DROP TABLE \`locations_locales\`;`)
  await db.run(sql`DROP TABLE \`themes\`;`)
  await db.run(sql`DROP TABLE \`themes_locales\`;`)
  await db.run(sql`DROP TABLE \`life_events\`;`)
  await db.run(sql`DROP TABLE \`life_events_locales\`;`)
  await db.run(sql`DROP TABLE \`upl_entries_layers\`;`)
  await db.run(sql`DROP TABLE \`upl_entries_audiences\`;`)
  await db.run(sql`DROP TABLE \`upl_entries_request_kinds\`;`)
  await db.run(sql`DROP TABLE \`upl_entries_law_type\`;`)
  await db.run(sql`DROP TABLE \`upl_entries_legal_bases\`;`)
  await db.run(sql`DROP TABLE \`upl_entries\`;`)
  await db.run(sql`DROP TABLE \`upl_entries_texts\`;`)
  await db.run(sql`DROP TABLE \`synonyms\`;`)
  await db.run(sql`DROP TABLE \`synonyms_texts\`;`)
  await db.run(sql`DROP TABLE \`users_roles\`;`)
  await db.run(sql`DROP TABLE \`users_sessions\`;`)
  await db.run(sql`DROP TABLE \`users\`;`)
  await db.run(sql`DROP TABLE \`users_rels\`;`)
  await db.run(sql`DROP TABLE \`feedback\`;`)
  await db.run(sql`DROP TABLE \`feedback_rels\`;`)
  await db.run(sql`DROP TABLE \`republications\`;`)
  await db.run(sql`DROP TABLE \`publications\`;`)
  await db.run(sql`DROP TABLE \`usages\`;`)
  await db.run(sql`DROP TABLE \`payload_kv\`;`)
  await db.run(sql`DROP TABLE \`payload_jobs_log\`;`)
  await db.run(sql`DROP TABLE \`payload_jobs\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents\`;`)
  await db.run(sql`DROP TABLE \`payload_locked_documents_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_preferences\`;`)
  await db.run(sql`DROP TABLE \`payload_preferences_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_migrations\`;`)
}
