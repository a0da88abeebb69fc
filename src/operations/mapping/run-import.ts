import { eq } from 'drizzle-orm';
import { MOST_HANDED_OUT, selectHandedOut, selectWaiting } from '../../db/queries/mapping-import.ts';
import { connections } from '../../db/schema/index.ts';
import { endImport, setImportDue, speedUp, takeImport, takeRows } from '../../db/writes/mapping-import.ts';
import { WAVE } from '../../domain/mapping/import.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';

/** Whatever was handed out and not done by then is handed out again: its worker has died. */
const HANDED_OUT_FOR_MS = 2 * 60_000;
/** If the queue loses the message that goes on, cron does after this. */
const AGAIN_MS = 30_000;
/** How long the next wave waits where the queue has enough to do. */
const BREATH_MS = 500;
/** For what is further away than this, cron comes back. */
const LONGEST_PAUSE_MS = 5_000;

/**
 * Hands out the next rows of an import, each as a message of its own, so that whatever else is in the queue has its turns
 * between them; ends it where none is left. May run twice, late, or be cut off anywhere: a row is taken by whoever works
 * on it.
 */
export async function runImport(
  ctx: Context,
  { importId, dueBy = ctx.now() }: { readonly importId: string; readonly dueBy?: number },
): Promise<Outcome<null>> {
  const now = ctx.now();
  const row = await takeImport(ctx.db, importId, { now: Math.max(now, dueBy), until: now + AGAIN_MS });
  if (row === undefined) return DONE;
  const [connection] = await ctx.db.select().from(connections).where(eq(connections.id, row.connectionId));
  if (connection === undefined || connection.state !== 'active') {
    await endImport(ctx.db, row, { state: 'stopped', why: 'disconnected', at: now });
    return DONE;
  }
  if (!(await mayGoOnAt(ctx, row.slowUntil))) return restUntil(ctx, importId, row.slowUntil);
  const out = await selectHandedOut(ctx.db, importId, now);
  const room = Math.min(row.wave, MOST_HANDED_OUT - out.length);
  const taken =
    out.length >= row.wave || room <= 0
      ? []
      : await takeRows(ctx.db, importId, { now, until: now + HANDED_OUT_FOR_MS, most: room });
  if (taken.length === 0) {
    const [waiting] = await selectWaiting(ctx.db, importId);
    if (waiting === undefined) {
      await endImport(ctx.db, row, { state: 'finished', why: null, at: ctx.now() });
      return DONE;
    }
    // Those that are out are being worked on, or wait for another time.
    await ctx.pause(BREATH_MS);
  }
  const isSlow = row.slowed > 0 || row.wave < WAVE;
  if (isSlow && taken.length === row.wave) await speedUp(ctx.db, importId, WAVE);
  const until = ctx.now() + AGAIN_MS;
  // Only the message that names this instant goes on before it: there is one chain of them.
  await setImportDue(ctx.db, importId, { dueAt: until });
  await ctx.enqueue([
    ...taken.map(
      ({ customerId }) =>
        ({ kind: 'sweep', of: 'client_import_row', id: `${importId}/${customerId}`, until }) as const,
    ),
    { kind: 'sweep', of: 'client_import', id: importId, until },
  ]);
  return DONE;
}

async function restUntil(ctx: Context, importId: string, dueAt: number): Promise<Outcome<null>> {
  await setImportDue(ctx.db, importId, { dueAt });
  return DONE;
}

/** Waits for an instant that is near; false for one that is not. */
async function mayGoOnAt(ctx: Context, at: number): Promise<boolean> {
  const wait = at - ctx.now();
  if (wait > LONGEST_PAUSE_MS) return false;
  if (wait > 0) await ctx.pause(wait);
  return true;
}
