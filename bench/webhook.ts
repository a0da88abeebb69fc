import { createHmac } from 'node:crypto';
import { compare } from './harness/compare.ts';
import { against, beside, type Finding } from './harness/finding.ts';
import { openLoad, type Shot } from './harness/load.ts';
import { stripeEvent } from './harness/stripe-event.ts';
import { WEBHOOK_SECRET, type Workbench } from './harness/workbench.ts';

const CONNECTIONS = 4;
const PLAN = { rounds: 12, perRound: 250, warmUp: 1000 };

/**
 * A new, validly signed webhook that is verified, stored in a real D1 and enqueued, against a bare hello in the same
 * process. The database and the queue run in that process too and are counted; their cost in a Worker that does
 * nothing else is shown beside it.
 */
export async function measureWebhook(bench: Workbench): Promise<readonly Finding[]> {
  const load = openLoad(CONNECTIONS);
  try {
    const before = await countStored(bench);
    let sent = 0;
    const { microseconds, ratios } = await compare(
      load,
      bench.pid,
      [
        {
          origin: bench.hello,
          shots: async (count) =>
            Array.from({ length: count }, (): Shot => ({ method: 'GET', path: '/', headers: {} })),
        },
        {
          origin: bench.app,
          shots: async (count) => {
            sent += count;
            return Array.from({ length: count }, (_, index) => delivery(`evt_bench_${sent}_${index}`));
          },
        },
        {
          origin: bench.bareStore,
          shots: async (count) => Array.from({ length: count }, () => delivery('evt_bare')),
        },
        {
          origin: bench.bareQueue,
          shots: async (count) => Array.from({ length: count }, () => delivery('evt_bare')),
        },
        {
          origin: bench.bareQueue,
          shots: async (count) =>
            Array.from({ length: count }, () => ({ ...delivery('evt_bare'), path: '/batch' })),
        },
      ],
      PLAN,
    );
    const stored = (await countStored(bench)) - before;
    if (stored !== sent) throw new Error(`of ${sent} webhooks ${stored} were stored`);
    const [, webhook = 0, bare = 0, queued = 0, tenStored = 0] = microseconds;
    const [, ratio = 0, bareRatio = 0, queuedRatio = 0, tenRatio = 0] = ratios;
    return [
      against(`webhook, verified and stored (${webhook.toFixed(0)} µs)`, ratio, 4, ' × hello', 1),
      beside(
        `  of it D1 and queue alone, from a bare Worker (${bare.toFixed(0)} µs)`,
        `${bareRatio.toFixed(1)} × hello`,
      ),
      beside(
        `  the queue alone, with the whole event (${queued.toFixed(0)} µs)`,
        `${queuedRatio.toFixed(1)} × hello`,
      ),
      beside(
        `  and its tenth of a batch that stores ten (${(tenStored / 10).toFixed(0)} µs)`,
        `${(tenRatio / 10).toFixed(1)} × hello`,
      ),
    ];
  } finally {
    load.close();
  }
}

const COUNT = "SELECT count(*) AS stored FROM inbox WHERE account = 'self'";

/** A delivery as Stripe makes it. https://docs.stripe.com/webhooks#verify-manually */
export function delivery(eventId: string): Shot {
  const at = Math.floor(Date.now() / 1000);
  const body = stripeEvent(eventId, at);
  const mac = createHmac('sha256', WEBHOOK_SECRET).update(`${at}.${body}`).digest('hex');
  return {
    method: 'POST',
    path: '/webhooks/stripe',
    headers: { 'Content-Type': 'application/json', 'Stripe-Signature': `t=${at},v1=${mac}` },
    body,
  };
}

async function countStored({ database }: Workbench): Promise<number> {
  const row = await database.prepare(COUNT).first<{ stored: number }>();
  return row?.stored ?? 0;
}
