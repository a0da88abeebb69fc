import type { SQL } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import { personsAuditRow } from '../../db/writes/audit-log.ts';
import type { Audited } from '../../domain/audit.ts';
import { type Context, newId } from '../core/context.ts';
import type { From, Person } from './who.ts';

type About = {
  readonly who: Person;
  readonly from: From;
  readonly businesses: readonly { readonly merchantId: string }[];
};

/**
 * The lines of the audit log about what a person did with their own sign-in, one for each of their businesses: written in the
 * same batch, where a condition says that it was done.
 */
export const linesAbout =
  (ctx: Context, { who, from, businesses }: About, what: Omit<Audited, 'by'>) =>
  (isSo: SQL): readonly Statement[] =>
    businesses.map(({ merchantId }) =>
      personsAuditRow(
        ctx.db,
        { id: newId(ctx, 'aud'), merchantId, livemode: ctx.livemode, at: ctx.now() },
        what,
        {
          id: who.personId,
          name: who.address,
          ip: from.ip,
          userAgent: from.userAgent,
          requestId: from.requestId,
        },
        isSo,
      ),
    );
