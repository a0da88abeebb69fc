import { deleteEndpoint as endpointDeleted, giveUpPending } from '../../db/writes/webhooks.ts';
import { mapDone, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { commitEndpoint } from './commit-endpoint.ts';
import { auditedEndpoint } from './endpoint-view.ts';

type Ask = { readonly endpointId: string; readonly commandId: string };

/** Deletes an endpoint: nothing is sent there any more, and its secret signs nothing. Rejects with `not_found`. */
export const deleteEndpoint = async (
  ctx: Context,
  { scope, endpointId, commandId }: Scoped<Ask>,
): Promise<Outcome<{ readonly id: string }>> =>
  mapDone(
    await commitEndpoint(
      ctx,
      { scope, endpointId, commandId: `delete_webhook_endpoint/${commandId}` },
      async (row) => ({
        entry: { type: 'webhook_endpoint_removed', data: { endpointId } },
        rows: [giveUpPending(ctx.db, endpointId), endpointDeleted(ctx.db, endpointId)],
        audit: { before: auditedEndpoint(row), after: null },
      }),
    ),
    () => ({ id: endpointId }),
  );
