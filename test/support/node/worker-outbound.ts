import { createMemoryStore, createSandbox, WORLDS, type WorldChoice } from '#stripe-sandbox';
import { outboundService } from '#stripe-sandbox/miniflare';
import { createValidator } from '#stripe-sandbox/validator';
import { PLANS_URL } from '../plans.ts';
import { scansOf } from './explain.ts';

/** Every way in which Stripe may go where it does not say. */
export const everyWorld = Object.fromEntries(
  Object.entries(WORLDS).map(([name, values]) => [name, [...values]]),
);

/** Which way Stripe goes where it does not say, for a whole run: `SANDBOX_WORLDS='{"words":"other"}' npm run test:worker`. */
const worlds: WorldChoice = JSON.parse(process.env.SANDBOX_WORLDS ?? '{}');

/** The world as one workerd under test can reach it: a Stripe of its own, in process, and nothing else. */
export function createOutbound(): ReturnType<typeof outboundService> {
  const sandbox = createSandbox({
    store: createMemoryStore(),
    baseUrl: 'http://127.0.0.1:12111',
    seed: 'worker-suite',
    worlds,
    validator: createValidator({ requests: 'all' }),
  });
  return outboundService(sandbox, { hosts: ['127.0.0.1:12111'], elsewhere: explained });
}

/** Says how statements are worked on; anything else is as unreachable as it is to a Worker. */
async function explained(request: Request): Promise<Response> {
  if (request.url !== PLANS_URL) return new Response(`Nothing here reaches ${request.url}`, { status: 502 });
  const statements: string[] = JSON.parse(await request.text());
  return Response.json(await scansOf(statements));
}
