import { eq } from 'drizzle-orm';
import { type Collectable, readCollectable } from '../../db/queries/collectable.ts';
import { invoices } from '../../db/schema/index.ts';
import { nextStep } from '../../domain/collection/next-step.ts';
import type { Decision } from '../../domain/collection/types.ts';
import { AGAIN, type Context, done, type Try, untilCommitted } from '../core/context.ts';
import { NO_MESSAGES } from '../core/queue-message.ts';
import { ensureStripeCustomer } from '../customers/ensure-stripe-customer.ts';
import { collectionFacts } from '../facts/collection-facts.ts';
import { chargeClaimed } from '../payments/charge-claimed.ts';
import { claimWithMethod } from '../payments/claim-method.ts';
import { expirePayment, mayBringMoney } from '../payments/expire-session.ts';
import { tellFailure } from './notify-failure.ts';
import { lookAt, settleDecision } from './save-decision.ts';
import { CHARGING_LOOK_AFTER_MS } from './timing.ts';

/** What collecting an invoice came to this time. */
export type Collected =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'charged'; readonly paymentId: string }
  /** Stripe did not say, or a link's session could not be closed: it is looked at again by itself. */
  | { readonly kind: 'later' };

/** A notice or a reminder is followed by the next decision; more than these in one go is a bug of the rules. */
const MOST_STEPS = 6;

/**
 * Does what is due about one invoice: charges it, announces that, tells of a failure, reminds, or says when to look
 * again. Woken by sending it, by cron when its time has come, and by whatever changes what was decided. Safe to run
 * twice and at once: every decision is committed on the invoice's stream.
 */
export async function collectInvoice(ctx: Context, invoiceId: string): Promise<Collected> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const outcome = await untilCommitted(ctx, () => step(ctx, invoiceId));
    if (outcome === 'again') continue;
    if (outcome.kind === 'charged') await chargeClaimed(ctx, outcome.paymentId);
    return outcome;
  }
  throw new Error('collecting an invoice comes to no end');
}

async function step(ctx: Context, invoiceId: string): Promise<Try<Collected | 'again'>> {
  const read = await readCollectable(ctx.db, invoiceId, ctx.now());
  if (read === null) return done({ kind: 'nothing' });
  const decision = nextStep(collectionFacts(ctx, read));
  if (decision.step.kind === 'charge') return charge(ctx, read, decision, decision.step.methodId);
  const settled = await settleDecision(ctx, read, decision);
  if (settled === 'lost_race') return AGAIN;
  return done(decision.step.kind === 'rest' ? { kind: 'nothing' } : 'again');
}

/** Takes the slot and charges. An abandoned session is expired first, and only proof that it is over lets us on. */
async function charge(
  ctx: Context,
  read: Collectable,
  decision: Decision,
  methodId: string,
): Promise<Try<Collected | 'again'>> {
  const { invoice, connection, slot } = read;
  if (connection === null) throw new Error('a charge was decided without a connection');
  if (slot !== null) {
    const state = await expirePayment(ctx, slot.id);
    if (!mayBringMoney(state)) return AGAIN;
    // It may be about to pay by itself: what waits is looked at again.
    await lookAt(ctx, invoice, ctx.now() + CHARGING_LOOK_AFTER_MS);
    return done({ kind: 'later' });
  }
  const method = read.methods.find(({ id }) => id === methodId);
  if (method === undefined) throw new Error('a charge was decided with a method that is not there');
  if (read.stripeCustomerId === null) {
    const ask = { customerId: invoice.customerId, connectionId: connection.id };
    const { stripeCustomerId } = await ensureStripeCustomer(ctx, ask);
    if (stripeCustomerId !== null) return AGAIN;
    await lookAt(ctx, invoice, ctx.now() + CHARGING_LOOK_AFTER_MS);
    return done({ kind: 'later' });
  }
  const at = ctx.now();
  // What failed just before another method is tried: it goes out only if it is still true by then.
  const told = decision.tell === null ? NO_MESSAGES : tellFailure(ctx, read, decision.tell, at);
  const claim = await claimWithMethod(ctx, read, {
    connectionId: connection.id,
    stripeCustomerId: read.stripeCustomerId,
    method,
    via: 'autopay',
    rows: [
      ctx.db
        .update(invoices)
        .set({
          collectStage: decision.stage,
          collectReason: null,
          ...(decision.tell !== null && { collectTold: decision.tell.paymentId }),
          collectAt: invoice.collectAt ?? at,
          collectLookAt: at + CHARGING_LOOK_AFTER_MS,
          updatedAt: at,
        })
        .where(eq(invoices.id, invoice.id)),
      ...told.rows,
    ],
    effects: told.effects,
  });
  return claim.kind === 'claimed' ? done({ kind: 'charged', paymentId: claim.paymentId }) : AGAIN;
}
