import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';
import type { Effect } from '../../db/commit.ts';
import { invoices } from '../../db/schema/index.ts';
import { recheckOpenInvoices } from '../../db/writes/checks.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import { type Context, effect } from '../core/context.ts';

/** A page is one statement; D1 aborts a statement that takes more than a few seconds. */
const PAGE = 1000;

/** The effect that replans a merchant's open invoices, for the commit that changes the policy. */
export const replanEffect = (ctx: Context, merchantId: string): Effect =>
  effect(ctx, 'replan_collection', { merchantId });

/**
 * Makes every sent, open invoice of the merchant due for a check now: a change of policy applies to what is already
 * planned. The check decides from the rows, and never charges earlier than was announced. In pages by the index;
 * repeating it only checks once more.
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
        // Only the mode of this deployment's Stripe key; the other mode is never collected here.
        eq(invoices.livemode, ctx.livemode),
        gt(invoices.id, after),
        eq(invoices.status, 'open'),
        isNotNull(invoices.sentAt),
      ),
    )
    .orderBy(asc(invoices.id))
    .limit(PAGE);
