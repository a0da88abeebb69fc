import { selectMapping, selectStatusCounts } from '../../db/queries/mapping.ts';
import { selectNewestImport } from '../../db/queries/mapping-import.ts';
import type { clientImports } from '../../db/schema/index.ts';
import {
  CLIENT_STATUSES,
  type ClientStatus,
  type LastBatch,
  type MappingState,
} from '../../domain/mapping/status.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { connectionOf } from './connection-of.ts';

export type ImportRow = typeof clientImports.$inferSelect;

/** How far clients are mapped. */
export type MappingView = {
  readonly connectionId: string;
  readonly account: string;
  /** `none`: the account's customers were never read. */
  readonly state: MappingState | 'none';
  /** When the list began to be read that is compared with; null before that. */
  readonly readAt: number | null;
  /** Stripe's words where it refuses or does not answer. */
  readonly failure: string | null;
  /** The account's customers, as they were listed. */
  readonly listed: number;
  readonly clients: Readonly<Record<ClientStatus, number>>;
  readonly lastDecision: LastBatch | null;
  readonly lastImport: ImportRow | null;
  /** When everything that was decided was first imported: configuration is complete. */
  readonly completedAt: number | null;
};

/** Reads how far clients are mapped. Rejects with `not_connected`. */
export async function readMapping(ctx: Context, { scope }: Scoped<object>): Promise<Outcome<MappingView>> {
  const connection = await connectionOf(ctx, scope);
  if (connection.kind !== 'done') return connection;
  const { id, account } = connection.value;
  const [[mapping], counts, [lastImport]] = await ctx.db.batch([
    selectMapping(ctx.db, id),
    selectStatusCounts(ctx.db, id),
    selectNewestImport(ctx.db, id),
  ]);
  const count = (status: ClientStatus) => counts.find((one) => one.status === status)?.count ?? 0;
  return done({
    connectionId: id,
    account,
    state: mapping?.state ?? 'none',
    readAt: mapping?.readAt ?? null,
    failure: mapping?.failure ?? null,
    listed: mapping === undefined || mapping.state === 'pruned' ? 0 : mapping.listed,
    clients: countsBy(count),
    lastDecision: mapping?.lastBatch ?? null,
    lastImport: lastImport ?? null,
    completedAt: mapping?.completedAt ?? null,
  });
}

const countsBy = (count: (status: ClientStatus) => number): Readonly<Record<ClientStatus, number>> => {
  const [undecided, proposed, toMap, toCreate, ignored, mapped, failed, lost] = CLIENT_STATUSES.map(count);
  return {
    undecided: undecided ?? 0,
    proposed: proposed ?? 0,
    to_map: toMap ?? 0,
    to_create: toCreate ?? 0,
    ignored: ignored ?? 0,
    mapped: mapped ?? 0,
    failed: failed ?? 0,
    lost: lost ?? 0,
  };
};
