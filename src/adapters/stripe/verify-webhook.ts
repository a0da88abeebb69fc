import Stripe from 'stripe';
import type { NoEvent, ThinEvent, VerifiedEvent, WebhookVerifier } from './port.ts';

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
  const signatures = Stripe.webhooks.signature;
  if (signatures === null) throw new Error('this build of the SDK verifies no signatures');
  const isSignedBy = async (body: string, signature: string, keys: readonly string[]) => {
    for (const key of keys) {
      try {
        const at = now();
        await signatures.verifyHeaderAsync(body, signature, key, TOLERANCE_SECONDS, crypto, at);
        return true;
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
      }
    }
    return false;
  };
  return {
    async verify(rawBody, signature) {
      if (!isTimely(signature, now())) return NOT_SIGNED;
      const byAccount = await isSignedBy(rawBody, signature, secrets.account);
      const byConnect = byAccount ? false : await isSignedBy(rawBody, signature, secrets.connect);
      if (!byAccount && !byConnect) return NOT_SIGNED;
      const read = readEvent(rawBody);
      if (typeof read === 'string') return { kind: 'no_event', why: read };
      // It only says what to read, and any endpoint of ours may be told of it.
      if ('relatedId' in read) return { kind: 'thin_event', event: read };
      if ((read.account === 'self') === byAccount) return { kind: 'event', event: read };
      // The same secret may be of both endpoints.
      const isOfOther = byAccount && (await isSignedBy(rawBody, signature, secrets.connect));
      return isOfOther ? { kind: 'event', event: read } : NOT_SIGNED;
    },
  };
}

const NOT_SIGNED = { kind: 'no_event', why: 'not_signed' } as const;

/** The SDK refuses what is too old, and takes what is dated in the future: neither was signed just now. */
function isTimely(signature: string, nowMs: number): boolean {
  const [, seconds] = /(?:^|,)\s*t=(\d{1,12})(?:,|$)/.exec(signature) ?? [];
  return seconds !== undefined && Math.abs(nowMs / 1000 - Number(seconds)) <= TOLERANCE_SECONDS + 1;
}

/**
 * What we need of an event, or why a signed body is none. An account is named `acct_…` by Stripe, and `self` by us alone.
 * An endpoint whose payload style is *thin* is sent no object, and API v2 has no other events. https://docs.stripe.com/event-destinations#thin-events
 */
function readEvent(rawBody: string): VerifiedEvent | ThinEvent | Exclude<NoEvent, 'not_signed'> {
  let event:
    | (Partial<Omit<Stripe.Event, 'object'>> & {
        readonly object?: unknown;
        readonly related_object?: { readonly id?: unknown } | null;
      })
    | null;
  try {
    event = JSON.parse(rawBody);
  } catch {
    return 'not_an_event';
  }
  const { object, id, type, livemode, account, api_version: apiVersion = null } = event ?? {};
  if (object === 'v2.core.event') {
    // What API v1 tells has to come as a snapshot: nothing could be read of it.
    if (typeof type !== 'string' || typeof livemode !== 'boolean' || !type.startsWith('v2.')) return 'thin';
    const relatedId = event?.related_object?.id;
    return { type, livemode, relatedId: typeof relatedId === 'string' ? relatedId : null };
  }
  if (typeof id !== 'string' || typeof type !== 'string' || typeof livemode !== 'boolean') {
    return 'not_an_event';
  }
  if (account === undefined || account === null) return { id, type, livemode, account: 'self', apiVersion };
  return typeof account === 'string' && /^acct_\w+$/.test(account)
    ? { id, type, livemode, account, apiVersion }
    : 'not_an_event';
}
