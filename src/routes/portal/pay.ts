import { Hono } from 'hono';
import type { MethodCard } from '../../domain/collection/types.ts';
import { parseCurrency } from '../../domain/currency.ts';
import { parseId } from '../../domain/ids.ts';
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

/** One payment for several invoices, or for a part of one: looked at first, then made at Stripe. */
export const payRoutes = new Hono<PortalEnv>()
  .get('/', async (c) => {
    const selection = readSelection(c.req.query('currency'), c.req.queries('invoice') ?? []);
    if (selection === null) return respondMissing(c);
    return show(c, selection, null);
  })
  .post('/', async (c) => {
    const form = c.get('form');
    const asked = form.getAll('invoice').map(readShown);
    const known = asked.filter((one) => one !== null);
    if (known.length !== asked.length || known.length > MOST_AT_ONCE) return respondMissing(c);
    const ids = known.map(({ id }) => id);
    const selection = { kind: 'these', ids } as const;
    const ctx = c.get('ctx');
    const methodId = form.get('method');
    if (methodId !== null) return pressSaved(c, known, methodId);
    const review = await reviewPayment(ctx, c.get('portal'), selection);
    if (review === null) return respondMissing(c);
    const [first, ...others] = known.map(({ id, version }) => wishOf(id, version, review, form));
    if (first === undefined) return show(c, selection, null);
    const paid = await paySeveral(ctx, c.get('portal'), [first, ...others]);
    if (paid.kind === 'missing') return respondMissing(c);
    if (paid.kind !== 'checkout') return show(c, selection, paid);
    c.header('Cache-Control', 'private, no-store');
    return c.redirect(paid.url, 303);
  });

/** *Pay with the method on file*: one invoice, and what became of it. */
async function pressSaved(c: PortalContext, shown: readonly Shown[], methodId: string): Promise<Response> {
  const [one, another] = shown;
  if (one === undefined || another !== undefined) return respondMissing(c);
  const press = { invoiceId: one.id, version: one.version, methodId };
  const paid = await payWithMethod(c.get('ctx'), c.get('portal'), press);
  switch (paid.kind) {
    case 'missing':
      return respondMissing(c);
    case 'changed':
      return show(c, { kind: 'these', ids: [one.id] }, paid);
    case 'busy':
      return show(c, { kind: 'these', ids: [one.id] }, { kind: 'unsure' });
    case 'paid':
    case 'processing':
    case 'declined':
      return done(c, `/portal/payments/${paid.paymentId}`);
  }
}

type Trouble = Exclude<PaidSeveral, { readonly kind: 'checkout' | 'missing' }> | { readonly kind: 'unsure' };

/** The page as things stand now, told of what trying to pay just came to. */
async function show(c: PortalContext, selection: Selection, tried: Trouble | null): Promise<Response> {
  const visit = c.get('portal');
  const review = await reviewPayment(c.get('ctx'), visit, selection);
  if (review === null) return respondMissing(c);
  const typed = new Map(
    review.payable.flatMap(({ id }) => {
      const text = c.get('form').get(`amount.${id}`);
      return text === null ? [] : [[id, text] as const];
    }),
  );
  const [only, ...more] = review.payable;
  const saved = only === undefined || more.length > 0 ? null : await savedMethodFor(c.get('ctx'), only.id);
  const view = {
    ...review,
    saved: saved === null ? null : { methodId: saved.methodId, method: methodView(saved.card) },
    most: MOST_AT_ONCE,
    partPayments: visit.merchant.partPayments,
    trouble: tried === null ? null : troubleOf(c, tried, review),
    typed,
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

/** Null for what names something else than invoices or a currency: nothing of that kind can be there. */
function readSelection(currency: string | undefined, texts: readonly string[]): Selection | null {
  if (currency !== undefined) {
    const known = parseCurrency(currency);
    return known === null ? null : { kind: 'currency', currency: known };
  }
  const ids = texts.map((text) => parseId('inv', text)).filter((id) => id !== null);
  return ids.length === texts.length ? { kind: 'these', ids } : null;
}

type Shown = { readonly id: string; readonly version: number };

/** An invoice and its version, as the page that was shown says them: `inv_….3`. */
function readShown(text: string): Shown | null {
  const [, name = '', version = ''] = /^([a-z0-9_]+)\.([1-9]\d{0,8})$/.exec(text) ?? [];
  const id = parseId('inv', name);
  return id === null ? null : { id, version: Number(version) };
}

/** All that is left of an invoice, unless an amount was typed. */
function wishOf(id: string, version: number, review: Review, form: URLSearchParams): Wish {
  const payee = review.payable.find((one) => one.id === id);
  const currency = parseCurrency(payee?.currency ?? '');
  const typed = form.get(`amount.${id}`);
  if (payee === undefined || currency === null || typed === null) {
    return { invoiceId: id, version, amount: payee?.remaining ?? null };
  }
  return { invoiceId: id, version, amount: readTypedAmount(typed, currency) };
}
