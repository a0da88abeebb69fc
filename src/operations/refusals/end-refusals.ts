import { inArray } from 'drizzle-orm';
import { type Subject, selectRefusals } from '../../db/queries/refusals.ts';
import { stripeRefusals } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { changeRefusedFor } from '../../db/writes/refusals.ts';
import { type RefusedFor, type Standing, stillRefused } from '../../domain/stripe-refusal.ts';
import { CONFLICT, type Context, commitChange, decided, retryOnConflict } from '../core/context.ts';

/** What is still refused of it after each of these was taken. */
function afterAll({ wanted, refusedFor }: Standing, taken: readonly RefusedFor[]): readonly RefusedFor[] {
  let left = refusedFor;
  for (const each of taken) left = stillRefused({ wanted, refusedFor: left }, each);
  return left ?? [];
}

/** Stripe takes it: what it refused of the same of these is over, and what it refused for more besides is of less. */
export async function endRefusals(
  ctx: Context,
  merchantId: string,
  subjects: readonly Subject[],
  ...taken: readonly RefusedFor[]
): Promise<void> {
  const stream = { type: 'merchant', id: merchantId } as const;
  await retryOnConflict(ctx, async () => {
    const [head, all] = await ctx.db.batch([selectHead(ctx.db, stream), selectRefusals(ctx.db, subjects)]);
    const left = all.map((refusal) => ({ ...refusal, still: afterAll(refusal, taken) }));
    const standing = left.filter(({ still }) => still.length === 0);
    for (const refusal of left) {
      const { still, refusedFor } = refusal;
      const isLess = refusedFor !== null && still.length > 0 && still.length < refusedFor.length;
      if (isLess) await changeRefusedFor(ctx.db, refusal, still);
    }
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
