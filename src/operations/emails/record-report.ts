import { eq } from 'drizzle-orm';
import type { MailReport, ReportedOutcome } from '../../adapters/email/types.ts';
import { selectSentTogether } from '../../db/queries/deliveries.ts';
import { emails } from '../../db/schema/index.ts';
import { saveReport } from '../../db/writes/emails.ts';
import { noteAlarmBounced } from '../../db/writes/watch-notes.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { mailboxKey } from '../core/mailbox.ts';
import { followUndelivered } from './follow-undelivered.ts';

/**
 * Records what a report says became of a message after a server took it, and what follows from it. The same report again,
 * or an earlier stage reported late, changes nothing, nor does one about a message that is gone.
 */
export async function recordReport(ctx: Context, { emailId, outcomes }: MailReport): Promise<Outcome<null>> {
  const [named] = await ctx.db.select().from(emails).where(eq(emails.id, emailId));
  if (named === undefined) {
    const [came] = outcomes.filter(({ reported }) => reported === 'bounced' || reported === 'complained');
    const reason = `the mail came back (${came?.statusCode ?? came?.reported})`;
    // It may be the alarm's own mail, which is about nobody.
    if (came !== undefined && (await noteAlarmBounced(ctx.db, emailId, { at: ctx.now(), reason })))
      ctx.log('alarm_mail_came_back', { emailId });
    return DONE;
  }
  const email = await reportedOn(ctx, named, outcomes);
  const outcome = outcomeFor(email.recipient, outcomes);
  if (outcome === null) return DONE;
  const { reported, statusCode, words } = outcome;
  const report = { reported, statusCode, lastError: words, outcomeAt: ctx.now() };
  if (await saveReport(ctx.db, email.id, report))
    ctx.log('email_reported', { emailId: email.id, reported, statusCode });
  return followUndelivered(ctx, { emailId: email.id });
}

/** One Message-ID may stand for a message to several contacts: then the report says to which. */
async function reportedOn(ctx: Context, named: Row, outcomes: readonly ReportedOutcome[]) {
  const about = outcomes.flatMap(({ recipient }) => (recipient === null ? [] : [recipient]));
  if (about.length === 0 || about.some((recipient) => isSame(recipient, named.recipient))) return named;
  const together = await selectSentTogether(ctx.db, named);
  const other = together.find((row) => about.some((recipient) => isSame(recipient, row.recipient)));
  return other ?? named;
}

type Row = typeof emails.$inferSelect;

/**
 * A message of ours has one recipient. Where a server passed it on to several (a list, an alias), it came back only if it
 * came back from all of them.
 */
function outcomeFor(recipient: string, outcomes: readonly ReportedOutcome[]): ReportedOutcome | null {
  const own = outcomes.filter(
    (outcome) => outcome.recipient !== null && isSame(outcome.recipient, recipient),
  );
  const named = own.length > 0 ? own : outcomes;
  return named.find(({ reported }) => reported !== 'bounced') ?? named[0] ?? null;
}

const isSame = (a: string, b: string): boolean => mailboxKey(a) === mailboxKey(b);
