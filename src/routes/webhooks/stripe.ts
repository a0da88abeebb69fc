import { Hono } from 'hono';
import { receiveEvent } from '../../operations/inbox/receive-event.ts';
import type { RouteEnv } from '../env.ts';
import { decodeUtf8, readBody } from '../read-body.ts';

/** An event is a few kilobytes; D1 rejects rows above 2 MB. */
const MOST_BYTES = 1024 * 1024;

/**
 * Receives Stripe's events, of the platform's account and of connected ones. Stored before they are acknowledged; 400
 * for an invalid signature, so that a wrong secret shows in Stripe's dashboard.
 */
export const stripeWebhookRoutes = new Hono<RouteEnv>()
  .post('/', async (c) => {
    const bytes = await readBody(c.req.raw, MOST_BYTES);
    if (bytes === null) return c.json({ error: 'The body is larger than 1 MB.' }, 413);
    const signature = c.req.header('stripe-signature');
    if (signature === undefined) return c.json({ error: 'The Stripe-Signature header is missing.' }, 400);
    const body = decodeUtf8(bytes);
    const verifier = await c.get('verifier')();
    if (body !== null && (await receiveEvent(c.get('ctx'), verifier, body, signature))) {
      return c.json({ received: true });
    }
    c.get('ctx').log('webhook_refused', { requestId: c.get('requestId') });
    return c.json(
      { error: 'The signature matches none of our secrets, or it is older than five minutes.' },
      400,
    );
  })
  .all('/', (c) => c.json({ error: 'Stripe posts its events here.' }, 405, { Allow: 'POST' }));
