import { eq } from 'drizzle-orm';
import { type Collectable, readCollectable } from '../../db/queries/collectable.ts';
import { selectPayment } from '../../db/queries/payments-read.ts';
import { invoices } from '../../db/schema/index.ts';
import { refusedByStaff, refusedMethod } from '../../domain/collection/by-staff.ts';
import type { CollectionFacts, MethodCard, WhyNot } from '../../domain/collection/types.ts';
import { done, LOST_RACE, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { isMoving } from '../../domain/payment/close-by-hand.ts';
import { isOpen, type PaymentState } from '../../domain/payment/state.ts';
import type { Rejection } from '../../domain/rejection.ts';
import { catchUpBeforePayment } from '../catch-up/catch-up-before-payment.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import { mayMoveMoney } from '../core/may-move-money.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { ensureStripeCustomer } from '../customers/ensure-stripe-customer.ts';
import { collectionFacts } from '../facts/collection-facts.ts';
import { chargeClaimed } from '../payments/charge-claimed.ts';
import { claimWithMethod } from '../payments/claim-method.ts';
import { canStillSucceed, expireSession } from '../payments/expire-session.ts';

/** A method on file, and why it may not be charged for the invoice now; null where it may. */
export type Chargeable = {
  readonly methodId: string;
  readonly card: MethodCard;
  readonly whyNot: WhyNot | null;
};

/** What would be charged, with what, and why nothing is where that is so. */
export type ChargeOffer = {
  readonly amount: number;
  readonly refusal: Rejection | null;
  readonly methods: readonly Chargeable[];
};

type Of = { readonly invoiceId: string };

/** What staff may charge an invoice to now. Rejects with `not_found`. */
export async function offerCharge(
  ctx: Context,
  { scope, invoiceId }: Scoped<Of>,
): Promise<Outcome<ChargeOffer>> {
  const read = await readIn(ctx, scope, invoiceId);
  if (read === null) return refused({ code: 'not_found', what: 'invoice' });
  const facts = collectionFacts(ctx, read);
  return done({
    amount: facts.invoice.amountRemaining,
    refusal: whyNot(read, facts),
    methods: read.methods.map(({ id, summary }) => ({
      methodId: id,
      card: summary,
      whyNot: refusedMethod(facts, id),
    })),
  });
}

/** What came of a charge. */
export type ChargedNow = { readonly kind: 'paid' | 'processing' | 'declined' | 'unknown' };

type Ask = Of & {
  readonly methodId: string;
  /** The version of the invoice that was shown. */
  readonly version: number;
  /** Chosen by the caller, so that pressing twice charges once. */
  readonly paymentId: string;
};

/**
 * Charges what is asked for of an invoice to a method on file, as staff press for it. It needs what an automatic charge needs:
 * `charge_not_allowed` says what is missing. Rejects with `not_found`, `changed`, `method_not_usable`, and where another payment
 * is under way or money rests.
 */
export async function chargeNow(ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<ChargedNow>> {
  const [before] = await selectPayment(ctx.db, scope, ask.paymentId);
  if (before !== undefined) return done(cameOf(before.state));
  const claimed = await retryOnConflict(ctx, () => claim(ctx, scope, ask));
  if (claimed.kind !== 'done') return claimed;
  const { state, isRefused } = await chargeClaimed(ctx, ask.paymentId);
  if (state === 'canceled') return refused({ code: 'changed' });
  return isRefused && state === 'failed' ? refused({ code: 'stripe_refuses' }) : done(cameOf(state));
}

async function claim(ctx: Context, scope: Scope, ask: Ask): Promise<ConflictOr<Outcome<null>>> {
  const read = await readIn(ctx, scope, ask.invoiceId);
  if (read === null) return decided(refused({ code: 'not_found', what: 'invoice' }));
  const { invoice, connection, slot } = read;
  if (invoice.version !== ask.version) return decided(refused({ code: 'changed' }));
  const facts = collectionFacts(ctx, read);
  const refusal = whyNot(read, facts);
  if (refusal !== null) return decided(refused(refusal));
  const method = read.methods.find(({ id }) => id === ask.methodId);
  if (method === undefined || refusedMethod(facts, ask.methodId) !== null) {
    return decided(refused({ code: 'method_not_usable' }));
  }
  if (connection === null) return decided(refused({ code: 'not_connected' }));
  const money = mayMoveMoney(ctx, connection, read.caughtUpAt);
  if (money === 'paused') return decided(refused({ code: 'payments_paused' }));
  if (money === 'held') return decided(refused({ code: 'account_held' }));
  if (money === 'stale') {
    const isKnown = await catchUpBeforePayment(ctx, connection.id);
    return isKnown ? CONFLICT : decided(refused({ code: 'payments_being_restored' }));
  }
  if (slot !== null) return freeSlot(ctx, slot);
  if (read.stripeCustomerId === null) {
    const of = { customerId: read.customer.id, connectionId: connection.id };
    const { stripeCustomerId } = await ensureStripeCustomer(ctx, of);
    return stripeCustomerId === null ? decided(STRIPE_UNAVAILABLE) : CONFLICT;
  }
  const at = ctx.now();
  const claimed = await claimWithMethod(ctx, read, {
    connectionId: connection.id,
    stripeCustomerId: read.stripeCustomerId,
    method,
    amount: facts.invoice.amountRemaining,
    via: 'staff',
    paymentId: ask.paymentId,
    rows: [ctx.db.update(invoices).set({ updatedAt: at }).where(eq(invoices.id, invoice.id))],
  });
  return claimed.kind === 'claimed' ? decided(done(null)) : CONFLICT;
}

/** A page that waits for its payer is closed first; money that has begun to move is never stopped. */
async function freeSlot(
  ctx: Context,
  slot: NonNullable<Collectable['slot']>,
): Promise<ConflictOr<Outcome<null>>> {
  const isUnderWay = slot.flow === 'intent' || (isOpen(slot.state) && isMoving(slot.state));
  if (isUnderWay || slot.state === 'authenticating') {
    return decided(refused({ code: 'payment_in_progress' }));
  }
  const state = await expireSession(ctx, slot.id);
  if (state === 'unknown') return decided(STRIPE_UNAVAILABLE);
  return canStillSucceed(state) ? decided(LOST_RACE) : CONFLICT;
}

function whyNot({ invoice }: Collectable, facts: CollectionFacts): Rejection | null {
  if (invoice.status !== 'open') return { code: 'invoice_not_open', status: invoice.status };
  if (invoice.pendingVerb !== null) return { code: 'verb_pending', verb: invoice.pendingVerb.verb };
  if (invoice.frozenAt !== null) return { code: 'payment_under_review' };
  const refusal = refusedByStaff(facts);
  if (refusal !== null) return { code: 'charge_not_allowed', ...refusal };
  return facts.isChargeable ? null : { code: 'part_not_payable', problems: new Map() };
}

async function readIn(ctx: Context, scope: Scope, invoiceId: string): Promise<Collectable | null> {
  const read = await readCollectable(ctx.db, invoiceId, ctx.now());
  const isTheirs = read?.invoice.merchantId === scope.merchantId && read.invoice.livemode === scope.livemode;
  return isTheirs ? read : null;
}

function cameOf(state: PaymentState): ChargedNow {
  switch (state) {
    case 'succeeded':
    case 'returned':
      return { kind: 'paid' };
    case 'processing':
    case 'verifying':
      return { kind: 'processing' };
    case 'failed':
    case 'canceled':
      return { kind: 'declined' };
    case 'claimed':
    case 'session_open':
    case 'confirming':
    case 'authenticating':
    case 'unknown':
      return { kind: 'unknown' };
    default:
      return state satisfies never;
  }
}
