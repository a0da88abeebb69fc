import { eq } from 'drizzle-orm';
import { selectEndpoints } from '../../db/queries/webhooks.ts';
import { merchants, webhookEndpoints } from '../../db/schema/index.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { beginOverdue } from '../../db/writes/webhook-overdue.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { mapDone, type Outcome, refused } from '../../domain/outcome.ts';
import type { WebhookEventType } from '../../domain/webhooks/event-types.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { tellOwners } from '../core/tell-owners.ts';
import { auditedEndpoint, type EndpointWithSecret, hostOf, webhooksOf } from './endpoint-view.ts';
import { readEndpoint } from './read-endpoint.ts';

type Ask = {
  /** The new endpoint's id, the same for a repeated request. */
  readonly endpointId: string;
  /** As it was typed. */
  readonly url: string;
  readonly description: string | null;
  /** Null for every type. */
  readonly types: readonly WebhookEventType[] | null;
  readonly commandId: string;
};

/** Each event is sent to each of them. */
const MOST_ENDPOINTS = 16;

/**
 * Adds a place where the business's own system is told of events. Its address is checked, and what its name leads to. The secret is
 * answered once. Rejects with `invalid`, in words about the address.
 */
export async function createEndpoint(
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<EndpointWithSecret>> {
  const checked = await webhooksOf(ctx).check(ask.url, scope.livemode);
  if (!checked.ok) return refused({ code: 'invalid', problems: [{ path: 'url', message: checked.says }] });
  return retryOnConflict(ctx, () => attempt(ctx, scope, { ...ask, url: checked.url }));
}

async function attempt(
  ctx: Context,
  scope: Scope,
  { endpointId, url, description, types, commandId: command }: Ask,
): Promise<ConflictOr<Outcome<EndpointWithSecret>>> {
  const { db } = ctx;
  const { merchantId } = scope;
  const stream = { type: 'merchant', id: merchantId } as const;
  const commandId = `create_webhook_endpoint/${command}`;
  const [head, commanded, others, [merchant]] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectEndpoints(db, scope),
    db.select({ timeZone: merchants.timeZone }).from(merchants).where(eq(merchants.id, merchantId)),
  ]);
  if (commanded.length > 0) {
    const found = await readEndpoint(ctx, { scope, endpointId });
    return decided(mapDone(found, ({ endpoint }) => ({ ...endpoint, secret: null })));
  }
  if (merchant === undefined || others.length >= MOST_ENDPOINTS) {
    const message = `There are ${MOST_ENDPOINTS} endpoints already: delete what is not used.`;
    return decided(refused({ code: 'invalid', problems: [{ path: '', message }] }));
  }
  const at = ctx.now();
  const { keyNumber, secret } = webhooksOf(ctx);
  const row = {
    ...{ id: endpointId, ...scope, url, description, types, state: 'on' as const },
    ...{ keyNumber, secretVersion: 1, createdAt: at, updatedAt: at },
  };
  const mail = await tellOwners(ctx, at, {
    merchantId,
    cause: commandId,
    change: { kind: 'webhook_added', host: hostOf(url) },
  });
  const committed = await commitChange(ctx, {
    merchantId,
    commandId,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: 'webhook_endpoint_added',
        data: { endpointId, types: types === null ? null : [...types] },
      },
    ],
    rows: [
      db.insert(webhookEndpoints).values(row),
      beginOverdue(db, scope, localDateAt(at, merchant.timeZone), at),
      ...mail.rows,
    ],
    effects: mail.effects,
    result: null,
    audit: { before: null, after: auditedEndpoint(row) },
  });
  if (committed.kind !== 'committed') return CONFLICT;
  const found = await readEndpoint(ctx, { scope, endpointId });
  const made = committed.replayed ? null : await secret({ endpointId, keyNumber, version: 1 });
  return decided(mapDone(found, ({ endpoint }) => ({ ...endpoint, secret: made })));
}
