import { createMemoryStore, createSandbox, type Sandbox } from '#stripe-sandbox';
import type { Random } from '../../test/simulation/kernel/random.ts';
import type { Scheduler, Task } from '../../test/simulation/kernel/scheduler.ts';

/** A call's round trip, ms; in a confirmation most of it is the card network's answer. */
const TAKES: readonly (readonly [path: RegExp, ms: number])[] = [
  [/\/confirm$/, 900],
  [/^\/v1\/payment_intents$/, 300],
  [/./, 150],
];
/** https://developers.cloudflare.com/workers/platform/limits/#simultaneous-open-connections */
const CONNECTIONS = 6;

/** Stripe behind a network with latency. */
export type Network = {
  readonly sandbox: Sandbox;
  /** Takes the place of `fetch`. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The calls so far, by method and route; those rejected by Stripe's limits are counted separately. */
  readonly calls: ReadonlyMap<string, number>;
  readonly turnedAway: () => number;
};

/** Our Stripe in process, with Stripe's live limits, by the scheduler's clock. */
export function openNetwork(scheduler: Scheduler, random: Random): Network {
  const sandbox = createSandbox({
    store: createMemoryStore(),
    baseUrl: 'http://stripe.test',
    now: scheduler.now,
    seed: 'bench',
    webhooks: { mode: 'off' },
    account: { payouts: 'manual' },
  });
  const calls = new Map<string, number>();
  const open = new WeakMap<Task, { free: number; readonly waiting: (() => void)[] }>();
  let turnedAway = 0;

  /** An invocation has so many connections; who finds none free waits. */
  async function connect(task: Task): Promise<() => void> {
    const its = open.get(task) ?? { free: CONNECTIONS, waiting: [] };
    open.set(task, its);
    if (its.free === 0) await new Promise<void>((resolve) => its.waiting.push(resolve));
    else its.free -= 1;
    return () => {
      const next = its.waiting.shift();
      if (next === undefined) its.free += 1;
      else next();
    };
  }

  return {
    sandbox,
    calls,
    turnedAway: () => turnedAway,
    async fetch(url, init) {
      const task = scheduler.current();
      if (task === null) throw new Error(`${url}: asked by nobody`);
      const disconnect = await connect(task);
      const { pathname, search } = new URL(url);
      const method = init.method ?? 'GET';
      const route = `${method} ${pathname.replace(/\/pi_\w+/, '/:id')}`;
      const mean = TAKES.find(([path]) => path.test(pathname))?.[1] ?? 0;
      const takes = Math.round(mean * 0.7) + random.wait(mean * 0.3);
      return new Promise<Response>((resolve, reject) => {
        scheduler.at(scheduler.now() + takes / 2, route, async () => {
          const request = new Request(`http://stripe.test${pathname}${search}`, {
            method,
            headers: new Headers(init.headers),
            ...(typeof init.body === 'string' && init.body !== '' && { body: init.body }),
          });
          const answered = scheduler.outside(() => sandbox.fetch(request));
          const response = await scheduler.await(answered);
          const text = await scheduler.await(response.text());
          if (response.status === 429) turnedAway += 1;
          else calls.set(route, (calls.get(route) ?? 0) + 1);
          const heard = new Response(text, { status: response.status, headers: response.headers });
          const back = () => {
            disconnect();
            resolve(heard);
          };
          scheduler.at(scheduler.now() + takes / 2, `${route} answered`, back, task);
        });
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    },
  };
}
