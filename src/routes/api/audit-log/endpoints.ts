import { z } from '@hono/zod-openapi';
import { ACTOR_KINDS } from '../../../domain/actor.ts';
import { AUDIT_ACTIONS, AUDIT_SUBJECTS } from '../../../domain/audit.ts';
import { mapDone } from '../../../domain/outcome.ts';
import { type AuditLine, listAuditLog } from '../../../operations/api/list-audit-log.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { instant, oneLine, shownInstant } from '../schemas/fields.ts';
import { listOf, pageOf, pageQuery } from '../schemas/lists.ts';

const values = z.record(z.string(), z.unknown()).nullable();

const entry = z
  .strictObject({
    id: z.string(),
    object: z.literal('audit_entry'),
    at: shownInstant,
    action: z.enum(AUDIT_ACTIONS),
    actor: z.strictObject({
      kind: z
        .enum(ACTOR_KINDS)
        .openapi({ description: '`system` is Quittance itself: a job, or an event of Stripe’s.' }),
      id: z.string().nullable().openapi({ description: 'The API key, or the member of staff.' }),
      name: z.string(),
      answeredBy: z
        .string()
        .nullable()
        .openapi({ description: 'The member of staff who was named with it.' }),
      ip: z.string().nullable(),
      userAgent: z.string().nullable(),
      requestId: z.string().nullable(),
    }),
    subject: z.strictObject({ type: z.enum(AUDIT_SUBJECTS), id: z.string() }),
    before: values.openapi({ description: 'What was changed, without secrets.' }),
    after: values,
  })
  .openapi('AuditEntry');

const answer = listOf(entry).openapi('AuditLog');

const list = endpoint(
  {
    method: 'get',
    path: '/audit-log',
    operationId: 'listAuditLog',
    tag: 'Access',
    summary: 'List who changed what, newest first',
    description: [
      'Every change of a key, a setting, a member of staff or the connection, who signed in, and what was decided by hand: findings that were dismissed, payments that',
      'were closed, blocks that were released, customers that were deleted. Nothing in it can be changed or deleted.',
    ].join(' '),
    params: NOTHING,
    query: z.strictObject({
      action: z.enum(AUDIT_ACTIONS).optional(),
      subjectId: oneLine(200).optional().openapi({ description: 'What it is about, by its id.' }),
      actorId: oneLine(200)
        .optional()
        .openapi({ description: 'The API key or the member of staff that did it.' }),
      from: instant.optional(),
      before: instant.optional(),
      ...pageQuery('aud'),
    }),
    body: NOTHING,
    answer,
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query }) => {
    const { action = null, subjectId = null, actorId = null, from = null, before = null } = query;
    const ask = { action, subjectId, actorId, from, before, page: pageOf(query) };
    return mapDone(await listAuditLog(ctx, { scope, ...ask }), (page) => ({
      ...page,
      data: page.data.map(shown),
    }));
  },
);

const shown = (row: AuditLine): z.input<typeof entry> => ({
  id: row.id,
  object: 'audit_entry',
  at: new Date(row.at).toISOString(),
  action: row.action,
  actor: {
    kind: row.personId === null ? row.actorKind : 'staff',
    id: row.personId ?? row.actorId,
    name: row.actorName,
    answeredBy: row.answeredBy,
    ip: row.ip,
    userAgent: row.userAgent,
    requestId: row.requestId,
  },
  subject: { type: row.subjectType, id: row.subjectId },
  before: asObject(row.before),
  after: asObject(row.after),
});

const asObject = (value: AuditLine['before']): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;

export const auditLogEndpoints = [list];
