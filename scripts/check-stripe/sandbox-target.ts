import Stripe from 'stripe';
import { startSandbox } from '#stripe-sandbox/node';
import { openBrowser } from './browser.ts';
import { payAtSandbox } from './sandbox-page.ts';
import type { Target } from './target.ts';

const KEY = 'sk_test_check_stripe';
const STEP_MS = 6 * 3_600_000;
const STEPS_A_DAY = 4;

/** A sandbox of its own, whose clock is moved where something takes days. */
export async function openSandboxTarget(): Promise<Target> {
  const { sandbox, port, url, close } = await startSandbox({ port: 0, seed: 'check-stripe' });
  const client = (apiKey: string) =>
    new Stripe(apiKey, {
      host: '127.0.0.1',
      port,
      protocol: 'http',
      maxNetworkRetries: 0,
      telemetry: false,
      httpClient: Stripe.createFetchHttpClient(),
    });
  const browser = openBrowser();
  const control = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${url}/_sandbox${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  };
  return {
    source: 'sandbox',
    stripe: client(KEY),
    client,
    mark: { check_stripe: 'sandbox' },
    since: Math.floor(sandbox.clock.now() / 1000),
    settle: async (read, withinDays) => {
      for (let step = 0; step <= withinDays * STEPS_A_DAY; step += 1) {
        const found = await read();
        if (found !== null) return found;
        sandbox.clock.advance(STEP_MS);
      }
      return null;
    },
    pay: async (session, entry) => {
      const page = await browser.page();
      try {
        return await payAtSandbox(page, session.url ?? '', entry);
      } finally {
        await page.close();
      }
    },
    withoutDebits: async () => {
      const stripeAccount = 'acct_withoutdebits';
      await control('/accounts', { id: stripeAccount });
      await control(`/accounts/${stripeAccount}/capabilities`, { us_bank_account_ach_payments: 'inactive' });
      return { stripeAccount };
    },
    close: async () => {
      await browser.close();
      await close();
    },
  };
}
