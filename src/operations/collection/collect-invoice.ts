import { eq } from 'drizzle-orm';
import { type Collectable, readCollectable } from '../../db/queries/collectable.ts';
import { invoices } from '../../db/schema/index.ts';
import { nextStep } from '../../domain/collection/next-step.ts';
import type { Decision, Step } from '../../domain/collection/types.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import { NO_MESSAGES } from '../core/queue-message.ts';
import { ensureStripeCustomer } from '../customers/ensure-stripe-customer.ts';
import { collectionFacts } from '../facts/collection-facts.ts';
import { chargeClaimed } from '../payments/charge-claimed.ts';
import { claimWithMethod } from '../payments/claim-method.ts';
import { canStillSucceed, expireSession } from '../payments/expire-session.ts';
import { notifyFailure } from './notify-failure.ts';
import { saveDecision, scheduleCheck } from './save-decision.ts';
import { CHARGING_CHECK_AFTER_MS } from './timing.ts';

/** The result of one run of collecting an invoice. */
export type Collected =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'charged'; readonly paymentId: string }
  /** Stripe did not answer, or a link's session could not be closed: it is retried automatically. */
  | { readonly kind: 'later' };

/** A notice or a reminder is followed by the next decision; more steps than this in one run is a bug in the rules. */
const MOST_STEPS = 6;

/**
 * Does what is due for one invoice: charges it, announces the charge, notifies of a failure, reminds, or schedules the
 * next check. Enqueued when the invoice is sent, by cron when it is due, and by every commit that changes what was
 * decided on. Safe to run twice and concurrently: every decision is committed on the invoice's stream.
 */
export async function collectInvoice(ctx: Context, invoiceId: string): Promise<Collected> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const outcome = await retryOnConflict(ctx, () => step(ctx, invoiceId));
    if (outcome === 'again') continue;
    if (outcome.kind === 'charged') await chargeClaimed(ctx, outcome.paymentId);
    return outcome;
  }
  throw new Error(`collectInvoice exceeded ${MOST_STEPS} steps`);
}

async function step(ctx: Context, invoiceId: string): Promise<ConflictOr<Collected | 'again'>> {
  const read = await readCollectable(ctx.db, invoiceId, ctx.now());
  if (read === null) return decided({ kind: 'nothing' });
  const facts = collectionFacts(ctx, read);
  const decision = nextStep(facts);
  const { step: next } = decision;
  const { amountRemaining: amount } = facts.invoice;
  if (next.kind === 'charge') return charge(ctx, read, { ...decision, step: next }, amount);
  const saved = await saveDecision(ctx, read, facts, { ...decision, step: next });
  if (saved === 'lost_race') return CONFLICT;
  return decided(next.kind === 'rest' ? { kind: 'nothing' } : 'again');
}

/**
 * Takes the slot and charges. An abandoned session is expired first; charging goes on only with proof that it is over.
 */
async function charge(
  ctx: Context,
  read: Collectable,
  decision: Decision<Extract<Step, { readonly kind: 'charge' }>>,
  /** What is charged of it now, minor units. */
  amount: number,
): Promise<ConflictOr<Collected | 'again'>> {
  const { methodId, reason } = decision.step;
  const { invoice, connection, slot } = read;
  if (connection === null) throw new Error('charge decided without a connection');
  if (slot !== null) {
    const state = await expireSession(ctx, slot.id);
    if (!canStillSucceed(state)) return CONFLICT;
    // Its payer may be about to pay: check again later.
    await scheduleCheck(ctx, invoice, ctx.now() + CHARGING_CHECK_AFTER_MS);
    return decided({ kind: 'later' });
  }
  const method = read.methods.find(({ id }) => id === methodId);
  if (method === undefined) throw new Error('charge decided with a missing method');
  if (read.stripeCustomerId === null) {
    const ask = { customerId: read.customer.id, connectionId: connection.id };
    const { stripeCustomerId } = await ensureStripeCustomer(ctx, ask);
    if (stripeCustomerId !== null) return CONFLICT;
    await scheduleCheck(ctx, invoice, ctx.now() + CHARGING_CHECK_AFTER_MS);
    return decided({ kind: 'later' });
  }
  const at = ctx.now();
  // Notifies of the failure before another method is tried; sent only if it is still true at that time.
  const notification = decision.notify === null ? NO_MESSAGES : notifyFailure(ctx, read, decision.notify, at);
  const claim = await claimWithMethod(ctx, read, {
    connectionId: connection.id,
    stripeCustomerId: read.stripeCustomerId,
    method,
    amount,
    via: 'autopay',
    because: {
      by: 'autopay',
      ...reason,
      setAt: reason.setBy === 'customer' ? setAtOf(read) : null,
      noticedAt: read.noticedAt,
      method: methodId,
    },
    rows: [
      ctx.db
        .update(invoices)
        .set({
          collectStage: decision.stage,
          collectReason: null,
          ...(decision.notify !== null && { collectTold: decision.notify.paymentId }),
          collectAt: invoice.collectAt ?? at,
          nextCheckAt: at + CHARGING_CHECK_AFTER_MS,
          updatedAt: at,
        })
        .where(eq(invoices.id, invoice.id)),
      ...notification.rows,
    ],
    effects: notification.effects,
  });
  return claim.kind === 'claimed' ? decided({ kind: 'charged', paymentId: claim.paymentId }) : CONFLICT;
}

/** When the customer said that it is charged: for this invoice, else by agreeing to autopay. */
const setAtOf = ({ asked, agreedAt }: Collectable): number | null =>
  asked?.choice === 'on_due_date' ? asked.chosenAt : agreedAt;
