import { countAttempts, insertSignIn } from '../../db/writes/sign-in.ts';
import { DONE, type Outcome, refused } from '../../domain/outcome.ts';
import { type Context, newId } from '../core/context.ts';
import { attemptKey, networkOf, readAddress } from './address.ts';
import { hashOfSecret } from './session-secret.ts';
import { ASKING_LIMITS, SIGN_IN_LIFE_MS } from './timing.ts';

export type SignInAsk = {
  /** As it was typed. */
  readonly address: string;
  /** The secret in the requesting browser's cookie: the link works only there. */
  readonly browserSecret: string;
  /** The visitor's IP address, or null if it is unknown. */
  readonly ip: string | null;
  /** A page of the portal to go to afterwards. */
  readonly returnPath: string | null;
};

/**
 * Requests a sign-in link. The same work is done, in the same time, whether the address is known or not: a row, and an
 * effect that looks up the customer. Two D1 round trips. Rejects with `not_an_address` and `too_often`.
 */
export async function requestSignIn(ctx: Context, ask: SignInAsk): Promise<Outcome<null>> {
  const address = readAddress(ask.address);
  const browserHash = await hashOfSecret(ask.browserSecret);
  if (address === null || browserHash === null) return refused({ code: 'not_an_address' });
  const now = ctx.now();
  const limits = await limitsOn(ctx, address, ask.ip);
  const tried = await countAttempts(ctx.db, limits);
  if (!tried.isWithin) return refused({ code: 'too_often' });
  // Without any business there is no customer to mail.
  if (tried.merchantId === null) return DONE;
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
  await ctx.enqueue([{ kind: 'outbox', id: effectId }]);
  return DONE;
}

/** The rate limits of a request, the requester's own first: only what passes them counts against the address. */
function limitsOn(ctx: Context, address: string, ip: string | null) {
  const network = ip === null ? null : networkOf(ip);
  const pair = `${address}\n${network ?? ''}`;
  const now = ctx.now();
  const limit = async (kind: keyof typeof ASKING_LIMITS, value: string) => {
    const { windowMs, most } = ASKING_LIMITS[kind];
    const key = await attemptKey(kind, ctx.deploymentId, value);
    return { key, windowStart: now - (now % windowMs), most };
  };
  return Promise.all([
    ...(network === null ? [] : [limit('network', network)]),
    limit('addressFromNetwork', pair),
    limit('addressFromNetworkInADay', pair),
    limit('address', address),
    limit('addressInADay', address),
  ]);
}
