import type { DraftColumns } from '../../db/queries/invoices-write.ts';
import type { customers, merchants } from '../../db/schema/index.ts';
import { endOfDay } from '../../domain/calendar.ts';
import { dueDateProblem, policyProblems } from '../../domain/collection/policy-input.ts';
import { NO_DETAILS, NO_LINE_DETAILS, storedDetails } from '../../domain/invoice/details.ts';
import type { InvoiceTotals } from '../../domain/invoice/invoice-totals.ts';
import { refused } from '../../domain/outcome.ts';
import type { FieldProblem } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import { recipientsOf } from '../core/queue-message.ts';
import { detailsProblems } from './details-problems.ts';
import { currencyOf, type DraftInput } from './draft-input.ts';
import { draftPlanProblems, draftTerms } from './draft-plan.ts';
import { unwritableProblems } from './unwritable-problems.ts';

const lineDetailsOf = ({ lines }: DraftInput) => lines.map((line) => line.details ?? NO_LINE_DETAILS);

/** The row of a draft. It is due at the end of its due date in the merchant's time zone. */
export function draftColumns(draft: DraftInput, merchant: typeof merchants.$inferSelect): DraftColumns {
  const { customerId, dueDate, notes, paymentLink } = draft;
  const { timeZone } = merchant;
  return {
    customerId,
    currency: currencyOf(draft, merchant),
    dueDate,
    issueDate: draft.issueDate ?? null,
    dueAt: dueDate === null ? null : endOfDay(dueDate, timeZone),
    timeZone,
    notes,
    paymentLink,
    collectPolicy: draft.collectPolicy ?? null,
    details: storedDetails(draft.details ?? NO_DETAILS, lineDetailsOf(draft)),
  };
}

/** What decides whether a draft's collection policy can work. */
type DraftContext = {
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
  readonly connected: boolean;
};

/**
 * Refuses with `invalid` what could only fail at collection: an implausible due date, a period that ends before it
 * begins, a character that no PDF could show, or a policy of its own that cannot work. Null if nothing is wrong.
 */
export function refuseDraft(
  ctx: Context,
  draft: DraftInput,
  { payable }: Pick<InvoiceTotals, 'payable'>,
  { merchant, customer, connected }: DraftContext,
) {
  const { dueDate, collectPolicy = null } = draft;
  const due = dueDate === null ? null : dueDateProblem(dueDate);
  const problems: FieldProblem[] = [
    ...(due === null ? [] : [due]),
    ...draftPlanProblems(ctx, draft, {
      customer,
      currency: currencyOf(draft, merchant),
      total: payable,
      timeZone: merchant.timeZone,
    }),
    ...detailsProblems(draft.details ?? NO_DETAILS, lineDetailsOf(draft)),
    ...unwritableProblems(draft, customer),
  ];
  if (collectPolicy !== null && collectPolicy !== 'never') {
    const hasPlan = draftTerms(draft, customer).plan !== null;
    const context = {
      connected,
      hasRecipient: recipientsOf(customer).length > 0,
      dueDate: hasPlan ? ('not_asked' as const) : dueDate,
    };
    problems.push(...policyProblems('collectPolicy', collectPolicy, context));
    const message = cannotCharge(ctx, currencyOf(draft, merchant), payable);
    if (message !== null) problems.push({ path: 'collectPolicy', message });
  }
  return problems.length === 0 ? null : refused({ code: 'invalid', problems });
}

/** Why Stripe cannot charge an amount (minor units) in a currency, in a sentence; a draft may have no lines yet. */
function cannotCharge(ctx: Context, currency: string, total: number): string | null {
  const reason = ctx.rules.refuseCharge(currency, Math.max(total, 1));
  if (reason === 'unsupported_currency') {
    return `Stripe cannot charge in ${currency}: this invoice cannot be charged automatically.`;
  }
  return reason === null || total <= 0
    ? null
    : `Stripe cannot charge ${total} minor units of ${currency}: this invoice cannot be charged automatically.`;
}

/** Refuses a customer that does not exist or is another merchant's, without telling which. */
export const unknownCustomer = (customerId: string) =>
  refused({
    code: 'invalid',
    problems: [{ path: 'customerId', message: `There is no customer ${customerId}.` }],
  });
