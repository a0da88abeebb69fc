import { eq } from 'drizzle-orm';
import type { OutgoingEmail } from '../../adapters/email/transport.ts';
import { emails } from '../../db/schema/index.ts';
import { leaseEmail, writeLeasedEmail, writeTakenEmail } from '../../db/writes/emails.ts';
import { statusIn } from '../../domain/mail/status.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { mailboxKey } from '../core/mailbox.ts';
import { followUndelivered } from './follow-undelivered.ts';
import { readLetter } from './letter.ts';
import type { Mailer } from './mailer.ts';

/** One sender at a time; a dead worker's lease expires after this. */
const LEASE_MS = 2 * 60_000;
/**
 * A server that still refuses a recipient for now is taken at its word after this. Mail servers wait for four days (RFC
 * 5321, 4.5.4.1); a charge waits for this message, so its business hears of it earlier, and it is said again.
 */
const DELAYED_FOR_MS = 36 * 3_600_000;
/** How often a message may be sent without knowing whether it was delivered. */
const MOST_UNKNOWN_SENDS = 3;
/** Times that it's written down that a message was taken: D1 is silent for half a minute now and then, and it'd be mailed again. */
const WRITTEN_AT_MOST = 3;
const WRITTEN_AGAIN_AFTER_MS = 1_000;

export type Sending =
  | { readonly kind: 'finished' }
  /** Another worker has the lease, or it could not be sent now: retry. */
  | { readonly kind: 'later'; readonly reason: string };

/**
 * Sends one message: leased, checked that it is still true, rendered from current rows with its links filled in, always
 * with the same Message-ID (I5). If the transport does not confirm, that is counted and it is sent again.
 */
export async function deliverEmail(ctx: Context, mailer: Mailer, emailId: string): Promise<Sending> {
  const now = ctx.now();
  const leased = await leaseEmail(ctx.db, { id: emailId, now, until: now + LEASE_MS });
  if (leased === undefined) return leaseRefused(ctx, emailId);
  const write = (columns: Partial<typeof emails.$inferInsert>) => writeLeasedEmail(ctx.db, leased, columns);
  const finish = async (columns: Partial<typeof emails.$inferInsert>, written = write): Promise<Sending> => {
    // Its lease is over, or the database was restored meanwhile: the row says what is still to be done.
    if (!(await written({ ...columns, outcomeAt: ctx.now() }))) return leaseRefused(ctx, emailId);
    return columns.state === 'sent' ? { kind: 'finished' } : followed(ctx, emailId);
  };
  const giveBack = async (
    reason: string,
    columns: Partial<typeof emails.$inferInsert> = {},
  ): Promise<Sending> => {
    await write({ ...columns, lastError: reason, state: 'queued', leaseUntil: 0 });
    return { kind: 'later', reason };
  };
  let message: OutgoingEmail;
  try {
    const letter = await readLetter(ctx, leased);
    if (letter === null) return await finish({ state: 'superseded' });
    if (leased.unknownSends >= MOST_UNKNOWN_SENDS) return await finish({ state: 'unknown' });
    message = await letter(mailer);
  } catch (error) {
    // Nothing was sent: the lease is released without counting an attempt.
    const { error: reason, at } = describeError(error);
    ctx.log('email_not_composed', { emailId, error: reason, at });
    return giveBack(reason);
  }
  const sent = await mailer.transport.send(message);
  switch (sent.kind) {
    case 'accepted':
      return finish(
        {
          state: 'sent',
          sentAt: ctx.now(),
          lastError: null,
          statusCode: null,
          transportId: sent.transportId ?? null,
        },
        (columns) => writeTaken(ctx, leased, columns),
      );
    case 'refused':
      ctx.log('email_refused', { emailId, permanent: sent.permanent });
      if (sent.permanent) return finish({ state: 'refused', ...said(sent.reason) });
      return isDelayedForTooLong(leased, sent.reason, ctx.now())
        ? finish({ state: 'refused', ...said(sent.reason) })
        : giveBack(sent.reason, { statusCode: statusIn(sent.reason) });
    case 'unknown':
      ctx.log('email_unknown', { emailId });
      // Each attempt may have been delivered, so stop after MOST_UNKNOWN_SENDS.
      if (leased.unknownSends + 1 >= MOST_UNKNOWN_SENDS) {
        return finish({ state: 'unknown', unknownSends: leased.unknownSends + 1, ...said(sent.reason) });
      }
      return giveBack(sent.reason, { unknownSends: leased.unknownSends + 1 });
  }
}

/** True where it was written that a message was taken; false where its lease is over, or an earlier try was written after all. */
async function writeTaken(
  ctx: Context,
  leased: typeof emails.$inferSelect,
  columns: Partial<typeof emails.$inferInsert>,
): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await writeTakenEmail(ctx.db, leased, mailboxKey(leased.recipient), columns);
    } catch (error) {
      if (tries === WRITTEN_AT_MOST) throw error;
      await ctx.pause(WRITTEN_AGAIN_AFTER_MS);
    }
  }
}

/** By its recipient's server. One of ours that is out of reach says nothing of the recipient. */
const isDelayedForTooLong = ({ createdAt }: { readonly createdAt: number }, reason: string, now: number) =>
  /^RCPT TO: 4/.test(reason) && now - createdAt > DELAYED_FOR_MS;

async function leaseRefused(ctx: Context, emailId: string): Promise<Sending> {
  const [row] = await ctx.db.select({ state: emails.state }).from(emails).where(eq(emails.id, emailId));
  return row?.state === 'queued' || row?.state === 'sending'
    ? { kind: 'later', reason: 'another sender has it' }
    : followed(ctx, emailId);
}

/** What follows from a message that did not arrive, also where a worker died between its outcome and this. */
async function followed(ctx: Context, emailId: string): Promise<Sending> {
  const followed = await followUndelivered(ctx, { emailId });
  return followed.kind === 'done' ? { kind: 'finished' } : { kind: 'later', reason: 'not followed' };
}

const said = (reason: string) => ({ lastError: reason, statusCode: statusIn(reason) });
