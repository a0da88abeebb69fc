import { inArray } from 'drizzle-orm';
import { type Subject, selectRefusals } from '../../db/queries/refusals.ts';
import { stripeRefusals } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import type { RefusedFor } from '../../domain/stripe-refusal.ts';
import { CONFLICT, type Context, commitChange, decided, retryOnConflict } from '../core/context.ts';

/** The same as was `wanted` is taken: what Stripe refused of these is over. */
export async function endRefusals(
  ctx: Context,
  merchantId: string,
  subjects: readonly Subject[],
  wanted: RefusedFor = 'payment',
): Promise<void> {
  const stream = { type: 'merchant', id: merchantId } as const;
  await retryOnConflict(ctx, async () => {
    const [head, all] = await ctx.db.batch([selectHead(ctx.db, stream), selectRefusals(ctx.db, subjects)]);
    const standing = all.filter((refusal) => refusal.wanted === wanted);
    if (standing.length === 0) return decided(null);
    const at = ctx.now();
    const { seq } = headOf(head);
    const ids = standing.map(({ id }) => id);
    const committed = await commitChange(ctx, {
      merchantId,
      commandId: `refusals_ended/${merchantId}/${seq + 1}`,
      at,
      appends: [{ stream, head: headOf(head), type: 'stripe_refusals_ended', data: { refusalIds: ids } }],
      rows: [ctx.db.update(stripeRefusals).set({ endedAt: at }).where(inArray(stripeRefusals.id, ids))],
      effects: [],
      result: null,
    });
    if (committed.kind !== 'committed') return CONFLICT;
    for (const { subjectType, subjectId, code } of standing) {
      ctx.log('stripe_refusal_ended', { subjectType, subjectId, code });
    }
    return decided(null);
  });
}
