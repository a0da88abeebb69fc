import type { PlanRow } from '../../db/queries/plan.ts';
import type { customers, invoices, merchants } from '../../db/schema/index.ts';
import { endOfDay, type LocalDate, localDateAt } from '../../domain/calendar.ts';
import type { Instalment } from '../../domain/invoice/instalments.ts';
import type { PaymentPlan } from '../../domain/invoice/payment-plan.ts';
import { planInvoice, planProblems } from '../../domain/invoice/plan-problems.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { FieldProblem } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import type { DraftInput } from './draft-input.ts';
import { chosenDate, type Dating } from './issue-date.ts';

type Customer = Pick<typeof customers.$inferSelect, 'paymentPlan'>;
type Terms = Omit<PlanRow, 'instalments'>;

/** The customer's plan holds for a draft that says neither a plan nor a due date. */
const takesCustomers = ({ plan, dueDate }: DraftInput): boolean => plan === undefined && dueDate === null;

/** What a draft says of paying it in parts, as it is stored with it. */
export const draftTerms = (draft: DraftInput, customer: Customer): Terms => ({
  plan: takesCustomers(draft) ? customer.paymentPlan : (draft.plan ?? null),
  partPayments: draft.parts?.allowed ?? null,
  partMinimum: draft.parts?.least ?? null,
});

/** What is wrong with a draft's plan, as far as can be told before it is issued; `total` in minor units. */
export function draftPlanProblems(
  ctx: Pick<Context, 'rules' | 'now'>,
  draft: DraftInput,
  facts: {
    readonly customer: Customer;
    readonly currency: string;
    readonly total: number;
    readonly timeZone: string;
  },
): readonly FieldProblem[] {
  const { plan } = draftTerms(draft, facts.customer);
  if (plan === null) return [];
  const issuedOn = draft.issueDate ?? localDateAt(ctx.now(), facts.timeZone);
  const { currency, total } = facts;
  // A draft may have no lines yet.
  const wrong =
    total > 0 ? planInvoice(plan, { ...ctx.rules, currency, total, issuedOn }).problems : planProblems(plan);
  const dated: readonly FieldProblem[] =
    draft.dueDate === null
      ? []
      : [{ path: 'dueDate', message: 'Leave it out: each part of paymentPlan says when it is due.' }];
  return [...dated, ...(takesCustomers(draft) ? wrong.map(ofCustomer) : wrong)];
}

const ofCustomer = ({ path, message }: FieldProblem): FieldProblem => ({
  path,
  message: `${message} (This is the customer’s plan: give the invoice one of its own, or null to have it paid at once.)`,
});

type Issuing = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly merchant: typeof merchants.$inferSelect;
  readonly plan: PlanRow;
};

/**
 * The parts of a draft that is issued now, with their days; none where it is paid at once or comes to nothing. Rejects with
 * `invalid` where its plan does not come to what it comes to now, or its days are out of order from the issue date on.
 */
export function instalmentsOf(
  ctx: Pick<Context, 'rules'>,
  { invoice, merchant, plan: { plan } }: Issuing,
  dating: Dating,
  at: number,
): Outcome<readonly Instalment[]> {
  if (plan === null || invoice.amountDue === 0) return done([]);
  const issuedOn = chosenDate({ invoice }, dating) ?? localDateAt(at, merchant.timeZone);
  const { parts, problems } = partsOn(ctx, plan, invoice, issuedOn);
  if (problems.length > 0) return refused({ code: 'invalid', problems });
  return done(
    parts.map(({ amount, dueDate }, index) => ({
      position: index + 1,
      amount,
      dueDate,
      dueAt: endOfDay(dueDate, merchant.timeZone),
    })),
  );
}

const partsOn = (
  { rules }: Pick<Context, 'rules'>,
  plan: PaymentPlan,
  { currency, amountDue: total }: Issuing['invoice'],
  issuedOn: LocalDate,
) => planInvoice(plan, { ...rules, currency, total, issuedOn });
