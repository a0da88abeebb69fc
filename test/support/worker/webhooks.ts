import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import { createWebhooks } from '../../../src/adapters/webhooks/webhooks.ts';
import { type Context, newId } from '../../../src/operations/core/context.ts';
import { createEndpoint } from '../../../src/operations/webhooks/create-endpoint.ts';
import { sweepEndpoints } from '../../../src/operations/webhooks/sweep-endpoints.ts';
import { must, openShop, type Shop } from './shop.ts';

const KEYS = [
  { id: 7, secret: new Uint8Array(32).fill(7) },
  { id: 6, secret: new Uint8Array(32).fill(6) },
] as const;
const PUBLIC = '93.184.215.14';

/** A delivery as a receiver got it. */
export type Heard = {
  readonly host: string;
  readonly id: string;
  readonly type: string;
  readonly sequence: number;
  readonly orderingKey: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: number;
};

/** How a receiver answers: by default it takes everything. */
export type Answer = (heard: Heard) => Response | Promise<Response>;

/**
 * A shop whose business has systems of its own at `hooks-….test`, each with the library of Standard Webhooks and a clock like ours: what
 * does not verify is answered with 401. What a system got that verified is in `taken`.
 */
export async function openHookedShop() {
  const shop = await openShop();
  const taken: Heard[] = [];
  const asked: Heard[] = [];
  const secrets = new Map<string, string>();
  const answers = new Map<string, Answer>();
  const names = new Map<string, readonly string[] | 'unknown'>();
  const webhooks = createWebhooks({
    keys: [KEYS[0], KEYS[1]],
    ownHosts: ['billing.test'],
    allowsLocal: false,
    now: shop.ctx.now,
    resolve: async (name) => names.get(name) ?? [PUBLIC],
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const heard = await heardOf(request, shop.ctx.now());
      asked.push(heard);
      const secret = secrets.get(heard.host);
      if (secret === undefined || !verifies(secret, heard)) return new Response(null, { status: 401 });
      const answer = (await answers.get(heard.host)?.(heard)) ?? new Response(null, { status: 204 });
      if (answer.ok) taken.push(heard);
      return answer;
    },
  });
  const ctx: Context = { ...shop.ctx, webhooks };
  Object.assign(shop.ctx, { webhooks });
  return {
    ...shop,
    ctx,
    taken,
    /** Everything that was posted, whatever was answered. */
    asked,
    answers,
    names,
    secrets,
    /** An endpoint at `https://HOST/hooks`, whose receiver knows the secret. */
    async endpoint(host = 'hooks-a.test', types: Parameters<typeof createEndpoint>[1]['types'] = null) {
      const endpointId = newId(ctx, 'whe');
      const ask = { url: `https://${host}/hooks`, description: null, types, commandId: endpointId };
      const made = must(await createEndpoint(ctx, { scope: shop.scope, endpointId, ...ask }));
      secrets.set(host, made.secret ?? '');
      return made;
    },
    /** Moves the clock a step at a time, with cron's tick after each. */
    async pass(ms: number, stepMs = 15 * 60_000) {
      for (let left = ms; left > 0; left -= stepMs) {
        shop.advance(Math.min(left, stepMs));
        await tick(shop);
      }
    },
    tick: () => tick(shop),
  };
}

export type HookedShop = Awaited<ReturnType<typeof openHookedShop>>;

async function tick(shop: Shop): Promise<void> {
  await sweepEndpoints(shop.ctx);
  await shop.work();
}

async function heardOf(request: Request, at: number): Promise<Heard> {
  const body = await request.text();
  const { id, type, sequence, orderingKey } = JSON.parse(body);
  const headers = Object.fromEntries(request.headers);
  return { host: new URL(request.url).host, id, type, sequence, orderingKey, body, headers, at };
}

/** Whether a delivery verifies by the library of Standard Webhooks, on a receiver whose clock is right. */
export function verifies(
  secret: string,
  { body, headers, at }: Pick<Heard, 'body' | 'headers' | 'at'>,
): boolean {
  vi.useFakeTimers({ toFake: ['Date'], now: at });
  try {
    new Webhook(secret).verify(body, { ...headers });
    return true;
  } catch {
    return false;
  } finally {
    vi.useRealTimers();
  }
}

/** What a receiver got about one object, in the order in which it came. */
export const about = (heard: readonly Heard[], key: string): readonly Heard[] =>
  heard.filter(({ orderingKey }) => orderingKey === key);
