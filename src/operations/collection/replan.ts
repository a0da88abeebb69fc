import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';
import type { Effect } from '../../db/commit.ts';
import { invoices } from '../../db/schema/index.ts';
import { recheckOpenInvoices } from '../../db/writes/checks.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import { type Context, effect } from '../core/context.ts';

/** A page is one statement; D1 ends one that takes longer than seconds. */
const PAGE = 1000;

/** The effect that decides anew what is planned for a merchant's open invoices, for the commit that changed it. */
export const replanEffect = (ctx: Context, merchantId: string): Effect =>
  effect(ctx, 'replan_collection', { merchantId });

/**
 * Has collecting look now at every invoice of the merchant that is open and was sent: a change of policy counts for
 * what is planned already. What it comes to is decided from the rows, and never earlier than what was announced.
 * In pages by the index; a repetition looks once more, which changes nothing.
 */
export async function replanCollection(
  ctx: Context,
  { merchantId }: { readonly merchantId: string },
): Promise<Outcome<null>> {
  let found = 0;
  for (let after = ''; ; ) {
    const page = await selectPage(ctx, merchantId, after);
    const last = page.at(-1);
    if (last === undefined) break;
    await recheckOpenInvoices(
      ctx.db,
      page.map(({ id }) => id),
      ctx.now(),
    );
    found += page.length;
    after = last.id;
    if (page.length < PAGE) break;
  }
  ctx.log('collection_replanned', { merchantId, invoices: found });
  return DONE;
}

const selectPage = (ctx: Context, merchantId: string, after: string): Promise<{ readonly id: string }[]> =>
  ctx.db
    .select({ id: invoices.id })
    .from(invoices)
    .where(
      and(
        eq(invoices.merchantId, merchantId),
        // Of the mode whose key this deployment holds; of the other nothing is ever collected here.
        eq(invoices.livemode, ctx.livemode),
        gt(invoices.id, after),
        eq(invoices.status, 'open'),
        isNotNull(invoices.sentAt),
      ),
    )
    .orderBy(asc(invoices.id))
    .limit(PAGE);
