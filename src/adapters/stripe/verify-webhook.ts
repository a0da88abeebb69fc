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
        return await Stripe.webhooks.constructEventAsync(
          body,
          signature,
          key,
          TOLERANCE_SECONDS,
          crypto,
          now(),
        );
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
      }
    }
    return null;
  };
  return {
    async verify(rawBody, signature): Promise<VerifiedEvent | null> {
      const own = await signedBy(rawBody, signature, secrets.account);
      const ofOwn = own !== null && own.account === undefined ? own : null;
      const event = ofOwn ?? (await signedBy(rawBody, signature, secrets.connect));
      if (event === null || (ofOwn === null && event.account === undefined)) return null;
      return {
        id: event.id,
        type: event.type,
        account: event.account ?? 'self',
        livemode: event.livemode,
        apiVersion: event.api_version,
      };
    },
  };
}
