import { createMemoryStore, createSandbox } from '#stripe-sandbox';
import { outboundService } from '#stripe-sandbox/miniflare';
import { createValidator } from '#stripe-sandbox/validator';

/** The world as one workerd under test can reach it: a Stripe of its own, in process, and nothing else. */
export function createOutbound(): ReturnType<typeof outboundService> {
  const sandbox = createSandbox({
    store: createMemoryStore(),
    baseUrl: 'http://127.0.0.1:12111',
    seed: 'worker-suite',
    validator: createValidator({ requests: 'all' }),
  });
  return outboundService(sandbox, { hosts: ['127.0.0.1:12111'] });
}
