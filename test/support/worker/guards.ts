import { eq } from 'drizzle-orm';
import type { StripePort } from '../../../src/adapters/stripe/port.ts';
import { type Cart, readCart } from '../../../src/db/queries/cart.ts';
import { invoices } from '../../../src/db/schema/index.ts';
import type { NotPayable } from '../../../src/domain/invoice/link.ts';
import { amountRemaining } from '../../../src/domain/invoice/state.ts';
import type { SessionFacts } from '../../../src/domain/payment/outcome.ts';
import { claimSession } from '../../../src/operations/checkout/claim-session.ts';
import { linkOrder, type PayOutcome } from '../../../src/operations/checkout/order.ts';
import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import type { Claim } from '../../../src/operations/payments/commit-claim.ts';
import { type Shop, sessionIn } from './shop.ts';

/** A context with our Stripe, with some answers overridden by the test. */
export const withStripe = (ctx: Context, change: (real: StripePort) => Partial<StripePort>): Context => ({
  ...ctx,
  stripe: async (account) => {
    const real = await ctx.stripe(account);
    return { ...real, ...change(real) };
  },
});

/** A context that records the names of what it logs. */
export function withLog(ctx: Context): { readonly ctx: Context; readonly logged: string[] } {
  const logged: string[] = [];
  const log: Context['log'] = (event) => {
    logged.push(event);
  };
  return { ctx: { ...ctx, log }, logged };
}

/** Stripe's answer when it is unreachable. */
export const AWAY = { kind: 'unknown', reason: 'no answer' } as const;

/** A definite refusal without a particular cause. */
export const REFUSED = {
  kind: 'refused',
  status: 400,
  code: 'parameter_invalid',
  param: null,
  message: '',
} as const;

/** The invoice's row. */
export async function invoiceRow(shop: Pick<Shop, 'ctx'>, invoiceId: string) {
  const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
  if (row === undefined) throw new Error('no such invoice');
  return row;
}

/** The payment of a shop that has only one. */
export async function onlyPayment(shop: Shop) {
  const [payment, ...others] = await shop.payments();
  if (payment === undefined || others.length > 0) throw new Error('not exactly one payment');
  return payment;
}

/** A finalized invoice whose Stripe customer is there, so that only what follows is at stake. */
export async function readyInvoice(shop: Shop, amount = 12_000) {
  const invoice = await shop.invoice(amount);
  await shop.work();
  return invoice;
}

/** Follows the pay link and returns the id of the session it redirected to. */
export const openSession = async (shop: Shop, payPath: string): Promise<string> =>
  sessionIn((await shop.request(payPath, { method: 'POST' })).headers.get('location'));

/** Follows the pay link of an invoice and returns the outcome. */
export const followLink = (ctx: Context, invoiceId: string, version = 1): Promise<PayOutcome> =>
  payCart(ctx, linkOrder({ id: invoiceId, version }));

export const notPayable = (invoiceId: string, reason: NotPayable) =>
  ({ kind: 'refused', rejection: { code: 'not_payable', invoices: [{ invoiceId, reason }] } }) as const;

export const CHANGED = { kind: 'refused', rejection: { code: 'changed' } } as const;

/** The cart of an invoice's link. */
export async function cartOfOne({ ctx }: Pick<Shop, 'ctx'>, invoiceId: string): Promise<Cart> {
  const cart = await readCart(ctx.db, { ids: [invoiceId], owner: null, paceSince: ctx.now() - 1000 });
  if (cart === null) throw new Error('no such invoice');
  return cart;
}

/** Claims the invoice of a cart of one for a session by link, as it was read. */
export async function claimForLink(ctx: Context, cart: Cart, connectionId: string): Promise<Claim> {
  const { stripeCustomerId } = cart;
  const [target] = cart.targets;
  if (target === undefined || stripeCustomerId === null) throw new Error('not payable');
  const targets = [{ ...target, amount: amountRemaining(target.invoice) }] as const;
  return claimSession(ctx, cart, {
    via: 'link',
    connectionId,
    stripeCustomerId,
    targets,
    ways: { card: true, ach: true },
  });
}

/** Takes the invoice's slot like a worker that dies right after that. */
export async function claimOnly(shop: Shop, invoiceId: string, ctx: Context = shop.ctx): Promise<Claim> {
  return claimForLink(ctx, await cartOfOne(shop, invoiceId), shop.connectionId);
}

/** A session as Stripe would return it. */
export const sessionFacts = (more: Partial<SessionFacts> = {}): SessionFacts => ({
  sessionId: 'cs_test_1',
  status: 'open',
  livemode: false,
  url: null,
  paymentId: null,
  payerEmail: null,
  intent: null,
  ...more,
});

/** A cash payment over an amount of minor units. */
export const cash = (amount: number) =>
  ({ amount, method: 'cash', reference: null, receivedOn: '2026-01-01', recordedBy: 'Ann' }) as const;
