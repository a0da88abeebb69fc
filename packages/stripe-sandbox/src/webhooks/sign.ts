import { createHmac } from 'node:crypto';

/**
 * The `Stripe-Signature` header: HMAC-SHA256 over `timestamp.body`, one `v1` per active secret
 * (docs.stripe.com/webhooks/signature#verify-manually).
 */
export function signatureHeader(body: string, timestamp: number, secrets: string[]): string {
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
  );
  return [`t=${timestamp}`, ...signatures].join(',');
}
