import { type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../../domain/actor.ts';
import type { Audited } from '../../domain/audit.ts';
import type { Database, Statement } from '../database.ts';
import { auditLog } from '../schema/index.ts';

/** A line of the audit log, to be committed with the change that it is about. Without an actor it was Quittance itself. */
export const auditRow = (
  db: Database,
  row: { readonly id: string; readonly merchantId: string; readonly livemode: boolean; readonly at: number },
  { action, subjectType, subjectId, by, before, after }: Audited,
  actor: Actor | undefined,
): Statement =>
  db.insert(auditLog).values({
    ...row,
    action,
    subjectType,
    subjectId,
    before,
    after,
    ...(actor === undefined
      ? { actorKind: 'system', actorName: by ?? 'system' }
      : {
          livemode: actor.livemode,
          ...actorColumns(actor),
          actorName: actor.name,
          answeredBy: by === actor.name ? null : by,
          ip: actor.ip,
          userAgent: actor.userAgent,
          requestId: actor.requestId,
        }),
  });

function actorColumns({ kind, id }: Actor) {
  switch (kind) {
    case 'api_key':
      return { actorKind: kind, actorId: id };
    case 'staff':
      return { actorKind: 'system', personId: id } as const;
  }
}

type PersonsLine = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly at: number;
};

/** A line about what a person did that is no business's own, such as signing in; written where `isSo` holds. */
export const personsAuditRow = (
  db: Database,
  { id, merchantId, livemode, at }: PersonsLine,
  { action, subjectType, subjectId, before, after }: Omit<Audited, 'by'>,
  actor: Omit<Actor, 'livemode' | 'kind'>,
  isSo: SQL,
): Statement =>
  db.insert(auditLog).select(
    sql`SELECT ${id}, ${merchantId}, ${Number(livemode)}, ${at}, ${action}, 'system', NULL, ${actor.name}, NULL, ${actor.ip},
      ${actor.userAgent}, ${actor.requestId}, ${subjectType}, ${subjectId}, ${stored(before)}, ${stored(after)},
      ${actor.id} WHERE ${isSo}`,
  );

const stored = (value: Audited['before']): string | null => (value === null ? null : JSON.stringify(value));
