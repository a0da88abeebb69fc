import { Hono } from 'hono';
import type { MethodCard } from '../../domain/collection/types.ts';
import { parseCurrency } from '../../domain/currency.ts';
import type { Id } from '../../domain/ids.ts';
import type { MethodView } from '../../domain/invoice/view.ts';
import { readTypedAmount } from '../../domain/typed-amount.ts';
import { type PaidSeveral, paySeveral, type Wish } from '../../operations/checkout/pay-several.ts';
import { payWithMethod } from '../../operations/checkout/pay-with-method.ts';
import { savedMethodFor } from '../../operations/checkout/saved-method.ts';
import {
  MOST_AT_ONCE,
  type Review,
  reviewPayment,
  type Selection,
} from '../../operations/portal/review-payment.ts';
import { type PayTrouble, payPage } from '../../views/portal/pay.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { done, respondMissing, respondPortal } from './respond.ts';
import { payForm, payQuery, type Shown, type TypedAmounts } from './schemas/pay.ts';
import { portalForm, portalQuery } from './validate.ts';

const NOTHING_TYPED: TypedAmounts = new Map();

/** One payment for several invoices, or for a part of one: looked at first, then made at Stripe. */
export const payRoutes = new Hono<PortalEnv>()
  .get('/', portalQuery(payQuery), (c) => show(c, c.req.valid('query'), NOTHING_TYPED, null))
  .post('/', portalForm(payForm), async (c) => {
    const { shown, methodId, amounts } = c.req.valid('form');
    if (methodId !== null) return pressSaved(c, shown, methodId, amounts);
    const selection = { kind: 'these', ids: shown.map(({ id }) => id) } as const;
    const ctx = c.get('ctx');
    const review = await reviewPayment(ctx, c.get('portal'), selection);
    if (review === null) return respondMissing(c);
    const [first, ...others] = shown.map((one) => wishOf(one, review, amounts));
    if (first === undefined) return show(c, selection, amounts, null);
    const paid = await paySeveral(ctx, c.get('portal'), [first, ...others]);
    if (paid.kind === 'missing') return respondMissing(c);
    if (paid.kind !== 'checkout') return show(c, selection, amounts, paid);
    c.header('Cache-Control', 'private, no-store');
    return c.redirect(paid.url, 303);
  });

/** *Pay with the method on file*: one invoice, and what became of it. */
async function pressSaved(
  c: PortalContext,
  shown: readonly Shown[],
  methodId: Id<'pm'>,
  amounts: TypedAmounts,
): Promise<Response> {
  const [one, another] = shown;
  if (one === undefined || another !== undefined) return respondMissing(c);
  const press = { invoiceId: one.id, version: one.version, methodId };
  const paid = await payWithMethod(c.get('ctx'), c.get('portal'), press);
  switch (paid.kind) {
    case 'missing':
      return respondMissing(c);
    case 'changed':
      return show(c, { kind: 'these', ids: [one.id] }, amounts, paid);
    case 'busy':
      return show(c, { kind: 'these', ids: [one.id] }, amounts, { kind: 'unsure' });
    case 'paid':
    case 'processing':
    case 'declined':
      return done(c, `/portal/payments/${paid.paymentId}`);
  }
}

type Trouble = Exclude<PaidSeveral, { readonly kind: 'checkout' | 'missing' }> | { readonly kind: 'unsure' };

/** The page as things stand now, told of what trying to pay just came to. */
async function show(
  c: PortalContext,
  selection: Selection,
  amounts: TypedAmounts,
  tried: Trouble | null,
): Promise<Response> {
  const visit = c.get('portal');
  const review = await reviewPayment(c.get('ctx'), visit, selection);
  if (review === null) return respondMissing(c);
  const [only, ...more] = review.payable;
  const saved = only === undefined || more.length > 0 ? null : await savedMethodFor(c.get('ctx'), only.id);
  const view = {
    ...review,
    saved: saved === null ? null : { methodId: saved.methodId, method: methodView(saved.card) },
    most: MOST_AT_ONCE,
    partPayments: visit.merchant.partPayments,
    trouble: tried === null ? null : troubleOf(c, tried, review),
    typed: amounts,
  };
  return respondPortal(c, statusOf(tried), (context) => payPage(view, context), { leadsToStripe: true });
}

function statusOf(tried: Trouble | null): 200 | 409 | 422 | 503 {
  switch (tried?.kind) {
    case undefined:
      return 200;
    case 'changed':
    case 'busy':
    case 'unsure':
      return 409;
    case 'currencies':
    case 'parts':
    case 'sum':
      return 422;
    case 'stripe_unavailable':
      return 503;
  }
}

function troubleOf(c: PortalContext, tried: Trouble, review: Review): PayTrouble {
  if (tried.kind === 'stripe_unavailable') return { kind: 'unavailable' };
  if (tried.kind !== 'sum') return tried;
  const currency = review.payable[0]?.currency ?? '';
  return { ...tried, limit: c.get('ctx').rules.chargeLimit(currency, tried.reason) };
}

const methodView = (card: MethodCard): MethodView =>
  card.kind === 'other' ? { kind: 'other', label: card.type } : card;

/** All that is left of an invoice, unless an amount was typed. */
function wishOf({ id, version }: Shown, review: Review, amounts: TypedAmounts): Wish {
  const payee = review.payable.find((one) => one.id === id);
  const currency = parseCurrency(payee?.currency ?? '');
  const typed = amounts.get(id);
  if (payee === undefined || currency === null || typed === undefined) {
    return { invoiceId: id, version, amount: payee?.remaining ?? null };
  }
  return { invoiceId: id, version, amount: readTypedAmount(typed, currency) };
}
