import { createMemoryStore, createSandbox, WORLDS, type WorldChoice } from '#stripe-sandbox';
import { outboundService } from '#stripe-sandbox/miniflare';
import { createValidator } from '#stripe-sandbox/validator';

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
  return outboundService(sandbox, { hosts: ['127.0.0.1:12111'] });
}
