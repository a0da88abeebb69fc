import { done, type Outcome } from '../../domain/outcome.ts';
import type { Browser } from '../../domain/sign-in/browser.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { requestSignIn, type SignInAsk } from './request-sign-in.ts';

/**
 * Requests a sign-in link where the deployment has several databases: an address doesn't say in which its customer lives. Each
 * does the same work, and one that knows the address sends a mail whose link leads there. The network's asks are counted in the
 * first; another that is away stops nobody who isn't in it.
 */
export async function requestSignInEverywhere(
  ctx: Context,
  { elsewhere, ...ask }: SignInAsk & { readonly elsewhere: readonly Context[] },
): Promise<Outcome<Browser>> {
  const asked = await requestSignIn(ctx, ask);
  if (asked.kind !== 'done') return asked;
  await Promise.all(
    elsewhere.map(async (other) => {
      try {
        await requestSignIn(other, { ...ask, ip: null });
      } catch (error) {
        ctx.log('sign_in_not_asked', { database: other.database ?? 0, ...describeError(error) });
      }
    }),
  );
  return done(asked.value);
}
