import { eq } from 'drizzle-orm';
import type { SendingEvent } from '../../adapters/email/types.ts';
import { selectNotes } from '../../db/queries/watch-notes.ts';
import { emails } from '../../db/schema/index.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import { wayNoteOf } from '../../domain/watch/notes.ts';
import type { Context } from '../core/context.ts';
import { recordReport } from './record-report.ts';

/**
 * Records what the mail service says of a message that it named when it took it; false where none of this database's has that
 * name. Twice, late or in another order it changes nothing, as any report (`record-report.ts`).
 */
export async function recordSendingEvent(
  ctx: Context,
  { transportId, outcome }: SendingEvent,
): Promise<Outcome<boolean>> {
  const emailId = await named(ctx, transportId);
  if (emailId === null) return done(false);
  const recorded = await recordReport(ctx, { emailId, outcomes: [outcome] });
  return recorded.kind === 'done' ? done(true) : recorded;
}

/** The message with the service's name; the alarm's own mail is no row, and stands in a note. */
async function named({ db }: Context, transportId: string): Promise<string | null> {
  const [rows, [note]] = await db.batch([
    db.select({ id: emails.id }).from(emails).where(eq(emails.transportId, transportId)).limit(1),
    selectNotes(db, ['way/mail']),
  ]);
  const alarm = wayNoteOf(note?.value);
  return rows[0]?.id ?? (alarm !== null && alarm.transportId === transportId ? alarm.noticeId : null);
}
