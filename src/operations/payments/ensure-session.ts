import type { StripePort } from '../../adapters/stripe/port.ts';
import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import type { OptionalParam } from '../../adapters/stripe/port-sessions.ts';
import type { Committed } from '../../db/commit.ts';
import { type PaymentSnapshot, readPayment } from '../../db/queries/payment.ts';
import { type Forbidden, whyNotConfirm } from '../../domain/payment/final-check.ts';
import type { PaymentFacts, SessionFacts } from '../../domain/payment/outcome.ts';
import { isOpen } from '../../domain/payment/state.ts';
import { readStoredRequest } from '../../domain/payment/stored-request.ts';
import type { RefusedCall } from '../../domain/stripe-refusal.ts';
import { type Context, newId } from '../core/context.ts';
import { isLostFor } from '../core/is-lost.ts';
import {
  pollEvery,
  SESSION_CREATE_WITHIN_MS,
  SESSION_SURELY_OVER_MS,
  SKEW_MS,
} from '../facts/payment-timing.ts';
import { changePayment } from './change-payment.ts';
import { closeUnpaid } from './close-unpaid.ts';
import { finalCheckFacts } from './final-check.ts';
import { endReadingRefused, recordRefused } from './record-refused.ts';

export type EnsuredSession =
  /**
   * Its id is committed; the facts are Stripe's current ones. `forbidden` is why no payer may be sent there, decided on
   * rows read after the claim.
   */
  | {
      readonly kind: 'session';
      readonly facts: SessionFacts;
      readonly payment: PaymentFacts;
      readonly forbidden: Forbidden | null;
    }
  /** It is over or was never created: the payment is closed and its slot is free. */
  | { readonly kind: 'closed' }
  /** Stripe refuses to create it: closed as well, since the same request would be refused again. */
  | { readonly kind: 'refused'; readonly about: Refusal; readonly refusal: RefusedCall }
  /** Stripe did not answer; the same request may be sent again. */
  | { readonly kind: 'unknown' }
  /** Stripe refuses to say, or to create it now: the business is told, and the slot stays taken. */
  | { readonly kind: 'withheld' };

const UNKNOWN: EnsuredSession = { kind: 'unknown' };

/** The cause of a refusal, as far as it can be worked around. */
export type Refusal = 'payment_methods' | 'customer_gone' | OptionalParam | 'other';

function aboutOf(ctx: Context, { code, param }: RefusedCall): Refusal {
  if (code === 'resource_missing' && param === 'customer') return 'customer_gone';
  const optional = ctx.rules.optionalParam(param, code);
  if (optional !== null) return optional;
  return param?.includes('payment_method') ? 'payment_methods' : 'other';
}

/**
 * Creates the session that a payment was claimed for, or finds the existing one, and commits its id before anybody gets
 * its address. Safe to run twice and concurrently: the key and the parameters are the row's own. Only the worker that
 * has just claimed sets `firstSend`: no other can have sent the request before.
 */
export async function ensureSession(
  ctx: Context,
  paymentId: string,
  { firstSend = false }: { readonly firstSend?: boolean } = {},
): Promise<EnsuredSession> {
  const snapshot = await readPayment(ctx.db, paymentId);
  if (snapshot === null || !isOpen(snapshot.payment.state)) return { kind: 'closed' };
  const { payment } = snapshot;
  const stripe = await ctx.stripe(snapshot.connection.account);
  if (payment.stripeSessionId !== null) {
    const found = await stripe.retrieveSession(payment.stripeSessionId);
    if (found.kind !== 'ok') return notRead(ctx, snapshot, found);
    await endReadingRefused(ctx, snapshot);
    return session(snapshot, found.value);
  }
  if (ctx.now() >= payment.claimedAt + SESSION_CREATE_WITHIN_MS) return find(ctx, snapshot, stripe);
  if (payment.state !== 'claimed') return create(ctx, snapshot, stripe, false);
  if (firstSend) return create(ctx, snapshot, stripe, true);
  // The claim's own worker may still be alive and sending too: from here on, a refusal that it gets is no proof.
  await markUnknown(ctx, snapshot);
  return ensureSession(ctx, paymentId);
}

/** Records that it is unknown whether the session exists. A worker that decided on the bare claim loses the race. */
const markUnknown = (ctx: Context, snapshot: PaymentSnapshot): Promise<Committed> =>
  changePayment(ctx, snapshot, {
    commandId: `session_unknown/${newId(ctx, 'req')}`,
    type: 'session_unknown',
    data: {},
    columns: { state: 'unknown' },
  });

const session = (snapshot: PaymentSnapshot, facts: SessionFacts): EnsuredSession => ({
  kind: 'session',
  facts,
  payment: snapshot.payment,
  forbidden: whyNotConfirm(finalCheckFacts(snapshot)),
});

async function create(
  ctx: Context,
  snapshot: PaymentSnapshot,
  stripe: StripePort,
  firstSend: boolean,
): Promise<EnsuredSession> {
  const { payment } = snapshot;
  const params = await ctx.links.fill(payment.request);
  const created = await stripe.createSession(params, `${payment.id}/session`);
  switch (created.kind) {
    case 'ok':
      return adopt(ctx, payment.id, created.value, stripe);
    case 'refused':
      ctx.log('stripe_refused_session', {
        paymentId: payment.id,
        status: created.status,
        code: created.code,
        param: created.param,
      });
      // A refusal is proof only if no other send may have created a session: the close is decided on the bare claim.
      if (!firstSend) return find(ctx, snapshot, stripe, created);
      return closeRefused(ctx, snapshot, created);
    case 'unknown':
      ctx.log('stripe_unknown_session', { paymentId: payment.id, reason: created.reason });
      // Stripe may have stored an error for this key and replay it forever: search for the session.
      if (payment.state === 'unknown') return find(ctx, snapshot, stripe);
      await markUnknown(ctx, snapshot);
      return UNKNOWN;
  }
}

/** Finds a session whose creation was not confirmed, by its metadata; after its lifetime, finding none is proof. */
async function find(
  ctx: Context,
  snapshot: PaymentSnapshot,
  stripe: StripePort,
  refused: RefusedCall | null = null,
): Promise<EnsuredSession> {
  const { payment } = snapshot;
  const { stripeCustomerId } = readStoredRequest(payment.request);
  const found = await stripe.findSession(stripeCustomerId ?? '', payment.id, payment.claimedAt - SKEW_MS);
  // Nobody was given the address of a session whose id was not committed: where Stripe cannot be asked any more, its end
  // is proof all the same.
  if (found.kind !== 'ok' && !isLostFor(snapshot.connection, found)) return notRead(ctx, snapshot, found);
  if (found.kind === 'ok' && found.value !== null) return adopt(ctx, payment.id, found.value, stripe);
  if (ctx.now() < payment.claimedAt + SESSION_SURELY_OVER_MS) {
    // Another send may still be on its way, so the slot stays; why there is no session is told all the same.
    if (refused !== null) await recordRefused(ctx, snapshot, refused, 'session');
    return refused === null ? UNKNOWN : { kind: 'withheld' };
  }
  return closeNeverCreated(ctx, snapshot);
}

/** Commits the session's id. If the payment was closed in the meantime, the session is expired. */
async function adopt(
  ctx: Context,
  paymentId: string,
  facts: SessionFacts,
  stripe: StripePort,
): Promise<EnsuredSession> {
  for (;;) {
    const snapshot = await readPayment(ctx.db, paymentId);
    if (snapshot === null) return { kind: 'closed' };
    const { payment } = snapshot;
    if (payment.stripeSessionId === facts.sessionId) return session(snapshot, facts);
    if (!isOpen(payment.state) || payment.stripeSessionId !== null) {
      await stripe.expireSession(facts.sessionId, `${paymentId}/expire/${newId(ctx, 'req')}`);
      return { kind: 'closed' };
    }
    const committed = await changePayment(ctx, snapshot, {
      commandId: `session/${facts.sessionId}`,
      type: 'session_opened',
      data: { sessionId: facts.sessionId },
      columns: {
        state: 'session_open',
        stripeSessionId: facts.sessionId,
        checkAt: ctx.now() + pollEvery('session_open'),
      },
    });
    if (committed.kind === 'committed') return session(snapshot, facts);
  }
}

async function notRead(
  ctx: Context,
  snapshot: PaymentSnapshot,
  answer: Exclude<StripeResult<unknown>, { readonly kind: 'ok' }>,
): Promise<EnsuredSession> {
  if (answer.kind === 'unknown') return UNKNOWN;
  await recordRefused(ctx, snapshot, answer, 'reading');
  return { kind: 'withheld' };
}

async function closeRefused(
  ctx: Context,
  snapshot: PaymentSnapshot,
  refusal: RefusedCall,
): Promise<EnsuredSession> {
  const about = aboutOf(ctx, refusal);
  const close = { to: 'canceled', reason: 'refused', failureCode: about } as const;
  const committed = await closeUnpaid(ctx, snapshot, close);
  return committed.kind === 'lost_race' ? UNKNOWN : { kind: 'refused', about, refusal };
}

async function closeNeverCreated(ctx: Context, snapshot: PaymentSnapshot): Promise<EnsuredSession> {
  const close = { to: 'canceled', reason: 'never_created', failureCode: null } as const;
  const committed = await closeUnpaid(ctx, snapshot, close);
  return committed.kind === 'lost_race' ? UNKNOWN : { kind: 'closed' };
}
