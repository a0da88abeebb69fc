import Stripe from 'stripe';
import { openBrowser } from './browser.ts';
import { cleanUp } from './clean-up.ts';
import { payAtStripe } from './stripe-page.ts';
import type { Target } from './target.ts';

const ASK_AGAIN_MS = 3000;
/** How long anything is waited for: a test account settles a debit within minutes, or not at all. */
const PATIENCE_MS = 4 * 60_000;

/**
 * A real test account. Everything that a run makes carries its mark and is cleaned up at the end. `withoutDebits` names a
 * connected account that has no US bank debits, if there is one (STRIPE_TEST_ACCOUNT_WITHOUT_ACH).
 */
export function openStripeTarget(key: string, accountWithoutDebits: string | null): Target {
  const client = (apiKey: string) => new Stripe(apiKey, { maxNetworkRetries: 2, telemetry: false });
  const stripe = client(key);
  const browser = openBrowser();
  const since = Math.floor(Date.now() / 1000) - 5;
  const mark = { check_stripe: crypto.randomUUID() };
  return {
    source: 'stripe',
    stripe,
    client,
    mark,
    since,
    settle: async (read) => {
      const until = Date.now() + PATIENCE_MS;
      for (;;) {
        const found = await read();
        if (found !== null || Date.now() > until) return found;
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      }
    },
    pay: async (session, entry) => {
      const page = await browser.page();
      try {
        return await payAtStripe(page, session.url ?? '', entry);
      } finally {
        await page.close();
      }
    },
    withoutDebits: async () =>
      accountWithoutDebits === null ? null : { stripeAccount: accountWithoutDebits },
    close: async () => {
      await browser.close();
      await cleanUp(stripe, mark.check_stripe, since);
    },
  };
}
