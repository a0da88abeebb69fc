import { nextRun, type Progress } from '../../domain/schedule/next-run.ts';
import { invoicedAt, type Recurrence } from '../../domain/schedule/recurrence.ts';
import type { ScheduleStatus } from '../../domain/schedule/status.ts';

type After = Progress & {
  readonly status: ScheduleStatus;
  readonly recurrence: Recurrence;
  /** Whether a person has to mend it first. */
  readonly stopped: boolean;
};

/** How a schedule stands after a change: what is written beside what was changed. */
export type Standing = {
  readonly status: ScheduleStatus;
  readonly endedAt: number | null;
  readonly asksThrough: number | null;
  readonly checkAt: number | null;
};

/**
 * When a schedule is looked at next, whether it asks a person first, or that it is over. A period that is due is looked at
 * since its very instant, so that those who wait longest come first.
 */
export function standingAfter({ status, recurrence, stopped, ...progress }: After, now: number): Standing {
  const next = nextRun(recurrence, progress, now);
  if (status === 'ended' || next.kind === 'over') {
    return { status: 'ended', endedAt: now, asksThrough: null, checkAt: null };
  }
  if (status === 'paused' || stopped) return { status, endedAt: null, asksThrough: null, checkAt: null };
  switch (next.kind) {
    case 'ask':
      return { status, endedAt: null, asksThrough: next.through, checkAt: null };
    case 'wait':
      return { status, endedAt: null, asksThrough: null, checkAt: next.until };
    case 'make':
      return { status, endedAt: null, asksThrough: null, checkAt: invoicedAt(recurrence, next.period) };
  }
}
