import { inArray } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { alarmCauses, watchNotes } from '../schema/index.ts';

/** The notes of the deployment, by name. */
export type NoteName = 'deployment' | 'stripe_key' | 'tick' | 'sweeps' | 'size' | 'way/mail' | 'way/webhook';

/** The select for notes, for a read batch. */
export const selectNotes = (db: Database, names: readonly NoteName[]) =>
  db
    .select()
    .from(watchNotes)
    .where(inArray(watchNotes.name, [...names]));

/** The select for what is or was alarmed about, for a read batch: one row a cause at most. */
export const selectAlarms = (db: Database) => db.select().from(alarmCauses);
