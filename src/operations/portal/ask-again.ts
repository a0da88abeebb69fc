import { readSignIn } from '../../db/queries/portal-sign-in.ts';
import { type Outcome, refused } from '../../domain/outcome.ts';
import type { Browser } from '../../domain/sign-in/browser.ts';
import type { Context } from '../core/context.ts';
import { requestSignIn } from '../sign-in/request-sign-in.ts';
import { SIGN_IN_AGAIN_MS } from '../sign-in/timing.ts';

/**
 * Sends a new link in place of one that was used, expired or opened in another browser: to the same address, which is
 * not revealed, for the browser that asks now. This link goes on working there no more than before. Rejects with
 * `not_found` for a link that is too old for that, and with `too_often`.
 */
export async function askAgain(
  ctx: Context,
  { token, browser, ip }: { readonly token: string; readonly browser: Browser; readonly ip: string | null },
): Promise<Outcome<Browser>> {
  const target = await ctx.links.open('sign_in', token);
  const found = target === null ? null : await readSignIn(ctx.db, target.id);
  const mail = found?.kind === 'mail' ? found.mail : null;
  if (mail === null || ctx.now() >= mail.dueAt + SIGN_IN_AGAIN_MS) {
    return refused({ code: 'not_found', what: 'sign-in link' });
  }
  return requestSignIn(ctx, {
    audience: 'portal',
    address: mail.address,
    browser,
    ip,
    returnPath: null,
    after: mail.dueAt,
  });
}
