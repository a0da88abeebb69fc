/** Why a key is not used, in a sentence; null where it may be. Nothing here is ever done with real money. */
export function refusedKey(key: string): string | null {
  if (/^(?:sk|rk)_test_\w+$/.test(key)) return null;
  if (/^(?:sk|rk)_live_/.test(key)) {
    return 'STRIPE_TEST_KEY holds a live key: the probes pay and refund, so only a test key is taken (sk_test_… or rk_test_…).';
  }
  return 'STRIPE_TEST_KEY holds no secret key of a Stripe test account: those begin with sk_test_ or rk_test_.';
}

/** What a run would do with a key, for whoever has none. */
export const withoutKey = (probes: number): string =>
  `STRIPE_TEST_KEY is not set, so only the sandbox was asked. With the secret key of a Stripe test account in it ` +
  `(sk_test_… or rk_test_…; a live key is refused), the same ${probes} probes run at Stripe too: what they make is marked and ` +
  `cleaned up, what Stripe answers is written to packages/stripe-sandbox/docs/transcripts/stripe.json, and what differs is printed.`;
