import { createSandbox } from '../../../sandbox/sandbox.ts';
import { createMemoryStore } from '../../../sandbox/store/memory.ts';
import { validator } from './validate-exchanges.ts';

/** The world as one workerd under test can reach it: a Stripe of its own, in process, and nothing else. */
export function createOutbound(): (request: Request) => Promise<Response> {
  const sandbox = createSandbox({
    store: createMemoryStore(),
    baseUrl: 'http://127.0.0.1:12111',
    seed: 'worker-suite',
    validator: validator('all'),
  });
  return async (request) => {
    const { host } = new URL(request.url);
    if (host === '127.0.0.1:12111') return sandbox.fetch(request);
    return new Response(`No test reaches ${host}`, { status: 502 });
  };
}
