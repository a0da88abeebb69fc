import { localDateAt } from '../../../domain/calendar.ts';
import { parseId } from '../../../domain/ids.ts';
import { parsedJson } from '../../../domain/json.ts';
import { STUCK, type StoppedKind } from '../../../domain/watch/stopped.ts';
import { type KeptEvent, readKeptEvent, readKeptJob } from '../../../operations/dashboard/read-work.ts';
import { listStoppedWork } from '../../../operations/watch/stopped-work.ts';
import type { Tone } from '../../../views/dashboard/parts/tag.tsx';
import { reasonText, whatText, WORK_WORDS as words } from '../../../views/dashboard/words/work.ts';
import { oneWorkPage } from '../../../views/dashboard/work/one.tsx';
import { stoppedPage } from '../../../views/dashboard/work/stopped.tsx';
import { type Speaker, speakerFor } from '../../../views/format.ts';
import type { DashboardContext } from '../env.ts';
import { done, respondBare, respondDashboard, within } from '../respond.ts';
import { mayOf, showWork } from './overview.ts';

const ROWS = 25;
const STRIPE_EVENT = /^evt_\w{1,100}$/;

type Asked = { readonly reason: string; readonly after: string };

export async function showStopped(c: DashboardContext, kind: StoppedKind, { reason, after }: Asked) {
  const ctx = c.get('ctx');
  const { scope, timeZone } = c.get('staff');
  const ask = { kind, reason: reason === '' ? null : reason.slice(0, 200), limit: ROWS };
  // A cursor that is none begins at the first page.
  const startingAfter = /^\d{1,16}\..{1,300}$/.test(after) ? after : null;
  const listed = await listStoppedWork(ctx, { scope, ...ask, startingAfter });
  if (listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { data, next } = listed.value;
  return respondDashboard(c, 200, (context) => {
    const speaker = speakerFor(context.speech);
    return stoppedPage(
      {
        home: within(c, ''),
        kind,
        reason: ask.reason,
        before: ctx.now(),
        isFirst: startingAfter === null,
        next,
        may: mayOf(c),
        said: context.said,
        work: data.map(({ id, what, reason: why, attempts, since, names }) => ({
          id,
          what,
          reason: why,
          attempts,
          since: speaker.date(localDateAt(since, timeZone)),
          names: Object.values(names).filter((name) => /^[a-z]{2,5}_/.test(name)),
          href: hrefOf(c, names.eventId ?? id),
        })),
      },
      context,
    );
  });
}

const hrefOf = (c: DashboardContext, id: string): string | null =>
  STRIPE_EVENT.test(id)
    ? within(c, `/work/events/${id}`)
    : parseId('out', id) === null
      ? null
      : within(c, `/work/jobs/${id}`);

/** Leads to what has that id, or says that there is none. */
export async function find(c: DashboardContext, typed: string) {
  const id = typed.trim().slice(0, 120);
  const ask = { scope: c.get('staff').scope };
  const ctx = c.get('ctx');
  const found = STRIPE_EVENT.test(id)
    ? await readKeptEvent(ctx, { ...ask, eventId: id })
    : parseId('out', id) === null
      ? null
      : await readKeptJob(ctx, { ...ask, jobId: id });
  if (found?.kind !== 'done') return showWork(c, id);
  return STRIPE_EVENT.test(id)
    ? done(c, within(c, `/work/events/${id}`))
    : done(c, within(c, `/work/jobs/${id}`));
}

const EVENT_TONES: Readonly<Record<KeptEvent['state'], Tone>> = {
  pending: 'wait',
  handled: 'good',
  skipped: null,
  quarantined: 'bad',
};

type Working = { readonly state: string; readonly dueAt: number; readonly failedSince: number | null };

const isStuck = ({ state, dueAt, failedSince }: Working, now: number): boolean =>
  state === 'pending' &&
  (dueAt <= now - STUCK.dueMs || (failedSince !== null && failedSince <= now - STUCK.failingMs));

const pretty = (json: string): string => {
  const parsed = parsedJson(json);
  return parsed === null ? json : JSON.stringify(parsed, null, 2);
};

const instants = (speaker: Speaker, timeZone: string) => (ms: number | null) =>
  ms === null ? '' : speaker.instant(ms, timeZone);

export async function showEvent(c: DashboardContext, eventId: string) {
  const ctx = c.get('ctx');
  const { scope, timeZone } = c.get('staff');
  const read = STRIPE_EVENT.test(eventId) ? await readKeptEvent(ctx, { scope, eventId }) : null;
  if (read?.kind !== 'done') return respondBare(c, 404, 'not_found');
  const event = read.value;
  const now = ctx.now();
  const kind =
    event.state === 'quarantined' ? 'quarantined_event' : isStuck(event, now) ? 'stuck_event' : null;
  return respondDashboard(c, 200, (context) => {
    const at = instants(speakerFor(context.speech), timeZone);
    const facts = [
      [words.facts.reason, event.reason === null ? '' : reasonText(event.reason)],
      [words.facts.received, at(event.receivedAt)],
      [words.facts.handled, at(event.handledAt)],
      [words.facts.due, event.state === 'pending' ? at(event.dueAt) : ''],
      [words.facts.failing, event.state === 'pending' ? at(event.failedSince) : ''],
      [words.facts.attempts, event.attempts === 0 ? '' : String(event.attempts)],
      [words.facts.version, event.apiVersion ?? ''],
    ] as const;
    return oneWorkPage(
      {
        home: within(c, ''),
        title: words.event(event.type),
        state: {
          word: words.eventStates[event.state],
          tone: EVENT_TONES[event.state],
        },
        facts: facts.filter(([, text]) => text !== ''),
        atStripe: {
          at: { account: event.account, isTest: !event.livemode },
          thing: 'events',
          id: event.eventId,
        },
        payload: pretty(event.payload),
        payloadSays: event.reduced ? words.payloadReduced : words.payloadWhole,
        again: kind === null || !mayOf(c).runAgain ? null : { kind, id: `${event.account}:${event.eventId}` },
        before: now,
      },
      context,
    );
  });
}

export async function showJob(c: DashboardContext, jobId: string) {
  const ctx = c.get('ctx');
  const { scope, timeZone } = c.get('staff');
  const read = await readKeptJob(ctx, { scope, jobId });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const job = read.value;
  const now = ctx.now();
  const kind = job.state === 'dead' ? 'dead_effect' : isStuck(job, now) ? 'stuck_effect' : null;
  return respondDashboard(c, 200, (context) => {
    const at = instants(speakerFor(context.speech), timeZone);
    const facts = [
      [words.facts.error, job.lastError ?? ''],
      [words.facts.created, at(job.createdAt)],
      [words.facts.due, job.state === 'pending' ? at(job.dueAt) : ''],
      [words.facts.done, at(job.doneAt)],
      [words.facts.failing, job.state === 'pending' ? at(job.failedSince) : ''],
      [words.facts.attempts, job.attempts === 0 ? '' : String(job.attempts)],
      [words.facts.id, job.id],
    ] as const;
    return oneWorkPage(
      {
        home: within(c, ''),
        title: words.job(whatText(job.kind)),
        state: {
          word: words.jobStates[job.state],
          tone: job.state === 'done' ? 'good' : job.state === 'dead' ? 'bad' : 'wait',
        },
        facts: facts.filter(([, text]) => text !== ''),
        atStripe: null,
        payload: JSON.stringify(job.payload, null, 2),
        payloadSays: words.payloadJob,
        again: kind === null || !mayOf(c).runAgain ? null : { kind, id: job.id },
        before: now,
      },
      context,
    );
  });
}
