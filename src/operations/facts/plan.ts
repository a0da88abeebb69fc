import type { PlanRow } from '../../db/queries/plan.ts';
import type { customers, invoices, merchants } from '../../db/schema/index.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { type Instalment, type PlanStanding, planStanding } from '../../domain/invoice/instalments.ts';
import { type PartTerms, partTerms } from '../../domain/invoice/part-terms.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import type { Context } from '../core/context.ts';

type Invoice = Pick<
  typeof invoices.$inferSelect,
  'currency' | 'amountDue' | 'amountPaid' | 'timeZone' | 'status' | 'pendingVerb'
>;

/** The parts of a plan; none where it is paid at once. */
export type Parts = { readonly instalments: readonly Instalment[] };

type At = {
  /** Of a payment under way. */
  readonly moving?: number;
  /** What covered it then, and when (ms); as it is now where it is left out. */
  readonly asOf?: { readonly covered: number; readonly at: number };
};

/** Where an issued invoice's plan stands; null where it is paid at once. */
export function standingOf(
  ctx: Pick<Context, 'rules' | 'now'>,
  invoice: Invoice,
  { instalments }: Parts,
  { moving = 0, asOf }: At = {},
): PlanStanding | null {
  if (instalments.length === 0) return null;
  const { currency, timeZone } = invoice;
  const now = asOf?.at ?? ctx.now();
  return planStanding({
    instalments,
    covered: asOf?.covered ?? invoice.amountPaid,
    moving,
    today: localDateAt(now, timeZone),
    now,
    size: (amount) => {
      const reason = ctx.rules.refuseCharge(currency, amount);
      return reason === 'below_minimum' ? 'below' : reason === 'above_maximum' ? 'above' : 'fits';
    },
  });
}

/** What an invoice's link asks for now: its instalments whose day has come, or else the next one; or all that is owed. */
export const askedNow = (ctx: Pick<Context, 'rules' | 'now'>, invoice: Invoice, plan: Parts): number =>
  standingOf(ctx, invoice, plan)?.asked?.amount ?? amountRemaining(invoice);

/** Whether any part of an invoice may be paid, and the least of it. */
export const partTermsOf = (
  { currency }: Pick<Invoice, 'currency'>,
  plan: Pick<PlanRow, 'partPayments' | 'partMinimum'>,
  house: {
    readonly merchant: Pick<typeof merchants.$inferSelect, 'partPayments' | 'partMinimums'>;
    readonly customer: Pick<typeof customers.$inferSelect, 'partPayments' | 'partMinimums'>;
  },
): PartTerms =>
  partTerms(
    currency,
    { allowed: house.merchant.partPayments, minimums: house.merchant.partMinimums },
    house.customer.partPayments === null
      ? null
      : { allowed: house.customer.partPayments, minimums: house.customer.partMinimums },
    plan.partPayments === null ? null : { allowed: plan.partPayments, least: plan.partMinimum },
  );
