import { selectEndpoint } from '../../db/queries/webhooks.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import { wasTaken } from '../../domain/webhooks/delivery.ts';
import { type Context, newId } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { commitEndpoint } from './commit-endpoint.ts';
import { webhooksOf } from './endpoint-view.ts';
import { NO_ENDPOINT } from './read-endpoint.ts';
import { obstacleTo, secretsOf } from './sweep-deliveries.ts';

/** What became of a test delivery. */
export type Tested = {
  readonly eventId: string;
  readonly taken: boolean;
  readonly status: number | null;
  readonly durationMs: number;
  readonly error: string | null;
};

type Ask = Scoped<{ readonly endpointId: string; readonly commandId: string }>;

/**
 * Posts one event to an endpoint that says nothing happened, signed and checked as any other, and answers how it was taken. It is neither
 * kept nor tried again, counts as no failure, and goes to one that is off, too. Rejects with `not_found`.
 */
export async function testEndpoint(
  ctx: Context,
  { scope, endpointId, commandId }: Ask,
): Promise<Outcome<Tested>> {
  // Who had something posted is on record before it is.
  const noted = await commitEndpoint(
    ctx,
    { scope, endpointId, commandId: `test_webhook_endpoint/${commandId}` },
    async () => ({ entry: { type: 'webhook_endpoint_tested', data: { endpointId } }, rows: [] }),
  );
  if (noted.kind !== 'done') return noted;
  const [endpoint] = await selectEndpoint(ctx.db, scope, endpointId);
  if (endpoint === undefined) return NO_ENDPOINT;
  const eventId = newId(ctx, 'evt');
  const obstacle = await obstacleTo(ctx, endpoint);
  const body = JSON.stringify({
    id: eventId,
    type: 'endpoint.test',
    timestamp: new Date(ctx.now()).toISOString(),
    businessId: scope.merchantId,
    livemode: scope.livemode,
    orderingKey: `endpoint/${endpointId}`,
    sequence: 0,
    data: { object: 'webhook_endpoint', id: endpointId },
  });
  const attempt =
    obstacle ??
    (await webhooksOf(ctx).post({
      url: endpoint.url,
      id: eventId,
      body,
      secrets: await secretsOf(ctx, endpoint),
    }));
  const { status, durationMs, error } = attempt;
  return done({ eventId, taken: wasTaken(attempt), status, durationMs, error });
}
