import { eq } from 'drizzle-orm';
import { webhookEndpoints } from '../../db/schema/index.ts';
import { giveUpPending } from '../../db/writes/webhooks.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { SOUND } from '../../domain/webhooks/delivery.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { commitEndpoint } from './commit-endpoint.ts';

type Ask = { readonly endpointId: string; readonly on: boolean; readonly commandId: string };

/**
 * Switches an endpoint off or on by hand. What waits when it goes off is given up, and events are still noted while it is off; what of
 * that is sent once it is on again, somebody says (`replay.ts`). Rejects with `not_found`.
 */
export const switchEndpoint = (
  ctx: Context,
  { scope, endpointId, on, commandId }: Scoped<Ask>,
): Promise<Outcome<boolean>> =>
  commitEndpoint(
    ctx,
    { scope, endpointId, commandId: `switch_webhook_endpoint/${commandId}` },
    async (row, at) => {
      if ((row.state === 'on') === on) return null;
      const columns = on
        ? { state: 'on' as const, offReason: null, offAt: null, ...SOUND, warnedAt: null, lookAt: at }
        : { state: 'off' as const, offReason: 'by_hand' as const, offAt: at, ...SOUND, warnedAt: null };
      return {
        entry: { type: 'webhook_endpoint_switched', data: { endpointId, on, why: 'by_hand' } },
        rows: [
          ctx.db
            .update(webhookEndpoints)
            .set({ ...columns, updatedAt: at })
            .where(eq(webhookEndpoints.id, endpointId)),
          ...(on ? [] : [giveUpPending(ctx.db, endpointId)]),
        ],
      };
    },
  );
