import type { EndpointRow } from '../../db/queries/webhooks.ts';
import { selectDueDeliveries } from '../../db/queries/webhooks.ts';
import { leaseEndpoint, releaseEndpoint, saveTurn, type Tried } from '../../db/writes/webhooks.ts';
import {
  type Attempted,
  isFailing,
  isGone,
  measureFor,
  nextTry,
  type Standing,
  standingAfter,
  wasTaken,
} from '../../domain/webhooks/delivery.ts';
import { payloadOf } from '../../domain/webhooks/event.ts';
import type { Context } from '../core/context.ts';
import { enqueueEndpoint } from './commit-endpoint.ts';
import { webhooksOf } from './endpoint-view.ts';
import { stopEndpoint, warnOfEndpoint } from './stop-endpoint.ts';

/** A turn ends long before. */
const LEASE_MS = 2 * 60_000;
const AT_ONCE = 5;
const A_TURN = 20;
/** A slow receiver's turn ends after so long; the next one goes on. */
const MOST_MS = 25_000;

type Due = Awaited<ReturnType<typeof selectDueDeliveries>>[number];

/**
 * Posts what is due for an endpoint: one turn of a few events, several at once, and of an object only the earliest. Leased, so that one
 * worker posts at a time. An endpoint that seems to be away is asked with one event. What a worker posted before it died is posted again.
 */
export async function runTurn(
  ctx: Context,
  { endpointId, dueBy }: { readonly endpointId: string; readonly dueBy: number },
): Promise<void> {
  const now = ctx.now();
  const lease = { id: endpointId, until: now + LEASE_MS };
  const endpoint = await leaseEndpoint(ctx.db, lease, { now, dueBy: Math.max(now, dueBy) });
  if (endpoint === undefined) return;
  const limit = isFailing(endpoint) ? 1 : A_TURN;
  const due = now < endpoint.pausedUntil ? [] : await selectDueDeliveries(ctx.db, endpointId, now, limit);
  if (due.length === 0) return releaseEndpoint(ctx.db, lease, endpoint.pausedUntil);
  const { tried, standing, last } = await postAll(ctx, endpoint, due);
  const succeededAt = tried.findLast(wasTaken)?.at ?? null;
  const isBack = succeededAt !== null && endpoint.failingSince !== null;
  const next = await saveTurn(ctx.db, { lease, tried, standing, succeededAt, isBack, now: ctx.now() });
  const measure = measureFor({ ...standing, warnedAt: endpoint.warnedAt }, ctx.now());
  if (isGone(last)) await stopEndpoint(ctx, endpoint, 'gone');
  else if (measure === 'switch_off') await stopEndpoint(ctx, endpoint, 'failing');
  else if (measure === 'warn') await warnOfEndpoint(ctx, endpoint, standing.failingSince ?? now);
  else if (next !== null && next <= ctx.now()) await enqueueEndpoint(ctx, endpointId);
}

type Posted = { readonly tried: readonly Tried[]; readonly standing: Standing; readonly last: Attempted };

/** Posts in waves, until all is posted, a wave gets nothing through, or the turn has taken long enough. */
async function postAll(ctx: Context, endpoint: EndpointRow, due: readonly Due[]): Promise<Posted> {
  const began = ctx.now();
  const obstacle = await obstacleTo(ctx, endpoint);
  const secrets = obstacle === null ? await secretsOf(ctx, endpoint) : [];
  const left = obstacle === null ? [...due] : due.slice(0, 1);
  const tried: Tried[] = [];
  let standing: Standing = endpoint;
  let last: Attempted = obstacle ?? UNTRIED;
  while (left.length > 0 && ctx.now() - began < MOST_MS) {
    const wave = left.splice(0, AT_ONCE);
    const attempts = await Promise.all(
      wave.map(async ({ delivery, event }) => {
        const at = ctx.now();
        const posting = { url: endpoint.url, id: event.id, body: payloadOf(event), secrets };
        const attempt = obstacle ?? (await webhooksOf(ctx).post(posting));
        return { attempt, delivery, at };
      }),
    );
    for (const { attempt, delivery, at } of attempts) {
      standing = standingAfter(standing, attempt, { key: delivery.orderingKey, at });
      tried.push(triedOf(ctx, delivery, attempt, at));
      last = attempt;
    }
    if (!attempts.some(({ attempt }) => wasTaken(attempt))) break;
  }
  return { tried, standing, last };
}

const UNTRIED: Attempted = { status: null, durationMs: 0, error: null, answer: null, retryAfterMs: null };

function triedOf(
  ctx: Context,
  { eventId, orderingKey, attempts: before, begunAt }: Due['delivery'],
  attempt: Attempted,
  at: number,
): Tried {
  const { retryAfterMs: _, ...told } = attempt;
  const attempts = before + 1;
  const [random = 0] = ctx.random(1);
  const dueAt = wasTaken(attempt)
    ? null
    : nextTry({ attempts, begunAt }, attempt, { now: ctx.now(), chance: random / 255 });
  const state = wasTaken(attempt) ? 'delivered' : dueAt === null ? 'failed' : 'pending';
  return { ...told, eventId, key: orderingKey, at, attempts, state, dueAt };
}

/** What keeps anything from being posted there now: its name leads inside, or its signing key is gone. */
export async function obstacleTo(ctx: Context, endpoint: EndpointRow): Promise<Attempted | null> {
  const checked = await webhooksOf(ctx).check(endpoint.url, endpoint.livemode);
  if (!checked.ok) return { ...UNTRIED, error: checked.says };
  if ((await secretsOf(ctx, endpoint)).length > 0) return null;
  ctx.log('webhook_key_missing', { id: endpoint.id, key: endpoint.keyNumber });
  return { ...UNTRIED, error: 'The key that its secret is made from is gone. Give it a new secret.' };
}

/** The present secret, and for a while the one before it. */
export async function secretsOf(ctx: Context, endpoint: EndpointRow): Promise<readonly string[]> {
  const { id: endpointId, previousKeyNumber, previousVersion, previousUntil } = endpoint;
  const { secret } = webhooksOf(ctx);
  const present = await secret({
    endpointId,
    keyNumber: endpoint.keyNumber,
    version: endpoint.secretVersion,
  });
  const overlaps = previousUntil !== null && previousUntil > ctx.now();
  const before =
    overlaps && previousKeyNumber !== null && previousVersion !== null
      ? await secret({ endpointId, keyNumber: previousKeyNumber, version: previousVersion })
      : null;
  return [present, before].filter((made) => made !== null);
}
