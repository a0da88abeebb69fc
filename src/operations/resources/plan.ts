import type { LedgerRow } from '../../db/queries/ledger.ts';
import type { PlanRow } from '../../db/queries/plan.ts';
import type { invoices } from '../../db/schema/index.ts';
import type { PartState } from '../../domain/invoice/instalments.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import type { Context } from '../core/context.ts';
import { standingOf } from '../facts/plan.ts';
import { planAsked } from '../facts/plan-asked.ts';

/** A part of an issued invoice. Amounts in minor units. */
export type InstalmentResource = {
  readonly position: number;
  readonly amount: number;
  readonly dueDate: string;
  readonly amountCovered: number;
  readonly amountRemaining: number;
  readonly state: PartState;
};

/** What an invoice of the API says of paying it in parts. */
export function planResource(
  ctx: Context,
  invoice: typeof invoices.$inferSelect,
  plan: PlanRow,
  ledger: Pick<LedgerRow, 'moving'>,
) {
  const isOpen = invoice.status === 'open';
  const moving = isOpen ? (ledger.moving?.amount ?? 0) : 0;
  const standing = standingOf(ctx, invoice, plan, { moving });
  return {
    amountDueNow: isOpen ? (standing?.asked?.amount ?? amountRemaining(invoice)) : 0,
    paymentPlan: plan.plan === null ? null : planAsked(plan.plan),
    partPayments:
      plan.partPayments === null ? null : { allowed: plan.partPayments, minimum: plan.partMinimum },
    instalments: (standing?.parts ?? []).map(
      ({ position, amount, dueDate, covered, open, state }): InstalmentResource => ({
        position,
        amount,
        dueDate,
        amountCovered: covered,
        amountRemaining: open,
        state,
      }),
    ),
  };
}
