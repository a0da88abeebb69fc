import { addDays, localDateAt } from '../../../src/domain/calendar.ts';
import { makeId } from '../../../src/domain/ids.ts';
import { NO_REFERENCES } from '../../../src/domain/invoice/references.ts';
import type { ScheduleTerms } from '../../../src/domain/schedule/terms.ts';
import { calendarFault } from '../../../src/domain/schedule/trusted-calendar.ts';
import { answerSchedule } from '../../../src/operations/schedules/answer-schedule.ts';
import { changeCadence } from '../../../src/operations/schedules/change-cadence.ts';
import { changeTerms } from '../../../src/operations/schedules/change-terms.ts';
import { createSchedule } from '../../../src/operations/schedules/create-schedule.ts';
import { endSchedule } from '../../../src/operations/schedules/end-schedule.ts';
import { pauseSchedule } from '../../../src/operations/schedules/pause-schedule.ts';
import { resumeSchedule } from '../../../src/operations/schedules/resume-schedule.ts';
import { skipPeriod } from '../../../src/operations/schedules/skip-period.ts';
import { startScheduleAgain } from '../../../src/operations/schedules/start-again.ts';
import { rowsOf } from '../checks/rows.ts';
import type { Random } from '../kernel/random.ts';
import type { Isolate } from '../world/context.ts';
import type { Merchant } from '../world/merchants.ts';
import type { World } from '../world/world.ts';
import { retryUntilAnswered } from './retry.ts';

const HOUR_MS = 3_600_000;
/** Days that a schedule began before it was written down, so that several periods are due at once. */
const MOST_MISSED = 4;

/** In some seeds customers are invoiced again and again, where the clock is one that anything is billed by. */
export const hasSchedules = (world: World): boolean =>
  calendarFault(world.scheduler.now()) === null && world.random.fork('schedules').chance(0.5);

const termsOf = (scheduleId: string, random: Random): ScheduleTerms => ({
  lines: [
    {
      kind: 'fixed',
      description: 'Hosting',
      quantity: random.pick(['1', '2.5']),
      unitAmount: random.pick([900, 4_900, 12_001]),
      discount: null,
      taxRates: random.chance(0.5) ? [{ name: 'Tax', percentage: '19', inclusive: false }] : [],
    },
  ],
  adjustments: [],
  withholdings: [],
  roundToCoin: false,
  // What an invoice is known by as one of this schedule, whatever the schedule's own rows say.
  notes: scheduleId,
  references: NO_REFERENCES,
  netDays: 2,
  plan: null,
  paymentLink: true,
  collectPolicy: random.pick(['never', 'on_send']),
  issue: random.pick(['draft', 'send', 'send', 'send']),
});

/** Staff write a schedule of days that began before now, and do with it whatever they may while its invoices are made. */
export function planSchedule(world: World, merchant: Merchant, customerId: string, random: Random): void {
  const { scheduler } = world;
  const scheduleId = makeId('sch', scheduler.now(), random.bytes(9));
  const today = localDateAt(scheduler.now(), merchant.timeZone);
  const input = {
    customerId,
    name: 'Hosting',
    currency: null,
    every: random.pick([1, 2, 3, 5]),
    unit: 'days',
    startsOn: addDays(today, -random.int(MOST_MISSED)),
    trialDays: 0,
    day: null,
    endsOn: null,
    runs: random.between(2, 7),
    timing: random.pick(['advance', 'advance', 'arrears'] as const),
    timeZone: null,
    hour: random.int(24),
    catchUpLimit: random.pick([1, 3, 10]),
    mails: random.chance(0.5),
    terms: termsOf(scheduleId, random.fork('terms')),
  } as const;
  retryUntilAnswered(
    world,
    'create schedule',
    ({ ctx }) => createSchedule(ctx, { scope: merchant.scope, scheduleId, commandId: scheduleId, input }),
    (asked) => {
      if (!asked.answered || asked.result.kind !== 'done') return;
      for (let acts = random.between(1, 6); acts > 0; acts -= 1) {
        const own = random.fork(`act ${acts}`);
        // Around the moment at which its first invoices are made, or in the days after it.
        const at =
          scheduler.now() + own.pick([own.wait(60_000), own.int(2 * HOUR_MS), own.int(72 * HOUR_MS)]);
        scheduler.at(at, 'staff acts on a schedule', () => act(world, merchant, scheduleId, own));
      }
      // In a period's midst, once its invoice went out: what is left of it is given back and asked for anew.
      for (let changes = random.int(4); changes > 0; changes -= 1) {
        const own = random.fork(`midst ${changes}`);
        const at = scheduler.now() + own.between(2, 90) * HOUR_MS;
        scheduler.at(at, 'staff changes a running period', () => changeNow(world, merchant, scheduleId, own));
      }
      answerLater(world, merchant, scheduleId, random.fork('answer'));
      cadenceLater(world, merchant, scheduleId, random.fork('cadence'));
    },
  );
}

function changeNow(world: World, merchant: Merchant, scheduleId: string, random: Random): void {
  const commandId = makeId('req', world.scheduler.now(), random.bytes(9));
  const ask = {
    scope: merchant.scope,
    scheduleId,
    commandId,
    terms: termsOf(scheduleId, random.fork('terms')),
  };
  retryUntilAnswered(
    world,
    'change now',
    ({ ctx }) => changeTerms(ctx, { ...ask, from: 'now' }),
    undefined,
    0,
  );
}

/** How often it invoices changes now and then: it goes on as another, which staff act on as well, and which may change again. */
function cadenceLater(world: World, merchant: Merchant, scheduleId: string, random: Random): void {
  if (!random.chance(0.5)) return;
  const { scheduler } = world;
  scheduler.at(scheduler.now() + random.int(100 * HOUR_MS), 'staff changes a cadence', () => {
    const now = scheduler.now();
    const successorId = makeId('sch', now, random.bytes(9));
    const startsOn = random.chance(0.3)
      ? addDays(localDateAt(now, merchant.timeZone), random.between(1, 6))
      : null;
    const cadence = { every: random.pick([1, 2, 4]), unit: 'days', day: null, startsOn } as const;
    const commandId = makeId('req', now, random.bytes(9));
    const terms = termsOf(successorId, random.fork('terms'));
    const ask = { scope: merchant.scope, scheduleId, commandId, successorId, terms, ...cadence };
    retryUntilAnswered(
      world,
      'change cadence',
      ({ ctx }) => changeCadence(ctx, ask),
      (asked) => {
        if (!asked.answered || asked.result.kind !== 'done') return;
        const own = random.fork('acts');
        scheduler.at(now + own.int(72 * HOUR_MS), 'staff acts on a schedule', () =>
          act(world, merchant, successorId, own),
        );
        answerLater(world, merchant, successorId, random.fork('answer'));
        cadenceLater(world, merchant, successorId, random.fork('again'));
      },
    );
  });
}

/** Whoever is asked what becomes of missed periods answers within a day, and starts again what stopped. */
function answerLater(world: World, merchant: Merchant, scheduleId: string, random: Random): void {
  const { scheduler } = world;
  for (const hours of [1, 26, 80, 104]) {
    const own = random.fork(`${hours}`);
    const commandId = makeId('req', scheduler.now(), own.bytes(9));
    const ask = { scope: merchant.scope, scheduleId };
    scheduler.at(scheduler.now() + hours * HOUR_MS, 'staff answers a schedule', () => {
      const missed = own.pick(['skip', 'catch_up'] as const);
      retryUntilAnswered(
        world,
        'answer schedule',
        ({ ctx }) => answerSchedule(ctx, { ...ask, commandId: `${commandId}/answer`, missed }),
        undefined,
        0,
      );
      const again = { ...ask, commandId: `${commandId}/again` };
      retryUntilAnswered(world, 'start again', ({ ctx }) => startScheduleAgain(ctx, again), undefined, 0);
    });
  }
}

function act(world: World, merchant: Merchant, scheduleId: string, random: Random): void {
  const [row] = rowsOf(world, 'SELECT next_number FROM schedules WHERE id = ?', scheduleId);
  const next = row?.number('next_number') ?? 1;
  const ask = {
    scope: merchant.scope,
    scheduleId,
    commandId: makeId('req', world.scheduler.now(), random.bytes(9)),
  };
  const missed = random.pick(['skip', 'catch_up'] as const);
  const terms = termsOf(scheduleId, random.fork('terms'));
  const from = random.pick(['next', 'now'] as const);
  const ahead = next + random.int(3);
  type Act = (isolate: Isolate) => ReturnType<typeof skipPeriod>;
  const acts: readonly (readonly [string, Act])[] = [
    ['change', ({ ctx }) => changeTerms(ctx, { ...ask, terms, from })],
    ['skip', ({ ctx }) => skipPeriod(ctx, { ...ask, number: null })],
    ['skip ahead', ({ ctx }) => skipPeriod(ctx, { ...ask, number: ahead })],
    ['pause', ({ ctx }) => pauseSchedule(ctx, ask)],
    ['resume', ({ ctx }) => resumeSchedule(ctx, { ...ask, missed })],
    ['end', ({ ctx }) => endSchedule(ctx, { ...ask, when: 'period_end', giveBack: false })],
  ];
  const [name, work] = acts[random.int(acts.length)] ?? ['pause', ({ ctx }) => pauseSchedule(ctx, ask)];
  retryUntilAnswered(world, `${name} schedule`, work, () => {
    if (name !== 'pause') return;
    const at = world.scheduler.now() + random.int(30 * HOUR_MS);
    const resumed = { ...ask, commandId: `${ask.commandId}/resumed`, missed };
    world.scheduler.at(at, 'staff resumes a schedule', () =>
      retryUntilAnswered(world, 'resume schedule', ({ ctx }) => resumeSchedule(ctx, resumed), undefined, 0),
    );
  });
}
