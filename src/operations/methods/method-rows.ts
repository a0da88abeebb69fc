import { eq } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import { paymentMethods } from '../../db/schema/index.ts';
import { paidBefore } from '../../db/writes/method-marks.ts';
import type { Followed, MethodColumns } from '../../domain/methods/follow.ts';
import { type Context, newId } from '../core/context.ts';
import type { Keeper } from './find-keepers.ts';
import { keptColumns } from './keep-method.ts';
import type { MethodRow, MethodsSnapshot } from './read-methods.ts';

/** Changed rows first: two may not be the default at once, not even within a batch. */
export function methodRows(
  ctx: Context,
  { customer, methods }: MethodsSnapshot,
  connectionId: string,
  {
    followed: { added, changed },
    keepers,
  }: { readonly followed: Followed; readonly keepers: ReadonlyMap<string, Keeper> },
  now: number,
) {
  const news = added.map((method) => ({ ...method, id: newId(ctx, 'pm') }));
  const keptOf = (stripeId: string) => {
    const keeper = keepers.get(stripeId);
    return keeper === undefined ? {} : keptColumns(keeper, customer, now);
  };
  return {
    news,
    addedIds: news.map(({ id }) => id),
    rows: [
      ...changed.map(
        (method): Statement =>
          ctx.db
            .update(paymentMethods)
            .set({
              ...columnsOf(method),
              ...(isRenewed(methods, method) && { expiryTold: null, declinedAt: null }),
              updatedAt: now,
            })
            .where(eq(paymentMethods.id, method.id)),
      ),
      ...news.map(
        (method): Statement =>
          ctx.db
            .insert(paymentMethods)
            .values({
              id: method.id,
              merchantId: customer.merchantId,
              connectionId,
              customerId: customer.id,
              stripePaymentMethodId: method.stripePaymentMethodId,
              ...columnsOf(method),
              ...keptOf(method.stripePaymentMethodId),
              paidAt: paidBefore(customer.id, method.fingerprint),
              createdAt: now,
              updatedAt: now,
            })
            // A Stripe customer that was linked to another of ours before brings its methods along.
            .onConflictDoUpdate({
              target: [paymentMethods.connectionId, paymentMethods.stripePaymentMethodId],
              set: {
                customerId: customer.id,
                ...columnsOf(method),
                paidAt: paidBefore(customer.id, method.fingerprint),
                declinedAt: null,
                defaultSetAt: null,
                updatedAt: now,
              },
            }),
      ),
    ],
  };
}

/** A renewed card has a new number or expiry month: it is notified of again, and its declines are the old one's. */
const isRenewed = (
  methods: readonly MethodRow[],
  { id, card, fingerprint }: Followed['changed'][number],
): boolean => {
  const before = methods.find((method) => method.id === id);
  const [month, year] = card.kind === 'card' ? [card.expMonth, card.expYear] : [null, null];
  const isSameNumber = before?.fingerprint === fingerprint;
  return !isSameNumber || before.expMonth !== month || before.expYear !== year;
};

const columnsOf = ({ card, fingerprint, state, stateReason, isDefault, position }: MethodColumns) => ({
  type: card.kind,
  summary: card,
  fingerprint,
  state,
  stateReason,
  isDefault,
  position,
  expMonth: card.kind === 'card' ? card.expMonth : null,
  expYear: card.kind === 'card' ? card.expYear : null,
});
