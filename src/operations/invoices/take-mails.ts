import { takeKeyMails } from '../../db/writes/key-mails.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';

const DAY_MS = 24 * 3_600_000;

export type MailTaken = 'taken' | Extract<Rejection, { code: 'too_many_mails' }>;

/** Takes mails out of what an API key may have sent today; those of nobody's key are not counted. */
export async function takeMails(ctx: Context, apiKeyId: string | null, count: number): Promise<MailTaken> {
  const most = ctx.mailsPerKeyADay;
  if (apiKeyId === null || most === undefined) return 'taken';
  const now = ctx.now();
  const dayStart = now - (now % DAY_MS);
  if (await takeKeyMails(ctx.db, { apiKeyId, dayStart, count, most })) return 'taken';
  const from = dayStart + DAY_MS;
  return { code: 'too_many_mails', most, asked: count, from, afterMs: from - now };
}
