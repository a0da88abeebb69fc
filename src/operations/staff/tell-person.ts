import type { SQL } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import { staffMailWhere } from '../../db/writes/staff-mail.ts';
import type { TellingChange } from '../../domain/staff/telling.ts';
import { type Context, newId } from '../core/context.ts';
import { mailRow } from '../core/queue-message.ts';
import type { StaffVisit } from './visit.ts';

type Ask = { readonly visit: StaffVisit; readonly change: TellingChange; readonly cause: string };

type Told = {
  /** Queue the mail in the batch of the change, where a condition says that it was made. */
  readonly rows: (isSo: SQL) => readonly Statement[];
  /** Has it sent, once that is committed. */
  readonly send: () => Promise<void>;
};

const NOBODY: Told = { rows: () => [], send: async () => {} };

/** Mails a person what was changed of their own sign-in: whoever has taken it over does not do so unseen. */
export function tellPerson(ctx: Context, { visit, change, cause }: Ask): Told {
  const [business = visit.invited[0]] = visit.businesses;
  // Whoever works for nobody any more has no pages to protect.
  if (business === undefined) return NOBODY;
  const { merchantId } = business;
  const createdAt = ctx.now();
  const job = { id: newId(ctx, 'out'), merchantId, createdAt };
  const row = mailRow(ctx, createdAt, {
    merchantId,
    cause: `changed/${cause}`,
    recipient: visit.address,
    message: { template: 'staff_changed', change, by: visit.address, at: createdAt },
  });
  return {
    rows: (isSo) => staffMailWhere(ctx.db, row, job, isSo),
    send: () => ctx.enqueue([{ kind: 'outbox', id: job.id }]),
  };
}
