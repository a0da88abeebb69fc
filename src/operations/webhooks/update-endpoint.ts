import { eq } from 'drizzle-orm';
import type { EndpointRow } from '../../db/queries/webhooks.ts';
import { webhookEndpoints } from '../../db/schema/index.ts';
import { mapDone, type Outcome, refused, thenRead } from '../../domain/outcome.ts';
import { SOUND } from '../../domain/webhooks/delivery.ts';
import type { WebhookEventType } from '../../domain/webhooks/event-types.ts';
import type { Context } from '../core/context.ts';
import { NO_MESSAGES } from '../core/queue-message.ts';
import type { Scoped } from '../core/scope.ts';
import { tellOwners } from '../core/tell-owners.ts';
import { commitEndpoint, enqueueEndpoint } from './commit-endpoint.ts';
import { auditedEndpoint, type EndpointView, hostOf, webhooksOf } from './endpoint-view.ts';
import { readEndpoint } from './read-endpoint.ts';
import { switchEndpoint } from './switch-endpoint.ts';

type Ask = {
  readonly endpointId: string;
  /** Undefined leaves each as it is. */
  readonly url: string | undefined;
  readonly description: string | null | undefined;
  readonly types: readonly WebhookEventType[] | null | undefined;
  readonly state: 'on' | 'off' | undefined;
  readonly commandId: string;
};

const FIELDS = ['url', 'description', 'types'] as const;

/**
 * Changes an endpoint, and switches it off or on. A new address is checked as a first one is, and what waits goes there. Rejects with
 * `not_found` and `invalid`.
 */
export async function updateEndpoint(
  ctx: Context,
  { scope, endpointId, state, commandId, ...ask }: Scoped<Ask>,
): Promise<Outcome<EndpointView>> {
  const found = await readEndpoint(ctx, { scope, endpointId });
  if (found.kind !== 'done') return found;
  const isNew = ask.url !== undefined && ask.url !== found.value.endpoint.url;
  const checked = isNew ? await webhooksOf(ctx).check(ask.url ?? '', scope.livemode) : null;
  if (checked?.ok === false)
    return refused({ code: 'invalid', problems: [{ path: 'url', message: checked.says }] });
  const given = { ...ask, url: checked?.url };
  const id = `update_webhook_endpoint/${commandId}`;
  const changed = await commitEndpoint(ctx, { scope, endpointId, commandId: id }, async (row, at) => {
    const asked = (name: (typeof FIELDS)[number]) => (given[name] === undefined ? row[name] : given[name]);
    const fields = FIELDS.filter((name) => JSON.stringify(asked(name)) !== JSON.stringify(row[name]));
    if (fields.length === 0) return null;
    const after = {
      ...row,
      ...given,
      url: given.url ?? row.url,
      types: given.types === undefined ? row.types : given.types,
    };
    const isMoved = fields.includes('url');
    const change = { kind: 'webhook_moved', host: hostOf(after.url) } as const;
    const mail = isMoved
      ? await tellOwners(ctx, at, { merchantId: scope.merchantId, cause: id, change })
      : NO_MESSAGES;
    return {
      entry: { type: 'webhook_endpoint_changed', data: { endpointId, changed: fields } },
      rows: [
        ctx.db
          .update(webhookEndpoints)
          .set({
            ...columnsOf(given),
            updatedAt: at,
            ...(isMoved && { ...SOUND, warnedAt: null, lookAt: at }),
          })
          .where(eq(webhookEndpoints.id, endpointId)),
        ...mail.rows,
      ],
      effects: mail.effects,
      audit: { before: auditedEndpoint(row), after: auditedEndpoint(after) },
    };
  });
  if (changed.kind !== 'done') return changed;
  const switched =
    state === undefined
      ? changed
      : await switchEndpoint(ctx, { scope, endpointId, on: state === 'on', commandId });
  if (switched.kind === 'done') await enqueueEndpoint(ctx, endpointId);
  return thenRead(switched, async () =>
    mapDone(await readEndpoint(ctx, { scope, endpointId }), ({ endpoint }) => endpoint),
  );
}

type Given = Partial<Pick<EndpointRow, 'url' | 'description' | 'types'>>;

const columnsOf = (given: { readonly [K in keyof Given]: Given[K] | undefined }): Given =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
