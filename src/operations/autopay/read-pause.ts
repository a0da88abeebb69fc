import { eq } from 'drizzle-orm';
import { invoices } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';

/** Whether an invoice is charged by itself, and when (ms) as things stand; null where there is no such invoice. */
export async function readPause(ctx: Context, invoiceId: string) {
  const [row] = await ctx.db
    .select({
      status: invoices.status,
      pausedAt: invoices.collectPausedAt,
      collectAt: invoices.collectAt,
      timeZone: invoices.timeZone,
    })
    .from(invoices)
    .where(eq(invoices.id, invoiceId));
  if (row === undefined) return null;
  const isLater = row.collectAt !== null && row.collectAt > ctx.now();
  return {
    isOpen: row.status === 'open',
    isPaused: row.pausedAt !== null,
    chargeAt: isLater ? row.collectAt : null,
    timeZone: row.timeZone,
  };
}
