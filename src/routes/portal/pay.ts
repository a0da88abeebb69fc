import { Hono } from 'hono';
import type { MethodCard } from '../../domain/collection/types.ts';
import { parseCurrency } from '../../domain/currency.ts';
import { parseId } from '../../domain/ids.ts';
import type { MethodView, NoLinkReason } from '../../domain/invoice/view.ts';
import {
  MOST_AT_ONCE,
  type Order,
  type OrderLine,
  type PayRejection,
} from '../../operations/checkout/order.ts';
import { payCart } from '../../operations/checkout/pay-cart.ts';
import { type Review, reviewCart, type Selection } from '../../operations/checkout/review-cart.ts';
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
    const shown = c.get('form').getAll('invoice').map(readShown);
    const [first, ...others] = shown.filter((one) => one !== null).map((one) => lineOf(c, one));
    if (shown.includes(null)) return respondMissing(c);
    if (first === undefined) return show(c, { kind: 'these', ids: [] }, null);
    const owner = c.get('portal');
    return respond(c, {
      from: { via: 'portal', owner },
      lines: [first, ...others],
      methodId: c.get('form').get('method'),
    });
  });

/** To Stripe, to what became of a charge, or back to the page that says why not. */
async function respond(c: PortalContext, order: Order): Promise<Response> {
  const paid = await payCart(c.get('ctx'), order);
  const selection = { kind: 'these', ids: order.lines.map(({ invoiceId }) => invoiceId) } as const;
  const again = (trouble: Trouble) => show(c, selection, trouble);
  switch (paid.kind) {
    case 'done':
      break;
    case 'stripe_unavailable':
      return again({ kind: 'unavailable' });
    case 'lost_race':
      // A method on file may be what is being charged.
      return again({ kind: order.methodId === null ? 'busy' : 'unsure' });
    case 'refused':
      return refuse(c, paid.rejection, again);
  }
  const { value } = paid;
  switch (value.kind) {
    case 'checkout':
      c.header('Cache-Control', 'private, no-store');
      return c.redirect(value.url, 303);
    case 'paid':
    case 'processing':
    case 'declined':
      return done(c, `/portal/payments/${value.paymentId}`);
    case 'unknown':
      return again({ kind: 'unsure' });
    case 'choice':
      return again({ kind: 'changed' });
    default:
      return value satisfies never;
  }
}

function refuse(
  c: PortalContext,
  rejection: PayRejection,
  again: (trouble: Trouble) => Promise<Response>,
): Response | Promise<Response> {
  switch (rejection.code) {
    case 'not_found':
      return respondMissing(c);
    case 'not_payable':
    case 'changed':
      return again({ kind: 'changed' });
    case 'several_currencies':
      return again({ kind: 'currencies' });
    case 'part_not_payable':
      return again({ kind: 'parts', problems: rejection.problems });
    case 'sum_not_payable':
      return again({ kind: 'sum', reason: rejection.reason });
    default:
      return rejection satisfies never;
  }
}

/** Stripe's limit is told where the invoices are. */
type Trouble =
  | Exclude<PayTrouble, { readonly kind: 'sum' }>
  | Omit<Extract<PayTrouble, { readonly kind: 'sum' }>, 'limit'>;

/** The page as things stand now, told of what trying to pay just came to. */
async function show(c: PortalContext, selection: Selection, tried: Trouble | null): Promise<Response> {
  const visit = c.get('portal');
  const review = await reviewCart(c.get('ctx'), visit, selection);
  if (review === null) return respondMissing(c);
  const form = c.get('form');
  const typed = new Map(
    review.payable.flatMap(({ id }) => {
      const text = form.get(`amount.${id}`);
      return text === null ? [] : [[id, text] as const];
    }),
  );
  const view = {
    ...review,
    saved: review.saved && { methodId: review.saved.methodId, method: methodView(review.saved.card) },
    most: MOST_AT_ONCE,
    partPayments: visit.merchant.partPayments,
    trouble: tried?.kind === 'sum' ? { ...tried, limit: limitOf(c, tried.reason, review) } : tried,
    typed,
  };
  const status = tried === null ? 200 : STATUS[tried.kind];
  return respondPortal(c, status, (context) => payPage(view, context), { leadsToStripe: true });
}

const STATUS = {
  changed: 409,
  busy: 409,
  unsure: 409,
  currencies: 422,
  parts: 422,
  sum: 422,
  unavailable: 503,
} as const satisfies Record<PayTrouble['kind'], number>;

const limitOf = (c: PortalContext, reason: NoLinkReason, { payable }: Review): number | null =>
  c.get('ctx').rules.chargeLimit(payable[0]?.currency ?? '', reason);

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

/** All that is left of an invoice, unless an amount was typed; a method on file is charged all of it. */
function lineOf(c: PortalContext, { id: invoiceId, version }: Shown): OrderLine {
  const form = c.get('form');
  const typed = form.has('method') ? null : form.get(`amount.${invoiceId}`);
  return { invoiceId, version, amount: typed === null ? 'all' : { typed } };
}
