import type { Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { type EndpointRow, selectEndpoint } from '../../db/queries/webhooks.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import type { Values } from '../../domain/audit.ts';
import type { EntryOf, EntryType } from '../../domain/journal.ts';
import { done, type Outcome, type Refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { NO_ENDPOINT } from './read-endpoint.ts';

type EndpointEntry = EntryOf<'merchant', Extract<EntryType<'merchant'>, `webhook_${string}`>>;

/** What a verb does with an endpoint: the entry that says it, and what is written with it. */
export type EndpointChange = {
  readonly entry: EndpointEntry;
  readonly rows: readonly Statement[];
  readonly effects?: readonly Effect[];
  readonly audit?: Values;
};

type Ask = { readonly scope: Scope; readonly endpointId: string; readonly commandId: string };
type Decide = (row: EndpointRow, at: number) => Promise<EndpointChange | Refused | null>;

/**
 * Decides about an endpoint and commits it on its business's stream. `decide` answers null where there is nothing to do. Done is whether
 * this call did it: a repeated command is done, and did nothing. Rejects with `not_found`, and what `decide` says.
 */
export const commitEndpoint = (ctx: Context, ask: Ask, decide: Decide): Promise<Outcome<boolean>> =>
  retryOnConflict(ctx, () => attempt(ctx, ask, decide));

async function attempt(
  ctx: Context,
  { scope, endpointId, commandId }: Ask,
  decide: Decide,
): Promise<ConflictOr<Outcome<boolean>>> {
  const { db } = ctx;
  const { merchantId } = scope;
  const stream = { type: 'merchant', id: merchantId } as const;
  const [head, commanded, [row]] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectEndpoint(db, scope, endpointId),
  ]);
  if (commanded.length > 0) return decided(done(false));
  if (row === undefined) return decided(NO_ENDPOINT);
  const at = ctx.now();
  const change = await decide(row, at);
  if (change === null) return decided(done(false));
  if ('kind' in change) return decided(change);
  const { entry, rows, effects = [], audit } = change;
  const committed = await commitChange(ctx, {
    merchantId,
    commandId,
    at,
    appends: [{ stream, head: headOf(head), ...entry }],
    rows,
    effects,
    result: null,
    ...(audit !== undefined && { audit }),
  });
  return committed.kind === 'committed' ? decided(done(!committed.replayed)) : CONFLICT;
}

/** Has an endpoint's deliveries run now. */
export const enqueueEndpoint = (ctx: Context, id: string): Promise<void> =>
  ctx.enqueue([{ kind: 'sweep', of: 'webhook_endpoint', id, until: ctx.now() }]);
