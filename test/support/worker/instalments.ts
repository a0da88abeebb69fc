import { eq } from 'drizzle-orm';
import { instalments, payments, paymentTargets } from '../../../src/db/schema/index.ts';
import { parseLocalDate } from '../../../src/domain/calendar.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';
import type { PartTerms } from '../../../src/domain/invoice/part-terms.ts';
import type { PaymentPlan, PlanShare } from '../../../src/domain/invoice/payment-plan.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { createDraft } from '../../../src/operations/invoices/create-draft.ts';
import { must, type Shop } from './shop.ts';

/** A plan of parts that are due so many days after the issue date: each a percentage, an amount or the rest. */
export const planOf = (
  ...parts: readonly (readonly [share: string | number | null, days: number])[]
): PaymentPlan =>
  parts.map(([share, count]) => ({ share: shareOf(share), due: { kind: 'after', count, unit: 'days' } }));

function shareOf(share: string | number | null): PlanShare {
  if (share === null) return { kind: 'rest' };
  return typeof share === 'number'
    ? { kind: 'amount', amount: share }
    : { kind: 'percentage', percentage: share };
}

type Asked = {
  readonly amount?: number;
  readonly currency?: string;
  readonly dueDate?: string;
  readonly plan?: PaymentPlan | null;
  readonly parts?: PartTerms;
};

/** A draft that is paid in parts. */
export function draftInParts(
  shop: Shop,
  customerId: string,
  { amount = 100_000, currency = 'USD', dueDate, plan, parts }: Asked,
) {
  const invoiceId = newId(shop.ctx, 'inv');
  const draft = {
    customerId,
    currency: parseCurrency(currency),
    dueDate: parseLocalDate(dueDate ?? ''),
    ...(plan !== undefined && { plan }),
    ...(parts !== undefined && { parts }),
    notes: null,
    paymentLink: true,
    lines: [{ description: 'Work', quantity: '1', unitAmount: amount, discount: null, taxRates: [] }],
  };
  return createDraft(shop.ctx, { scope: shop.scope, invoiceId, commandId: invoiceId, draft });
}

export async function mustDraftInParts(shop: Shop, customerId: string, asked: Asked): Promise<string> {
  return must(await draftInParts(shop, customerId, asked)).invoiceId;
}

/** The parts of an invoice, with their amounts. */
export const partsOf = async (shop: Shop, invoiceId: string) =>
  (await shop.ctx.db.select().from(instalments).where(eq(instalments.invoiceId, invoiceId))).map(
    ({ amount, dueDate }) => ({ amount, dueDate }),
  );

/** What was charged of an invoice, in the order of the attempts. */
export const chargesOf = async (shop: Shop, invoiceId: string) =>
  shop.ctx.db
    .select({
      state: payments.state,
      via: payments.via,
      amount: paymentTargets.amount,
      at: payments.claimedAt,
    })
    .from(paymentTargets)
    .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
    .where(eq(paymentTargets.invoiceId, invoiceId))
    .orderBy(payments.claimedAt);
