import type { PlanRow } from '../../db/queries/plan.ts';
import type { invoices } from '../../db/schema/index.ts';
import type { NotPayable } from '../../domain/invoice/link.ts';
import type { Context } from '../core/context.ts';
import { type House, whyNotPayable } from '../facts/payable.ts';
import { askedNow } from '../facts/plan.ts';

/** An invoice that is to be paid together with others. */
export type Together = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly plan: PlanRow;
  /** Whether a payment for it is on its way. */
  readonly isMoving: boolean;
};

/**
 * Why some of these cannot be paid now, by their ids. A payment in progress takes precedence; an amount below Stripe's
 * minimum may still be paid together with others.
 */
export function whyNotTogether(
  ctx: Context,
  house: House,
  targets: readonly Together[],
): ReadonlyMap<string, NotPayable> {
  const judge = (together: boolean): ReadonlyMap<string, NotPayable> =>
    new Map(
      targets.flatMap(({ invoice, plan, isMoving }) => {
        const now = isMoving ? { ...invoice, paymentStatus: 'processing' as const } : invoice;
        const reason = whyNotPayable(ctx, now, house, together, plan);
        return reason === null ? [] : [[invoice.id, reason] as const];
      }),
    );
  const together = judge(true);
  return targets.length - together.size > 1 ? together : judge(false);
}

/**
 * What a payment of all in a currency asks for, in minor units, of those that are paid first; null where none of them can
 * be paid. The review of that payment adds up the same.
 */
export function askedTogether(
  ctx: Context,
  house: House,
  targets: readonly Together[],
  currency: string,
): number | null {
  const own = targets.filter(({ invoice }) => invoice.currency === currency);
  const reasons = whyNotTogether(ctx, house, own);
  const payable = own.filter(({ invoice }) => !reasons.has(invoice.id));
  return payable.length === 0
    ? null
    : payable.reduce((sum, { invoice, plan }) => sum + askedNow(ctx, invoice, plan), 0);
}
