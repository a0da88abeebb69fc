import { and, eq, sql } from 'drizzle-orm';
import { NOT_LOST } from '../../db/queries/customers-write.ts';
import { paymentMethods, stripeCustomers } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { ofStripeCustomer } from '../../db/writes/stripe-customers.ts';
import { type Lost, lostBy, nextLook } from '../../domain/customer/lost.ts';
import type { RefusedCall } from '../../domain/stripe-refusal.ts';
import {
  CONFLICT,
  type Context,
  commitChange,
  decided,
  effect,
  newId,
  retryOnConflict,
} from '../core/context.ts';

type Ask = {
  readonly merchantId: string;
  readonly connectionId: string;
  readonly customerId: string;
  readonly stripeCustomerId: string;
};

/**
 * The account does not have the Stripe customer that ours is linked to, though nobody says that it was deleted: another
 * account has it, or the other mode. The link stays, with the reason, and what was on file there is not charged until it
 * is found again or another one is linked.
 */
export async function markLost(
  ctx: Context,
  { stripeCustomerId, ...ask }: Ask,
  refusal: RefusedCall,
): Promise<void> {
  const reason = lostBy(refusal);
  if (reason === null) return;
  await change(
    ctx,
    { ...ask, stripeCustomerId },
    (row) => row.lostReason !== reason,
    (at) => ({
      entry: {
        type: 'stripe_customer_lost',
        data: { connectionId: ask.connectionId, stripeCustomerId, reason },
      },
      columns: { lostAt: at, lostReason: reason, lostId: stripeCustomerId, followAt: nextLook(at, at) },
      methods: { state: 'unusable', isDefault: false, stateReason: 'customer_lost', updatedAt: at },
      effects: [],
    }),
  );
}

/** Whether a link is marked with this very reason already. */
export function isKnownLost(
  row: Pick<typeof stripeCustomers.$inferSelect, 'lostReason'> | null,
  refusal: RefusedCall,
): boolean {
  const reason = lostBy(refusal);
  return reason !== null && row?.lostReason === reason;
}

/** It is there after all: what is on file is read again. */
export async function markFound(ctx: Context, ask: Ask): Promise<void> {
  const { connectionId, customerId, stripeCustomerId } = ask;
  await change(
    ctx,
    ask,
    (row) => row.lostReason !== null,
    () => ({
      entry: { type: 'stripe_customer_linked', data: { connectionId, stripeCustomerId } },
      columns: NOT_LOST,
      methods: null,
      effects: [effect(ctx, 'sync_methods', { customerId, connectionId })],
    }),
  );
}

type Step = {
  readonly entry:
    | {
        readonly type: 'stripe_customer_lost';
        readonly data: {
          readonly connectionId: string;
          readonly stripeCustomerId: string;
          readonly reason: Lost;
        };
      }
    | {
        readonly type: 'stripe_customer_linked';
        readonly data: { readonly connectionId: string; readonly stripeCustomerId: string };
      };
  readonly columns: Partial<typeof stripeCustomers.$inferInsert>;
  readonly methods: Partial<typeof paymentMethods.$inferInsert> | null;
  readonly effects: readonly ReturnType<typeof effect>[];
};

async function change(
  ctx: Context,
  { merchantId, connectionId, customerId, stripeCustomerId }: Ask,
  isNews: (row: typeof stripeCustomers.$inferSelect) => boolean,
  step: (at: number) => Step,
): Promise<void> {
  const stream = { type: 'customer', id: customerId } as const;
  const mine = ofStripeCustomer({ customerId, connectionId });
  await retryOnConflict(ctx, async () => {
    const [[row], head] = await ctx.db.batch([
      ctx.db.select().from(stripeCustomers).where(mine),
      selectHead(ctx.db, stream),
    ]);
    if (row === undefined || row.stripeCustomerId !== stripeCustomerId || !isNews(row)) return decided(null);
    const at = ctx.now();
    const { entry, columns, methods, effects } = step(at);
    const committed = await commitChange(ctx, {
      merchantId,
      commandId: `${entry.type}/${newId(ctx, 'req')}`,
      at,
      appends: [{ stream, head: headOf(head), ...entry }],
      rows: [
        ctx.db.update(stripeCustomers).set(columns).where(mine),
        ...(methods === null
          ? []
          : [
              ctx.db
                .update(paymentMethods)
                .set(methods)
                .where(
                  and(
                    eq(paymentMethods.connectionId, connectionId),
                    eq(paymentMethods.customerId, customerId),
                    sql`${paymentMethods.state} = 'usable'`,
                  ),
                ),
            ]),
      ],
      effects,
      result: null,
    });
    return committed.kind === 'committed' ? decided(null) : CONFLICT;
  });
}
