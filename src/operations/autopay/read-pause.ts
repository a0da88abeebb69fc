import { eq } from 'drizzle-orm';
import { invoices } from '../../db/schema/index.ts';
import { type Done, done, type Refused, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';

/** When (ms) an open invoice will be charged automatically; null if that is now or undecided. */
export type Pause = {
  readonly isOpen: boolean;
  readonly isPaused: boolean;
  readonly chargeAt: number | null;
  readonly timeZone: string;
};

/** Whether an invoice is charged automatically, and when. Rejects with `not_found`. */
export async function readPause(
  ctx: Context,
  { invoiceId }: { readonly invoiceId: string },
): Promise<Done<Pause> | Refused> {
  const [row] = await ctx.db
    .select({
      status: invoices.status,
      pausedAt: invoices.collectPausedAt,
      collectAt: invoices.collectAt,
      timeZone: invoices.timeZone,
    })
    .from(invoices)
    .where(eq(invoices.id, invoiceId));
  if (row === undefined) return refused({ code: 'not_found', what: 'invoice' });
  const isLater = row.collectAt !== null && row.collectAt > ctx.now();
  return done({
    isOpen: row.status === 'open',
    isPaused: row.pausedAt !== null,
    chargeAt: isLater ? row.collectAt : null,
    timeZone: row.timeZone,
  });
}
