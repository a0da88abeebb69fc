import { and, eq } from 'drizzle-orm';
import { methodSetups } from '../../db/schema/index.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import { type DepositsEnd, depositsEnd, type SetupState } from '../../domain/methods/setup.ts';
import { done, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { ForCustomer } from '../methods/customer-scope.ts';
import { type Verification, verificationOf } from '../methods/list-methods.ts';
import { syncSetup } from '../methods/sync-setup.ts';

export type VerificationPage =
  | ({ readonly kind: 'waiting'; readonly card: MethodCard } & Verification)
  | { readonly kind: 'verified' }
  | { readonly kind: 'ended'; readonly why: DepositsEnd };

type OwnSetup = { readonly who: ForCustomer; readonly setupId: string };

const NOT_FOUND = refused({ code: 'not_found', what: 'payment method' });

/** The state of an account's verification. Rejects with `not_found`. */
export async function readVerification(
  ctx: Context,
  { who, setupId }: OwnSetup,
): Promise<Outcome<VerificationPage>> {
  const [setup] = await ctx.db
    .select()
    .from(methodSetups)
    .where(
      and(
        eq(methodSetups.id, setupId),
        eq(methodSetups.customerId, who.customerId),
        eq(methodSetups.merchantId, who.merchantId),
      ),
    );
  if (setup === undefined) return NOT_FOUND;
  if (setup.state === 'succeeded') return done({ kind: 'verified' });
  const verification = verificationOf(setup);
  if (verification === null || setup.card === null) return NOT_FOUND;
  if (setup.state === 'verifying') return done({ kind: 'waiting', card: setup.card, ...verification });
  return setup.state === 'failed' ? done({ kind: 'ended', why: depositsEnd(setup.failureCode) }) : NOT_FOUND;
}

/**
 * The outcome of a set-up, for a customer who returns from Stripe's page: it is retrieved from Stripe, since webhooks
 * may be late. Rejects with `not_found`.
 */
export async function returnFromSetup(
  ctx: Context,
  { who, setupId }: OwnSetup,
): Promise<Outcome<{ readonly state: SetupState }>> {
  const [setup] = await ctx.db
    .select({ id: methodSetups.id })
    .from(methodSetups)
    .where(
      and(
        eq(methodSetups.id, setupId),
        eq(methodSetups.customerId, who.customerId),
        eq(methodSetups.merchantId, who.merchantId),
      ),
    );
  if (setup === undefined) return NOT_FOUND;
  const { state, known } = await syncSetup(ctx, setup.id);
  return known ? done({ state }) : STRIPE_UNAVAILABLE;
}
