import { and, eq } from 'drizzle-orm';
import { methodSetups } from '../../db/schema/index.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import { type DepositsEnd, depositsEnd } from '../../domain/methods/setup.ts';
import type { Context } from '../core/context.ts';
import type { ForCustomer } from '../methods/customer-scope.ts';
import { type Verification, verificationOf } from '../methods/list-methods.ts';

export type VerificationPage =
  | ({ readonly kind: 'waiting'; readonly card: MethodCard } & Verification)
  | { readonly kind: 'verified' }
  | { readonly kind: 'ended'; readonly why: DepositsEnd };

/** How the verification of a customer's account stands; null where there is none of theirs. */
export async function readVerification(
  ctx: Context,
  who: ForCustomer,
  setupId: string,
): Promise<VerificationPage | null> {
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
  if (setup === undefined) return null;
  if (setup.state === 'succeeded') return { kind: 'verified' };
  const verification = verificationOf(setup);
  if (verification === null || setup.card === null) return null;
  if (setup.state === 'verifying') return { kind: 'waiting', card: setup.card, ...verification };
  return setup.state === 'failed' ? { kind: 'ended', why: depositsEnd(setup.failureCode) } : null;
}

/** How a set-up of this customer stands, for who comes back from Stripe; null where there is none of theirs. */
export async function findOwnSetup(ctx: Context, who: ForCustomer, setupId: string) {
  const [setup] = await ctx.db
    .select({ id: methodSetups.id, state: methodSetups.state })
    .from(methodSetups)
    .where(
      and(
        eq(methodSetups.id, setupId),
        eq(methodSetups.customerId, who.customerId),
        eq(methodSetups.merchantId, who.merchantId),
      ),
    );
  return setup ?? null;
}
