import { type Outcome, refused } from '../../domain/outcome.ts';
import type { Browser } from '../../domain/sign-in/browser.ts';
import type { Context } from '../core/context.ts';
import { requestSignIn } from '../sign-in/request-sign-in.ts';
import { SIGN_IN_AGAIN_MS } from '../sign-in/timing.ts';
import { findStaffSignIn } from './read-sign-in-link.ts';

type Ask = { readonly token: string; readonly browser: Browser; readonly ip: string | null };

/**
 * Sends a new link in place of one that was used, expired or opened in another browser: to the same address, which is not
 * revealed, for the browser that asks now. Rejects with `not_found` for a link that is too old for that, and with `too_often`.
 */
export async function askStaffAgain(ctx: Context, ask: Ask): Promise<Outcome<Browser>> {
  const found = await findStaffSignIn(ctx, ask);
  if (found === null || ctx.now() >= found.mail.dueAt + SIGN_IN_AGAIN_MS) {
    return refused({ code: 'not_found', what: 'sign-in link' });
  }
  const { address, dueAt } = found.mail;
  const { browser, ip } = ask;
  return requestSignIn(ctx, { audience: 'staff', address, browser, ip, returnPath: null, after: dueAt });
}
