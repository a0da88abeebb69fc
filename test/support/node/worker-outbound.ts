import { createMemoryStore, createSandbox } from '#stripe-sandbox';
import { outboundService } from '#stripe-sandbox/miniflare';
import { createValidator } from '#stripe-sandbox/validator';

const sandbox = createSandbox({
  store: createMemoryStore(),
  baseUrl: 'http://127.0.0.1:12111',
  seed: 'worker-suite',
  validator: createValidator({ requests: 'all' }),
});

/** The world as the Worker under test can reach it: our Stripe, in process, and nothing else. */
export const workerOutbound = outboundService(sandbox, { hosts: ['127.0.0.1:12111'] });
