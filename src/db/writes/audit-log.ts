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
          actorKind: actor.kind,
          actorId: actor.id,
          actorName: actor.name,
          answeredBy: by === actor.name ? null : by,
          ip: actor.ip,
          userAgent: actor.userAgent,
          requestId: actor.requestId,
        }),
  });
