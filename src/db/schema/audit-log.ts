import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StoredActorKind } from '../../domain/actor.ts';
import type { AUDIT_SUBJECTS, AuditAction } from '../../domain/audit.ts';
import type { Json } from '../../domain/json.ts';
import { flag, id, instant, json } from './columns.ts';

/** Who changed what, and from where. Triggers refuse to change or delete a row. */
export const auditLog = sqliteTable('audit_log', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  at: instant('at').notNull(),
  action: text('action').$type<AuditAction>().notNull(),
  actorKind: text('actor_kind').$type<StoredActorKind>().notNull(),
  actorId: text('actor_id'),
  actorName: text('actor_name').notNull(),
  answeredBy: text('answered_by'),
  ip: text('ip'),
  userAgent: text('user_agent'),
  requestId: text('request_id'),
  subjectType: text('subject_type').$type<(typeof AUDIT_SUBJECTS)[number]>().notNull(),
  subjectId: text('subject_id').notNull(),
  before: json<Json>('before'),
  after: json<Json>('after'),
  /** The member of staff who did it; the kind is `system` then, for the sake of earlier versions. */
  personId: text('person_id'),
});
