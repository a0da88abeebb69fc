import { Hono } from 'hono';
import {
  MOST_AT_ONCE,
  type Order,
  type OrderLine,
  type PayOutcome,
} from '../../operations/checkout/order.ts';
import { payCart } from '../../operations/checkout/pay-cart.ts';
import { type Review, reviewCart, type Selection } from '../../operations/checkout/review-cart.ts';
import { payPage } from '../../views/portal/pay.tsx';
import { payPath } from '../../views/portal/pay-path.ts';
import type { PayTrouble, PayView } from '../../views/portal/pay-view.ts';
import { savedView } from '../pay/offer-view.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { done, respondMissing, respondPortal } from './respond.ts';
import { payForm, payQuery, type TypedAmounts } from './schemas/pay.ts';
import { portalForm, portalQuery } from './validate.ts';

/** One payment for several invoices, or for a part of one: reviewed first, then made at Stripe. */
export const payRoutes = new Hono<PortalEnv>()
  .get('/', portalQuery(payQuery), (c) => {
    const { selection, whole } = c.req.valid('query');
    return show(c, selection, { whole });
  })
  .post('/', portalForm(payForm), async (c) => {
    const { shown, methodId, whole, amounts, asked } = c.req.valid('form');
    const selection = { kind: 'these', ids: shown.map(({ id }) => id) } as const;
    const [first, ...others] = shown.map(({ id, version }): OrderLine => {
      // A method on file is always charged what was asked for, as its button shows.
      const typed = methodId === null ? amounts.get(id) : undefined;
      return { invoiceId: id, version, amount: typed === undefined ? (asked.get(id) ?? 'all') : { typed } };
    });
    if (first === undefined) return show(c, selection, { typed: amounts, whole });
    const order: Order = {
      from: { via: 'portal', owner: c.get('portal') },
      lines: [first, ...others],
      methodId,
    };
    return payOrder(c, order, { selection, typed: amounts, whole });
  });

/** How the page was shown: amounts as they were typed, and whether all that is left is paid. */
type Shown = { readonly typed?: TypedAmounts; readonly whole?: boolean };

/** Pays an order, and answers with where it leads: Stripe, the payment, or the review page with what is wrong. */
export async function payOrder(
  c: PortalContext,
  order: Order,
  { selection, ...shown }: { readonly selection: Selection } & Shown,
): Promise<Response> {
  const answer = answerTo(await payCart(c.get('ctx'), order), order);
  switch (answer.kind) {
    case 'missing':
      return respondMissing(c);
    case 'stripe':
      c.header('Cache-Control', 'private, no-store');
      return c.redirect(answer.url, 303);
    case 'payment':
      return done(c, `/portal/payments/${answer.id}`);
    default:
      return show(c, selection, { ...shown, trouble: answer });
  }
}

type Answer =
  | { readonly kind: 'missing' }
  | { readonly kind: 'stripe'; readonly url: string }
  | { readonly kind: 'payment'; readonly id: string }
  | PayTrouble;

/** The result of paying → a redirect, or the page's notice. */
function answerTo(paid: PayOutcome, { methodId }: Order): Answer {
  switch (paid.kind) {
    case 'stripe_unavailable':
      return { kind: 'unavailable' };
    case 'lost_race':
      // The method on file may be the one being charged.
      return { kind: methodId === null ? 'busy' : 'unsure' };
    case 'refused':
      return refusalOf(paid.rejection);
    case 'done':
      break;
  }
  switch (paid.value.kind) {
    case 'checkout':
      return { kind: 'stripe', url: paid.value.url };
    case 'paid':
    case 'processing':
    case 'declined':
      return { kind: 'payment', id: paid.value.paymentId };
    case 'unknown':
      return { kind: 'unsure' };
    case 'choice':
      return { kind: 'changed' };
    default:
      return paid.value satisfies never;
  }
}

function refusalOf(rejection: Extract<PayOutcome, { kind: 'refused' }>['rejection']): Answer {
  switch (rejection.code) {
    case 'not_found':
      return { kind: 'missing' };
    case 'not_payable':
    case 'changed':
      return { kind: 'changed' };
    case 'several_currencies':
      return { kind: 'currencies' };
    case 'part_not_payable':
      return { kind: 'parts', problems: rejection.problems };
    case 'stripe_refuses':
      return { kind: 'refused' };
    case 'account_held':
      return { kind: 'held' };
    case 'too_many_declines':
      return { kind: 'declines' };
    case 'payments_being_restored':
      return { kind: 'catching_up' };
    case 'payments_paused':
      return { kind: 'paused' };
    case 'payment_under_review':
      return { kind: 'under_review' };
    case 'sum_not_payable':
      return { kind: 'sum', reason: rejection.reason, limit: rejection.limit };
    default:
      return rejection satisfies never;
  }
}

const STATUS = {
  changed: 409,
  busy: 409,
  unsure: 409,
  currencies: 422,
  parts: 422,
  sum: 422,
  refused: 409,
  held: 409,
  declines: 429,
  paused: 409,
  under_review: 409,
  catching_up: 503,
  unavailable: 503,
} as const satisfies Record<PayTrouble['kind'], number>;

/** Shows the page with current data, and the notice of the attempt to pay. */
async function show(
  c: PortalContext,
  selection: Selection,
  { typed = new Map(), whole = false, trouble = null }: Shown & { trouble?: PayTrouble | null } = {},
): Promise<Response> {
  const owner = c.get('portal');
  const reviewed = await reviewCart(c.get('ctx'), { owner, selection });
  if (reviewed.kind !== 'done') return respondMissing(c);
  const review = reviewed.value;
  const view = {
    ...review,
    payable: whole ? review.payable.map((payee) => ({ ...payee, remaining: payee.owed })) : review.payable,
    howMuch: howMuch(review.payable, selection, whole),
    saved: review.saved.map(savedView),
    most: MOST_AT_ONCE,
    partPayments: review.payable.some(({ ownPart }) => ownPart !== null),
    trouble,
    typed,
  };
  const status = trouble === null ? 200 : STATUS[trouble.kind];
  return respondPortal(c, status, (context) => payPage(view, context), { leadsToStripe: true });
}

/** The choice between what is asked for now and all that is left; null where that is the same. */
function howMuch(payable: Review['payable'], selection: Selection, isWhole: boolean): PayView['howMuch'] {
  const sumOf = (each: 'remaining' | 'owed') => payable.reduce((sum, payee) => sum + payee[each], 0);
  const [now, all] = [sumOf('remaining'), sumOf('owed')];
  const path =
    selection.kind === 'these' ? payPath(selection.ids) : `/portal/pay?currency=${selection.currency}`;
  return now === all ? null : { now, all, isWhole, path };
}
