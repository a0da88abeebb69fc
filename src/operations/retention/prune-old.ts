import { deleteOldBulkActs } from '../../db/writes/bulk-acts.ts';
import { deleteOldImports } from '../../db/writes/customer-imports.ts';
import { pruneMapping } from '../../db/writes/mapping-prune.ts';
import type { Bite } from '../../db/writes/retention.ts';
import {
  deleteDoneJobs,
  deleteOldAgreements,
  deleteResolvedFindings,
  deleteResolvedObjects,
  deleteSettledEvents,
  emptyMessages,
} from '../../db/writes/retention.ts';
import { deleteOldStatements } from '../../db/writes/statements.ts';
import { deleteOldEvents } from '../../db/writes/webhook-prune.ts';
import { DEFAULT_RETENTION, type Kept, type Retention } from '../../domain/retention.ts';
import type { Context } from '../core/context.ts';
import { emptyJournal } from './empty-journal.ts';
import { reduceEvents } from './reduce-events.ts';
import { reduceRequests } from './reduce-requests.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** So many rows a statement, so that a payer who waits for the database does not notice. */
const ROWS = 200;
/** So many bites a tick, where there is a backlog. */
const BITES = 5;

type Ender = (ctx: Context, bite: Bite) => Promise<number>;

const ENDERS: Readonly<
  Record<
    Kept | 'wholeEvents' | 'objects' | 'imports' | 'statements' | 'bulkActs',
    { readonly of: Kept; readonly run: Ender }
  >
> = {
  events: { of: 'events', run: ({ db }, bite) => deleteSettledEvents(db, bite) },
  wholeEvents: { of: 'events', run: (ctx, { most }) => reduceEvents(ctx, most) },
  jobs: { of: 'jobs', run: ({ db }, bite) => deleteDoneJobs(db, bite) },
  messages: { of: 'messages', run: ({ db }, bite) => emptyMessages(db, bite) },
  requests: { of: 'requests', run: reduceRequests },
  findings: { of: 'findings', run: ({ db }, bite) => deleteResolvedFindings(db, bite) },
  objects: { of: 'findings', run: ({ db }, bite) => deleteResolvedObjects(db, bite) },
  journal: { of: 'journal', run: emptyJournal },
  agreements: { of: 'agreements', run: ({ db }, bite) => deleteOldAgreements(db, bite) },
  mapping: { of: 'mapping', run: ({ db }, bite) => pruneMapping(db, bite) },
  statements: { of: 'messages', run: ({ db }, bite) => deleteOldStatements(db, bite) },
  webhooks: { of: 'webhooks', run: ({ db }, bite) => deleteOldEvents(db, bite) },
  bulkActs: { of: 'requests', run: ({ db }, { before, most }) => deleteOldBulkActs(db, before, most) },
  imports: { of: 'requests', run: ({ db }, { before, most }) => deleteOldImports(db, before, most) },
};
const TURNS = Object.values(ENDERS);

/**
 * Ends what was kept for its time: one kind a tick, in turns, a few small bites of its oldest rows. What is due is read from
 * the rows, so a tick that is missed, doubled or late only moves it. Safe to run twice and concurrently.
 */
export async function pruneOld(ctx: Context, retention: Retention = DEFAULT_RETENTION): Promise<void> {
  const now = ctx.now();
  const turn = TURNS[Math.floor(now / MINUTE_MS) % TURNS.length];
  if (turn === undefined) return;
  const bite = { before: now - retention[turn.of] * DAY_MS, most: ROWS };
  for (let bites = 0; bites < BITES; bites += 1) {
    if ((await turn.run(ctx, bite)) < ROWS) return;
  }
}

/** How many ticks it takes until each kind had its turn. */
export const TICKS_A_ROUND = TURNS.length;
