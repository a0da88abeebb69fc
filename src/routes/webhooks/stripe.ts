import { Hono } from 'hono';
import type { NoEvent } from '../../adapters/stripe/port.ts';
import { receiveEvent } from '../../operations/inbox/receive-event.ts';
import type { RouteEnv } from '../env.ts';
import { decodeUtf8, readBody } from '../read-body.ts';
import { mayBeRefused, tooManyRefused } from './refused.ts';

/** An event is a few kilobytes; D1 rejects rows above 2 MB. */
const MOST_BYTES = 1024 * 1024;

/** For whoever reads the answer in Stripe's dashboard. */
const WHY: Readonly<Record<NoEvent, string>> = {
  not_signed: 'The signature matches none of our secrets, or it is older than five minutes.',
  thin: 'This is a thin event. Set the payload style of this endpoint to snapshot in Stripe’s dashboard.',
  not_an_event:
    'This is no event of Stripe’s: it is signed, but is no JSON with an id, a type and a livemode.',
};

/**
 * Stripe's events, of the own account and of connected ones. Stored before they are acknowledged; 400 where
 * the body is no event of Stripe's for us, in words, so that a mistaken secret shows in Stripe's dashboard.
 */
export const stripeWebhookRoutes = new Hono<RouteEnv>()
  .post('/', async (c) => {
    const bytes = await readBody(c.req.raw, MOST_BYTES);
    if (bytes === null) return c.json({ error: 'The body is larger than 1 MB.' }, 413);
    const signature = c.req.header('stripe-signature');
    if (signature === undefined) {
      if (!(await mayBeRefused(c))) return tooManyRefused(c);
      return c.json({ error: 'The Stripe-Signature header is missing.' }, 400);
    }
    const body = decodeUtf8(bytes);
    const verifier = await c.get('verifier')();
    const received =
      body === null ? 'not_signed' : await receiveEvent(c.get('ctx'), verifier, body, signature);
    if (received === 'stored' || received === 'not_used') return c.json({ received: true });
    if (!(await mayBeRefused(c))) return tooManyRefused(c);
    c.get('ctx').log('webhook_refused', { requestId: c.get('requestId'), why: received });
    return c.json({ error: WHY[received] }, 400);
  })
  .all('/', (c) => c.json({ error: 'Stripe posts its events here.' }, 405, { Allow: 'POST' }));
