import { eq } from 'drizzle-orm';
import { webhookEndpoints } from '../../db/schema/index.ts';
import { mapDone, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { commitEndpoint } from './commit-endpoint.ts';
import { type EndpointWithSecret, webhooksOf } from './endpoint-view.ts';
import { readEndpoint } from './read-endpoint.ts';

type Ask = {
  readonly endpointId: string;
  /** How long the secret of now signs beside the new one. 0: it ends at once. */
  readonly overlapMs: number;
  readonly commandId: string;
};

/**
 * Gives an endpoint a new secret; for a stated time each delivery is signed with the old one, too. Rejects with `not_found`, and with
 * `invalid` where an overlap is still running.
 */
export async function rotateSecret(
  ctx: Context,
  { scope, endpointId, overlapMs, commandId }: Scoped<Ask>,
): Promise<Outcome<EndpointWithSecret>> {
  const { keyNumber, secret } = webhooksOf(ctx);
  const ask = { scope, endpointId, commandId: `rotate_webhook_secret/${commandId}` };
  let version = 0;
  const rotated = await commitEndpoint(ctx, ask, async (row, at) => {
    // A second overlap would end the first one early, for whoever still counts on it.
    if (overlapMs > 0 && row.previousUntil !== null && row.previousUntil > at) {
      const until = new Date(row.previousUntil).toISOString();
      const message = `Its secret was changed before, and the old one still signs until ${until}. Give 0 to end it now.`;
      return refused({ code: 'invalid', problems: [{ path: 'overlapSeconds', message }] });
    }
    version = row.secretVersion + 1;
    const previousUntil = at + overlapMs;
    return {
      entry: { type: 'webhook_secret_rotated', data: { endpointId, previousUntil } },
      rows: [
        ctx.db
          .update(webhookEndpoints)
          .set({
            keyNumber,
            secretVersion: version,
            previousKeyNumber: row.keyNumber,
            previousVersion: row.secretVersion,
            previousUntil,
            updatedAt: at,
          })
          .where(eq(webhookEndpoints.id, endpointId)),
      ],
      audit: { before: null, after: { previousSecretUntil: new Date(previousUntil).toISOString() } },
    };
  });
  if (rotated.kind !== 'done') return rotated;
  const made = rotated.value ? await secret({ endpointId, keyNumber, version }) : null;
  return mapDone(await readEndpoint(ctx, { scope, endpointId }), ({ endpoint }) => ({
    ...endpoint,
    secret: made,
  }));
}
