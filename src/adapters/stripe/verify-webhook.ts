import Stripe from 'stripe';
import type { VerifiedEvent, WebhookVerifier } from './port.ts';

/** Stripe's own tolerance between its clock and ours. https://docs.stripe.com/webhooks#replay-attacks */
const TOLERANCE_SECONDS = 300;

export type WebhookSecrets = { readonly account: readonly string[]; readonly connect: readonly string[] };

/**
 * Verifies the raw bytes against every current secret, since a secret that is being rolled overlaps with the
 * next. An event for a connected account has to be signed by a Connect endpoint's secret, and the own
 * account's by an account endpoint's: one secret does not vouch for the other's.
 */
export function createWebhookVerifier(secrets: WebhookSecrets, now: () => number): WebhookVerifier {
  const crypto = Stripe.createSubtleCryptoProvider();
  const signedBy = async (body: string, signature: string, keys: readonly string[]) => {
    for (const key of keys) {
      try {
        const at = now();
        return readEvent(
          await Stripe.webhooks.constructEventAsync(body, signature, key, TOLERANCE_SECONDS, crypto, at),
        );
      } catch (error) {
        // The body is signed but not JSON, so it is no event.
        if (error instanceof SyntaxError) return null;
        if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
      }
    }
    return null;
  };
  return {
    async verify(rawBody, signature): Promise<VerifiedEvent | null> {
      if (!isTimely(signature, now())) return null;
      const own = await signedBy(rawBody, signature, secrets.account);
      if (own?.account === 'self') return own;
      const connected = await signedBy(rawBody, signature, secrets.connect);
      return connected !== null && connected.account !== 'self' ? connected : null;
    },
  };
}

/** The SDK refuses old timestamps but accepts future ones, so both are checked here. */
function isTimely(signature: string, nowMs: number): boolean {
  const [, seconds] = /(?:^|,)\s*t=(\d{1,12})(?:,|$)/.exec(signature) ?? [];
  return seconds !== undefined && Math.abs(nowMs / 1000 - Number(seconds)) <= TOLERANCE_SECONDS + 1;
}

/** The fields we need of an event, or null. Stripe names accounts `acct_…`; `self` is our own name. */
function readEvent(event: Partial<Stripe.Event> | null): VerifiedEvent | null {
  const { id, type, livemode, account, api_version: apiVersion = null } = event ?? {};
  if (typeof id !== 'string' || typeof type !== 'string' || typeof livemode !== 'boolean') return null;
  if (account === undefined || account === null) return { id, type, livemode, account: 'self', apiVersion };
  return /^acct_\w+$/.test(account) ? { id, type, livemode, account, apiVersion } : null;
}
