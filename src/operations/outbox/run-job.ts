import { endJob, leaseJob } from '../../db/writes/outbox.ts';
import { parseEffect, type Task } from '../../domain/effects.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import type { Mailer } from '../emails/mailer.ts';
import { MOST_CUT_OFF } from '../facts/cut-off.ts';
import { perform } from './handlers.ts';
import type { JobResult } from './job-result.ts';

const LEASE_MS = 2 * 60_000;
const RETRY_BASE_MS = 5_000;
/** Below an hour: what rested is done within the hour after an outage, cron's minute included. */
const RETRY_MOST_MS = 50 * 60_000;
/** About two days of retries; then it is dead, and the health page shows it. */
const MOST_ATTEMPTS = 66;
/** A job that this version cannot read may be readable by the one being rolled out: more than an hour of retries. */
const MOST_ATTEMPTS_UNREAD = 10;

/**
 * Runs one job of the outbox: leased, so that one worker runs it at a time; idempotent, since a worker may die after
 * its effect and before the row says so.
 */
export async function runJob(ctx: Context, mailer: () => Promise<Mailer>, effectId: string): Promise<void> {
  const now = ctx.now();
  const lease = { id: effectId, until: now + LEASE_MS };
  const row = await leaseJob(ctx.db, lease, now);
  if (row === undefined) return;
  if (row.cutOff > MOST_CUT_OFF) {
    ctx.log('effect_dead', { kind: row.kind, id: row.id });
    await endJob(ctx.db, lease, {
      state: 'dead',
      lastError: 'worker_died',
      failedSince: row.failedSince ?? row.createdAt,
    });
    return;
  }
  const task = parseEffect(row);
  const result = task === null ? UNREAD : await attempt(ctx, mailer, row.id, task);
  if (result.kind === 'finished') {
    await endJob(ctx.db, lease, { state: 'done', doneAt: ctx.now() });
    return;
  }
  if (result.kind === 'rests') {
    await endJob(ctx.db, lease, {
      lastError: result.reason,
      dueAt: ctx.now() + (result.againInMs ?? RETRY_MOST_MS),
    });
    return;
  }
  // Counted apart: neither how often it failed nor how often nobody could read it shortens the other's time.
  const before = task === null ? row.unread : row.attempts - row.unread;
  const dead = before + 1 >= (task === null ? MOST_ATTEMPTS_UNREAD : MOST_ATTEMPTS);
  if (task === null) ctx.log('effect_unread', { kind: row.kind, id: row.id });
  if (dead) ctx.log('effect_dead', { kind: row.kind, id: row.id });
  await endJob(ctx.db, lease, {
    attempts: row.attempts + 1,
    unread: row.unread + (task === null ? 1 : 0),
    lastError: result.reason,
    failedSince: row.failedSince ?? now,
    dueAt: ctx.now() + Math.min(RETRY_MOST_MS, RETRY_BASE_MS * 2 ** before),
    state: dead ? 'dead' : 'pending',
  });
}

/** Written by another version: it waits for a worker that can read it, then is kept for a person, with this reason. */
const UNREAD: JobResult = { kind: 'later', reason: 'not_readable_by_this_version' };

const attempt = (ctx: Context, mailer: () => Promise<Mailer>, id: string, task: Task): Promise<JobResult> =>
  perform({ ctx, mailer }, task).catch((error: unknown): JobResult => {
    const what = describeError(error);
    ctx.log('effect_failed', { kind: task.kind, id, ...what });
    return { kind: 'later', reason: what.error };
  });
