import { countAttempts, insertSignIn } from '../../db/queries/portal-sign-in.ts';
import { type Context, newId } from '../context.ts';
import { attemptKey, networkOf, readAddress } from './address.ts';
import { hashOfSecret } from './secrets.ts';
import {
  ASKED_FOR_ADDRESS_MOST,
  ASKED_FROM_NETWORK_MOST,
  ASKING_WINDOW_MS,
  SIGN_IN_LIFE_MS,
} from './timing.ts';

export type SignInAsk = {
  /** As it was typed. */
  readonly address: string;
  /** What the asking browser keeps in its cookie: the link will work there alone. */
  readonly browserSecret: string;
  /** The visitor's IP address, or null where the network does not tell. */
  readonly ip: string | null;
  /** A page of the portal to go to afterwards. */
  readonly returnPath: string | null;
};

/**
 * Somebody asks for a sign-in link. The same is done, in the same time, whether the address is known or not: a
 * row, and an effect that looks for whom it is. Two D1 round trips.
 */
export async function requestSignIn(
  ctx: Context,
  ask: SignInAsk,
): Promise<'asked' | 'not_an_address' | 'too_often'> {
  const address = readAddress(ask.address);
  const browserHash = await hashOfSecret(ask.browserSecret);
  if (address === null || browserHash === null) return 'not_an_address';
  const now = ctx.now();
  const keys = {
    address: await attemptKey('address', ctx.deploymentId, address),
    network: ask.ip === null ? null : await attemptKey('network', ctx.deploymentId, networkOf(ask.ip)),
  };
  const tried = await countAttempts(ctx.db, keys, now - (now % ASKING_WINDOW_MS));
  if (tried.ofAddress > ASKED_FOR_ADDRESS_MOST || tried.ofNetwork > ASKED_FROM_NETWORK_MOST)
    return 'too_often';
  // Without any business there is nobody to write to.
  if (tried.merchantId === null) return 'asked';
  const id = newId(ctx, 'sgn');
  const effectId = newId(ctx, 'out');
  await insertSignIn(
    ctx.db,
    {
      id,
      kind: 'email',
      livemode: ctx.livemode,
      address,
      browserHash,
      returnPath: ask.returnPath,
      requestedAt: now,
      expiresAt: now + SIGN_IN_LIFE_MS,
    },
    {
      id: effectId,
      merchantId: tried.merchantId,
      kind: 'mail_sign_in',
      payload: { signInId: id },
      state: 'pending',
      attempts: 0,
      dueAt: now,
      leaseUntil: 0,
      createdAt: now,
    },
  );
  await ctx.wake([{ kind: 'outbox', id: effectId }]);
  return 'asked';
}
