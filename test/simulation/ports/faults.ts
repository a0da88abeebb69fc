import type { Random } from '../kernel/random.ts';

/** All kinds of fault. A set of seeds without one of them proves nothing about it. */
export const FAULTS = [
  'crash_before_d1',
  'crash_after_d1',
  'crash_before_stripe',
  'crash_after_stripe',
  'crash_before_queue',
  'crash_after_queue',
  'crash_before_mail',
  'crash_after_mail',
  'd1_failed',
  'd1_committed_reported_failed',
  'd1_slow',
  'd1_outage',
  'd1_restored',
  'stripe_timeout',
  'stripe_timeout_applied',
  'stripe_timeout_applied_late',
  'stripe_reset',
  'stripe_reset_applied',
  'stripe_500_cached',
  'stripe_500_applied_cached',
  'stripe_429',
  'stripe_lock_timeout',
  'stripe_409',
  'stripe_403',
  'stripe_slow',
  'stripe_outage',
  'stripe_refuses',
  'account_revoked',
  'queue_send_failed',
  'queue_send_lost',
  'queue_redelivered',
  'queue_slow',
  'queue_dead_letter',
  'mail_unknown_taken',
  'mail_unknown_lost',
  'mail_refused_for_now',
  'mail_refused',
  'webhook_lost',
  'webhook_duplicated',
  'webhook_reordered',
  'webhook_days_late',
  'webhook_before_answer',
  'webhook_other_account',
  'webhook_forged',
  'cron_skipped',
  'cron_doubled',
  'cron_overlapped',
  'cron_out_for_hours',
  'worker_stalled',
  'late_at_weak_spot',
  'clock_skew',
  'clock_change',
  'month_end',
] as const;
export type Fault = (typeof FAULTS)[number];

/** The fault rates of a seed: the probability at each opportunity. */
export type Climate = Readonly<
  Record<'crash' | 'd1' | 'stripe' | 'queue' | 'mail' | 'webhook' | 'cron' | 'stall', number>
>;

const CALM: Climate = { crash: 0, d1: 0, stripe: 0, queue: 0, mail: 0, webhook: 0, cron: 0, stall: 0 };
const ROUGH: Climate = {
  crash: 0.01,
  d1: 0.01,
  stripe: 0.06,
  queue: 0.1,
  mail: 0.12,
  webhook: 0.25,
  cron: 0.15,
  stall: 0.01,
};

export type Faults = {
  /** True where this fault happens now; `share` of the climate's rate falls to it. */
  readonly strikes: (fault: Fault, part: keyof Climate, share?: number) => boolean;
  /** Something went wrong by itself, such as a clock that changed. */
  readonly happened: (fault: Fault) => void;
  readonly stop: () => void;
  /** Stops all faults. */
  readonly areOver: () => boolean;
  readonly counts: () => Readonly<Partial<Record<Fault, number>>>;
};

/** A seed's climate: no faults, faults in one part, or everywhere; `scale` multiplies its rates. */
export function createFaults(random: Random, scale: number): Faults {
  const climate = climateOf(random.fork('climate'));
  const counts: Partial<Record<Fault, number>> = {};
  let stopped = false;
  const happened = (fault: Fault): void => {
    counts[fault] = (counts[fault] ?? 0) + 1;
  };
  return {
    strikes(fault, part, share = 1) {
      if (stopped || !random.chance(climate[part] * share * scale)) return false;
      happened(fault);
      return true;
    },
    happened,
    stop: () => {
      stopped = true;
    },
    areOver: () => stopped,
    counts: () => counts,
  };
}

function climateOf(random: Random): Climate {
  const kind = random.int(10);
  if (kind === 0) return CALM;
  const scale = random.pick([0.3, 1, 1, 2, 4]);
  const scaled = (rate: number) => Math.min(0.6, rate * scale);
  const all: Climate = {
    crash: scaled(ROUGH.crash),
    d1: scaled(ROUGH.d1),
    stripe: scaled(ROUGH.stripe),
    queue: scaled(ROUGH.queue),
    mail: scaled(ROUGH.mail),
    webhook: scaled(ROUGH.webhook),
    cron: scaled(ROUGH.cron),
    stall: scaled(ROUGH.stall),
  };
  // Some seeds are rough in one part only, so that it is not hidden behind the others.
  if (kind === 1) return { ...CALM, crash: all.crash * 3 };
  if (kind === 2) return { ...CALM, stripe: all.stripe * 2, stall: all.stall };
  if (kind === 3) return { ...CALM, d1: all.d1 * 3 };
  if (kind === 4) return { ...CALM, webhook: 0.9, cron: all.cron };
  return all;
}

/** A way out of the Worker. */
export type PortName = 'd1' | 'stripe' | 'queue' | 'mail';
