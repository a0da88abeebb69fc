import type { PaymentPlan } from '../../domain/invoice/payment-plan.ts';

/** A plan as it was asked for; with neither percentage nor amount a part is the rest. */
export type PlanResource = readonly {
  readonly percentage: string | null;
  readonly amount: number | null;
  readonly dueDate: string | null;
  readonly afterDays: number | null;
  readonly afterMonths: number | null;
}[];

export const planAsked = (plan: PaymentPlan): PlanResource =>
  plan.map(({ share, due }) => ({
    percentage: share.kind === 'percentage' ? share.percentage : null,
    amount: share.kind === 'amount' ? share.amount : null,
    dueDate: due.kind === 'on' ? due.date : null,
    afterDays: due.kind === 'after' && due.unit === 'days' ? due.count : null,
    afterMonths: due.kind === 'after' && due.unit === 'months' ? due.count : null,
  }));
