import { createSandbox } from '../../../sandbox/sandbox.ts';
import { createMemoryStore } from '../../../sandbox/store/memory.ts';
import { validator } from './validate-exchanges.ts';

const sandbox = createSandbox({
  store: createMemoryStore(),
  baseUrl: 'http://127.0.0.1:12111',
  seed: 'worker-suite',
  validator: validator('all'),
});

/** The world as the Worker under test can reach it: our Stripe, in process, and nothing else. */
export function workerOutbound(request: Request): Promise<Response> | Response {
  const { host } = new URL(request.url);
  if (host === '127.0.0.1:12111') return sandbox.fetch(request);
  return new Response(`No test reaches ${host}`, { status: 502 });
}
