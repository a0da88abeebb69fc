import { markSeen } from '../../db/writes/seen.ts';
import { type Done, done } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { ShownInvoice } from '../resources/show-invoice.ts';

/** Notes that a reader has opened an invoice's page, the first time. It decides nothing, so that it's in no journal. */
export async function noteSeen(ctx: Context, { id, view }: ShownInvoice): Promise<Done<null>> {
  if (view.status !== 'draft' && view.seenOn === null) await markSeen(ctx.db, id, ctx.now());
  return done(null);
}
