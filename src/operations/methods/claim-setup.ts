import { and, count, eq, gt } from 'drizzle-orm';
import { methodSetups } from '../../db/schema/index.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import type { SetupKind } from '../../domain/methods/setup.ts';
import { done, mapDone, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  newId,
  retryOnConflict,
} from '../core/context.ts';
import { ensureStripeCustomer } from '../customers/ensure-stripe-customer.ts';
import { type Agreed, agreementRow } from './agreement.ts';
import { type ForCustomer, type Owner, readOwner } from './customer-scope.ts';
import { DAY_MS, SETUP_FIRST_POLL_AFTER_MS, SETUPS_A_DAY } from './timing.ts';

export type SetupRow = typeof methodSetups.$inferSelect;

export type ClaimedSetup = { readonly setup: SetupRow; readonly owner: Owner; readonly account: string };

/** What a set-up is begun with; `request` builds its exact request to Stripe once everything is known. */
export type SetupAsk = {
  /** Chosen by the caller, so that a retry begins nothing twice. */
  readonly setupId: string;
  readonly kind: SetupKind;
  /** Null for a typed account: nothing that holds its number is stored. */
  readonly request: ((order: { readonly owner: Owner; readonly stripeCustomerId: string }) => string) | null;
  readonly agreed: Agreed | null;
  readonly card: MethodCard | null;
  readonly holderName: string | null;
  readonly routingNumber: string | null;
  readonly expiresAt: number;
  /** The card that it replaces; null for an additional method. */
  readonly replaces: string | null;
};

/**
 * Commits the row of a set-up before Stripe is called, with the agreement that it rests on. An existing row is returned
 * as it is.
 */
export async function claimSetup(
  ctx: Context,
  who: ForCustomer,
  ask: SetupAsk,
): Promise<Outcome<ClaimedSetup>> {
  const owner = await readOwner(ctx.db, who);
  if (owner === null) return NO_CUSTOMER;
  if (owner.connection === null) return refused({ code: 'not_connected' });
  const { id: connectionId, account, takesAch } = owner.connection;
  if (ask.kind !== 'card' && !takesAch) return refused({ code: 'account_held' });
  const known = await ensureStripeCustomer(ctx, { customerId: who.customerId, connectionId });
  const { stripeCustomerId } = known;
  if (stripeCustomerId === null) {
    return known.isRefused ? refused({ code: 'stripe_refuses' }) : STRIPE_UNAVAILABLE;
  }
  const claimed = await retryOnConflict(ctx, () => claim(ctx, who, ask, connectionId, stripeCustomerId));
  return mapDone(claimed, (setup) => ({ setup, owner, account }));
}

const NO_CUSTOMER = refused({ code: 'not_found', what: 'customer' });

async function claim(
  ctx: Context,
  who: ForCustomer,
  ask: SetupAsk,
  connectionId: string,
  stripeCustomerId: string,
): Promise<ConflictOr<Outcome<SetupRow>>> {
  const at = ctx.now();
  const owner = await readOwner(ctx.db, who);
  if (owner === null) return decided(NO_CUSTOMER);
  const [existing, lately] = await ctx.db.batch([
    ctx.db.select().from(methodSetups).where(eq(methodSetups.id, ask.setupId)),
    ctx.db
      .select({ setups: count() })
      .from(methodSetups)
      .where(and(eq(methodSetups.customerId, who.customerId), gt(methodSetups.createdAt, at - DAY_MS))),
  ]);
  const [before] = existing;
  if (before !== undefined) return decided(before.customerId === who.customerId ? done(before) : NO_CUSTOMER);
  if ((lately[0]?.setups ?? 0) >= SETUPS_A_DAY) return decided(refused({ code: 'too_many_setups' }));
  const agreementId = ask.agreed === null ? null : newId(ctx, 'agr');
  const row: typeof methodSetups.$inferInsert = {
    id: ask.setupId,
    merchantId: who.merchantId,
    connectionId,
    customerId: who.customerId,
    kind: ask.kind,
    state: 'asked',
    request: ask.request?.({ owner, stripeCustomerId }) ?? null,
    stripeCustomerId,
    agreementId,
    card: ask.card,
    holderName: ask.holderName,
    routingNumber: ask.routingNumber,
    replaces: ask.replaces,
    expiresAt: ask.expiresAt,
    checkAt: at + SETUP_FIRST_POLL_AFTER_MS,
    createdAt: at,
    updatedAt: at,
  };
  const committed = await commitChange(ctx, {
    merchantId: who.merchantId,
    commandId: `setup/${ask.setupId}`,
    at,
    appends: [
      {
        stream: { type: 'customer', id: who.customerId },
        head: owner.head,
        type: 'method_setup_begun',
        data: { setupId: ask.setupId, kind: ask.kind, agreementId },
      },
    ],
    rows: [
      ...(ask.agreed !== null && agreementId !== null
        ? [agreementRow(ctx, who, { id: agreementId, kind: 'bank_debit', agreed: ask.agreed, at })]
        : []),
      ctx.db.insert(methodSetups).values(row),
    ],
    effects: [],
    result: null,
  });
  if (committed.kind !== 'committed') return CONFLICT;
  const [made] = await ctx.db.select().from(methodSetups).where(eq(methodSetups.id, ask.setupId));
  return made === undefined ? CONFLICT : decided(done(made));
}
