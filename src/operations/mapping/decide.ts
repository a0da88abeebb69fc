import { selectClient, selectHolderName, selectMapping } from '../../db/queries/mapping.ts';
import { type Deciding, decideClients } from '../../db/writes/mapping-decisions.ts';
import { searchFor } from '../../domain/mapping/keys.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { type Context, newId } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { connectionOf } from './connection-of.ts';
import type { ClientFilter } from './list-clients.ts';

export type { Deciding } from '../../db/writes/mapping-decisions.ts';

/** Which clients are decided about: these, or all that a filter shows. */
export type Which =
  | { readonly kind: 'these'; readonly customerIds: readonly string[] }
  | ({ readonly kind: 'all' } & ClientFilter);

export type Decided = {
  /** What undoes all of it as one. */
  readonly decisionId: string;
  /** So many: what cannot be decided so stays as it is. */
  readonly clients: number;
};

/**
 * Decides what is to become of clients: of these, or of all that a filter shows. Nothing is done at Stripe before the
 * import. Rejects with `not_connected`, `mapping_not_ready`; for one client and one Stripe customer also with `not_found`,
 * `client_linked` or `stripe_customer_taken`, which says who has it.
 */
export async function decide(
  ctx: Context,
  { scope, which, deciding }: Scoped<{ readonly which: Which; readonly deciding: Deciding }>,
): Promise<Outcome<Decided>> {
  const connection = await connectionOf(ctx, scope);
  if (connection.kind !== 'done') return connection;
  const { id: connectionId } = connection.value;
  const [mapping] = await selectMapping(ctx.db, connectionId);
  if (mapping === undefined || mapping.state === 'pruned')
    return refused({ code: 'mapping_not_ready', why: 'never_read' });
  const asked = which.kind === 'all' ? { ...which, search: allOf(which.search) } : which;
  const decisionId = newId(ctx, 'bat');
  const batch = { id: decisionId, at: ctx.now() };
  const clients = await decideClients(ctx.db, connection.value, asked, { deciding, batch });
  if (clients === 0 && deciding.kind === 'map') {
    const why = await whyNotMapped(ctx, connectionId, which, deciding.target);
    if (why !== null) return why;
  }
  return done({ decisionId, clients });
}

/** All that are found, however many: each is decided about, so none is gone through in vain. */
function allOf(typed: string | null) {
  const search = searchFor(typed);
  return search === null ? null : { ...search, isCommon: false };
}

/** Why one client was not mapped; null where it was decided so before. */
async function whyNotMapped(
  ctx: Context,
  connectionId: string,
  which: Which,
  target: string,
): Promise<Exclude<Outcome<Decided>, { kind: 'done' }> | null> {
  const [customerId = ''] = which.kind === 'these' ? which.customerIds : [];
  const [[client], [heldBy]] = await ctx.db.batch([
    selectClient(ctx.db, connectionId, customerId),
    selectHolderName(ctx.db, connectionId, { customerId, stripeCustomerId: target }),
  ]);
  if (client === undefined) return refused({ code: 'not_found', what: 'customer' });
  if (client.linked !== null && client.lost === null)
    return refused({ code: 'client_linked', stripeCustomerId: client.linked });
  return heldBy === undefined ? null : refused({ code: 'stripe_customer_taken', heldBy });
}
