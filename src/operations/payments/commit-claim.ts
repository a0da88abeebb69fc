import { eq } from 'drizzle-orm';
import type { Change, Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { selectClaims } from '../../db/queries/cart-statements.ts';
import { triesWith } from '../../db/queries/declines.ts';
import { customers, type invoices, payments, paymentTargets, slots } from '../../db/schema/index.ts';
import { EMPTY_HEAD, type Head } from '../../db/streams.ts';
import { isCardSpent } from '../../domain/collection/limits.ts';
import type { StoredTerms } from '../../domain/collection/link-keeps.ts';
import type { AutopayBecause, Because } from '../../domain/journal/because.ts';
import { type Context, commitChange } from '../core/context.ts';
import { CLAIM_CHECK_AFTER_MS, CLAIMS_PER_SECOND, SESSION_LIFE_MS } from '../facts/payment-timing.ts';

type Invoice = typeof invoices.$inferSelect;

/** One invoice that a payment covers, as it was read, and how much of it in minor units. */
export type ClaimTarget = { readonly invoice: Invoice; readonly head: Head; readonly amount: number };

/** Who initiated a payment: collection, for a recorded reason, or a person who pressed a button. */
export type Initiator =
  | { readonly via: 'autopay'; readonly because: AutopayBecause }
  | { readonly via: 'link' | 'portal' | 'staff' };

/** A payment to begin. All targets are of one payer, currency and mode. */
export type NewClaim = Initiator & {
  readonly paymentId: string;
  readonly at: number;
  readonly connectionId: string;
  /** The customer that pays, whose invoices they need not be. */
  readonly payerId: string;
  readonly flow: 'session' | 'intent';
  /** Which attempt at these invoices it is, from 1. */
  readonly attempt: number;
  /** Stripe's parameters, exact but for links, which are placeholders. */
  readonly request: string;
  /** The method on file that it is made with. */
  readonly method: { readonly id: string; readonly fingerprint: string | null } | null;
  readonly targets: readonly [ClaimTarget, ...ClaimTarget[]];
  /** What is said to the payer of what the link keeps; absent where it keeps nothing. */
  readonly terms?: StoredTerms | null;
  /** Other changes in the same commit. */
  readonly rows?: readonly Statement[];
  readonly effects?: readonly Effect[];
};

export type Claim =
  | { readonly kind: 'claimed'; readonly paymentId: string }
  | { readonly kind: 'lost_race' }
  /** Too many claims in this second: the database refused it. */
  | { readonly kind: 'paced' };

const becauseOf = (claim: NewClaim): Because =>
  claim.via === 'autopay'
    ? claim.because
    : { by: 'press', entrance: claim.via, method: claim.method?.id ?? null };

/**
 * Takes the one slot of every target for a new payment, with the exact request that Stripe will be sent: the row is
 * committed before the call. A worker that loses the race reads again and finds the winner's payment.
 */
export async function commitClaim(ctx: Context, claim: NewClaim): Promise<Claim> {
  const { paymentId, at, via, flow, connectionId, targets } = claim;
  const [{ invoice: first }] = targets;
  const stored = targets.map(({ invoice, amount }) => ({
    invoiceId: invoice.id,
    invoiceVersion: invoice.version,
    amount,
  }));
  const change: Change = {
    merchantId: first.merchantId,
    commandId: `claim/${paymentId}`,
    at,
    appends: [
      {
        stream: { type: 'payment', id: paymentId },
        head: EMPTY_HEAD,
        type: 'claimed',
        data: { via, flow, currency: first.currency, targets: stored, because: becauseOf(claim) },
      },
      ...targets.map(({ invoice, head }) => ({
        stream: { type: 'invoice', id: invoice.id } as const,
        head,
        type: 'payment_claimed' as const,
        data: { paymentId },
      })),
    ],
    rows: [
      ctx.db.insert(payments).values({
        id: paymentId,
        merchantId: first.merchantId,
        connectionId,
        customerId: claim.payerId,
        livemode: first.livemode,
        via,
        flow,
        attempt: claim.attempt,
        currency: first.currency,
        amount: targets.reduce((sum, { amount }) => sum + amount, 0),
        state: 'claimed',
        request: claim.request,
        ...(claim.terms != null && { linkTerms: claim.terms }),
        paymentMethodId: claim.method?.id ?? null,
        fingerprint: claim.method?.fingerprint ?? null,
        claimedAt: at,
        expiresAt: at + SESSION_LIFE_MS,
        checkAt: at + CLAIM_CHECK_AFTER_MS,
        updatedAt: at,
      }),
      ...stored.map((target) => ctx.db.insert(paymentTargets).values({ paymentId, ...target })),
      ...stored.map(({ invoiceId }) => ctx.db.insert(slots).values({ invoiceId, paymentId, takenAt: at })),
      ...(claim.rows ?? []),
    ],
    effects: claim.effects ?? [],
    result: { paymentId },
  };
  try {
    const committed = await commitChange(ctx, change);
    return committed.kind === 'committed' ? { kind: 'claimed', paymentId } : { kind: 'lost_race' };
  } catch (error) {
    // The journal was read back: nothing was written. A constraint of the schema may explain it without a bug: the
    // customer has opted out since, another charge took the card's last try, or too many sessions were begun this second.
    const [[customer], [paced]] = await ctx.db.batch([
      ctx.db.select({ autopay: customers.autopay }).from(customers).where(eq(customers.id, claim.payerId)),
      selectClaims(ctx.db, [connectionId], at - 1000),
    ]);
    if (via === 'autopay' && customer?.autopay === 'off') return { kind: 'lost_race' };
    if (via === 'autopay' && (await isSpent(ctx, claim.method?.fingerprint ?? null, at))) {
      return { kind: 'lost_race' };
    }
    if (flow === 'session' && (paced?.claims ?? 0) >= CLAIMS_PER_SECOND) return { kind: 'paced' };
    throw error;
  }
}

async function isSpent(ctx: Context, fingerprint: string | null, at: number): Promise<boolean> {
  return fingerprint !== null && isCardSpent(await triesWith(ctx.db, fingerprint, at));
}
