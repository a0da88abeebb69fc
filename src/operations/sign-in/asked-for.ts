import { type Ask, answeredBy, type Browser } from '../../domain/sign-in/browser.ts';
import type { Context } from '../core/context.ts';
import { addressKey } from './address.ts';
import { hashOfSecret } from './session-secret.ts';

/** A browser's ask that a mail answers, with the hash of the browser's secret and the name of the address in its cookie. */
export type Asked = { readonly ask: Ask; readonly hash: string; readonly addressKey: string };

type Mail = {
  readonly address: string;
  readonly browserHash: string | null;
  readonly dueAt: number;
  readonly closesAt: number;
};

/** Whether a mail is for this browser; null where it did not ask for it. */
export async function askedFor(ctx: Context, browser: Browser | null, mail: Mail): Promise<Asked | null> {
  const hash = await hashOfSecret(browser?.secret);
  if (browser === null || hash === null) return null;
  const key = await addressKey(ctx.deploymentId, mail.address);
  const ask = answeredBy(browser, { hash, address: key, mail });
  return ask === null ? null : { ask, hash, addressKey: key };
}
