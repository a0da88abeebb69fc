import { type Collectable, readCollectable } from '../../db/queries/collectable.ts';
import { linkReason } from '../../domain/invoice/link.ts';
import { catchUpBeforePayment } from '../catch-up/catch-up-before-payment.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import { mayMoveMoney } from '../core/may-move-money.ts';
import { linkFacts } from '../facts/link-facts.ts';
import { chargeClaimed } from '../payments/charge-claimed.ts';
import { claimWithMethod } from '../payments/claim-method.ts';
import { canStillSucceed, expireSession } from '../payments/expire-session.ts';
import { offered } from './saved-method.ts';

/** What pressing *Pay with the method on file* came to. */
export type PaidWithSaved =
  | { readonly kind: 'paid' | 'processing' | 'declined'; readonly paymentId: string }
  /** What is owed, or what is on file, is not what was shown: it is shown again. */
  | { readonly kind: 'changed' }
  /** Another payment of it is under way, or Stripe did not say: nothing more is charged. */
  | { readonly kind: 'busy' };

export type SavedPress = {
  readonly invoiceId: string;
  readonly methodId: string;
  /** The version of the invoice that the button stood beside. */
  readonly invoiceVersion: number;
  readonly via: 'link' | 'portal';
};

/**
 * Charges a method on file because its owner pressed a button: the same path as autopay, the payer being there.
 * However often it is pressed, one payment holds the slot. A session that was left open is expired first.
 */
export async function payWithSaved(ctx: Context, press: SavedPress): Promise<PaidWithSaved> {
  const claimed = await retryOnConflict(ctx, () => claim(ctx, press));
  if (typeof claimed !== 'string') return claimed;
  const { state } = await chargeClaimed(ctx, claimed);
  switch (state) {
    case 'succeeded':
    case 'returned':
      return { kind: 'paid', paymentId: claimed };
    case 'processing':
    case 'verifying':
      return { kind: 'processing', paymentId: claimed };
    case 'failed':
      return { kind: 'declined', paymentId: claimed };
    case 'canceled':
      // It never reached the bank: something forbade it at the last moment.
      return { kind: 'changed' };
    case 'claimed':
    case 'session_open':
    case 'confirming':
    case 'authenticating':
    case 'unknown':
      return { kind: 'busy' };
  }
}

async function claim(ctx: Context, press: SavedPress): Promise<ConflictOr<PaidWithSaved | string>> {
  const read = await readCollectable(ctx.db, press.invoiceId, ctx.now());
  if (read === null || !isAsShown(ctx, read, press)) return decided({ kind: 'changed' });
  const { invoice, connection, slot, stripeCustomerId } = read;
  const method = offered(ctx, read).find(({ id }) => id === press.methodId);
  if (method === undefined || connection === null || stripeCustomerId === null) {
    return decided({ kind: 'changed' });
  }
  const money = mayMoveMoney(ctx, connection, read.caughtUpAt);
  if (invoice.pendingVerb !== null || invoice.frozenAt !== null || money === 'paused') {
    return decided({ kind: 'busy' });
  }
  if (money === 'stale') {
    return (await catchUpBeforePayment(ctx, connection.id)) ? CONFLICT : decided({ kind: 'busy' });
  }
  if (slot !== null) {
    // Only a session may be left behind; anything else is money that is on its way.
    if (slot.flow !== 'session' || slot.state === 'processing' || slot.state === 'verifying') {
      return decided({ kind: 'busy' });
    }
    return canStillSucceed(await expireSession(ctx, slot.id)) ? decided({ kind: 'busy' }) : CONFLICT;
  }
  const charge = { connectionId: connection.id, stripeCustomerId, method, via: press.via } as const;
  const claimed = await claimWithMethod(ctx, read, charge);
  return claimed.kind === 'claimed' ? decided(claimed.paymentId) : CONFLICT;
}

function isAsShown(ctx: Context, { invoice, merchant, connection }: Collectable, press: SavedPress): boolean {
  const facts = linkFacts(ctx, invoice, merchant.paymentLinks, connection?.id ?? null);
  return invoice.version === press.invoiceVersion && linkReason(facts, ctx.rules.refuseCharge) === null;
}
