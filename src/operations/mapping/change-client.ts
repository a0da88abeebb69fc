import { done, type Outcome, thenRead } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { previewUnlink, type Unlinking } from './preview-unlink.ts';
import { unlinkClient } from './unlink-client.ts';

type Ask = {
  readonly scope: Scope;
  readonly customerId: string;
  readonly commandId: string;
  readonly by: string;
  /** Changes the client: what it refuses is refused before anything is unlinked. */
  readonly change: () => Promise<Outcome<unknown>>;
};

/**
 * Changes a client, and ends its link to its Stripe customer: by the verb that unlinks any, so that methods, pages and autopay
 * end in one way. Answers with what unlinking meant; null where there was no link. Safe to repeat with its command's id.
 */
export async function changeAndUnlink(
  ctx: Context,
  { scope, customerId, commandId, by, change }: Ask,
): Promise<Outcome<Unlinking | null>> {
  const said = await previewUnlink(ctx, { scope, customerId });
  return thenRead(await change(), async () => {
    const ask = { scope, customerId, commandId: `${commandId}/unlink`, by };
    const unlinked = await unlinkClient(ctx, ask);
    if (unlinked.kind === 'done') {
      return done(said.kind === 'done' ? { ...said.value, moving: unlinked.value.moving } : null);
    }
    if (unlinked.kind !== 'refused') return unlinked;
    const { code } = unlinked.rejection;
    return code === 'client_not_linked' || code === 'not_connected' ? done(null) : unlinked;
  });
}
