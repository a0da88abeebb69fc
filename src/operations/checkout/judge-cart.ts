import type { Cart } from '../../db/queries/cart.ts';
import { parseCurrency } from '../../domain/currency.ts';
import type { PlanStanding } from '../../domain/invoice/instalments.ts';
import type { NotPayable } from '../../domain/invoice/link.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import { type Refused, refused } from '../../domain/outcome.ts';
import { type PartProblem, refusePart, refuseSum } from '../../domain/payment/part.ts';
import { readTypedAmount } from '../../domain/typed-amount.ts';
import type { Context } from '../core/context.ts';
import { partTermsOf, standingOf } from '../facts/plan.ts';
import type { ClaimTarget } from '../payments/commit-claim.ts';
import { standing } from './clear-slots.ts';
import type { Order, OrderLine, PayRejection } from './order.ts';
import { whyNotTogether } from './payable-together.ts';

type Judged =
  | { readonly kind: 'payable'; readonly targets: readonly [ClaimTarget, ...ClaimTarget[]] }
  | Refused<PayRejection>;

/** Decides whether an order may be paid now, with the amount for each invoice, or why not. */
export function judgeCart(ctx: Context, cart: Cart, order: Order): Judged {
  const reasons = whyNotEach(ctx, cart);
  const invoices = [...reasons].map(([invoiceId, reason]) => ({ invoiceId, reason }));
  if (invoices.length > 0) return refused({ code: 'not_payable', invoices });
  const problems = new Map<string, PartProblem>();
  const targets: ClaimTarget[] = [];
  for (const { invoice, head, plan } of cart.targets) {
    const line = order.lines.find(({ invoiceId }) => invoiceId === invoice.id);
    if (line === undefined || (line.version ?? invoice.version) !== invoice.version) {
      return refused({ code: 'changed' });
    }
    const standing = standingOf(ctx, invoice, plan);
    const amount = amountOf(line, invoice, standing);
    const terms = partTermsOf(invoice, plan, cart);
    const owed = {
      currency: invoice.currency,
      remaining: amountRemaining(invoice),
      // A method on file is charged what was shown on its button.
      partPayments: terms.allowed && order.methodId === null,
      least: terms.least,
      plan: standing,
    };
    const problem = refusePart(owed, amount, ctx.rules.refuseCharge);
    if (problem !== null) problems.set(invoice.id, problem);
    else targets.push({ invoice, head, amount: amount ?? 0 });
  }
  if (new Set(cart.targets.map(({ invoice }) => invoice.currency)).size > 1) {
    return refused({ code: 'several_currencies' });
  }
  const [first, ...others] = targets;
  if (problems.size > 0 || first === undefined) return refused({ code: 'part_not_payable', problems });
  const amounts = targets.map(({ amount }) => amount);
  const reason = refuseSum(first.invoice.currency, amounts, ctx.rules.refuseCharge);
  return reason === null
    ? { kind: 'payable', targets: [first, ...others] }
    : refused({
        code: 'sum_not_payable',
        reason,
        limit: ctx.rules.chargeLimit(first.invoice.currency, reason),
      });
}

/** Why invoices of a cart cannot be paid now, by their ids. */
export function whyNotEach(ctx: Context, cart: Cart): ReadonlyMap<string, NotPayable> {
  const house = { paymentLinks: cart.merchant.paymentLinks, connectionId: cart.connection?.id ?? null };
  const moving = new Set(
    cart.slots
      .filter((slot) => standing(ctx, slot) === 'moving')
      .flatMap((slot) => slot.targets.map(({ invoiceId }) => invoiceId)),
  );
  return whyNotTogether(
    ctx,
    house,
    cart.targets.map(({ invoice, plan }) => ({ invoice, plan, isMoving: moving.has(invoice.id) })),
  );
}

function amountOf(
  { amount }: OrderLine,
  invoice: ClaimTarget['invoice'],
  standing: PlanStanding | null,
): number | null {
  if (amount === 'due') return standing?.asked?.amount ?? amountRemaining(invoice);
  if (amount === 'all') return amountRemaining(invoice);
  if (typeof amount === 'number') return amount;
  const currency = parseCurrency(invoice.currency);
  return currency === null ? null : readTypedAmount(amount.typed, currency);
}
