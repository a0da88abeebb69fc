import type { Context as HonoContext } from 'hono';
import { type Browser, readBrowser } from '../../domain/sign-in/browser.ts';
import { newSecret } from '../../operations/sign-in/session-secret.ts';
import type { RouteEnv } from '../env.ts';
import { keepStaffBrowser, sealedStaffBrowser } from './cookies.ts';

type C = HonoContext<RouteEnv>;

/** What the visitor's browser remembers; null without a cookie that we signed. */
export async function knownBrowser(c: C): Promise<Browser | null> {
  const sealed = sealedStaffBrowser(c);
  const stored = sealed === undefined ? null : await c.get('ctx').links.unseal(sealed);
  return stored === null ? null : readBrowser(stored);
}

/** The browser, with a secret of its own that is made on first use: its sign-in links are bound to it. */
export const browserOf = async (c: C): Promise<Browser> =>
  (await knownBrowser(c)) ?? { secret: newSecret(c.get('ctx')), asks: [] };

export const remember = async (c: C, browser: Browser): Promise<void> =>
  keepStaffBrowser(c, await c.get('ctx').links.seal(JSON.stringify(browser)));
