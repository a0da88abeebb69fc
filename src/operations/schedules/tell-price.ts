import { selectPriceTold } from '../../db/queries/schedules.ts';
import { addDays, instantAt, localDateAt } from '../../domain/calendar.ts';
import type { Effect, EffectPayload } from '../../domain/effects.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import type { ScheduleMessage } from '../../domain/schedule/messages.ts';
import { invoicedOn, periodAt } from '../../domain/schedule/recurrence.ts';
import { metersOf, type ScheduleTerms } from '../../domain/schedule/terms.ts';
import { termsOf } from '../../domain/schedule/terms-in-force.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  retryOnConflict,
} from '../core/context.ts';
import { readScheduleFacts, type ScheduleFacts } from './facts.ts';
import { isTold, tellCustomer } from './tell-customer.ts';
import type { TermsChange, TermsFrom } from './terms-change.ts';
import { totalsOfPeriod } from './try-terms.ts';

/** When the customer is told of changed terms: so many days before the first of them, or at once; none where they are not told. */
export function tellPriceEffects(
  ctx: Context,
  facts: ScheduleFacts,
  { number, version, fromDate, settlement }: TermsChange,
  from: TermsFrom,
  at: number,
): readonly Effect[] {
  const { recurrence, merchant, schedule } = facts;
  const period = periodAt(recurrence, number);
  if (!isTold(facts) || period === null) return [];
  const isSettled = settlement !== null;
  const today = localDateAt(at, recurrence.timeZone);
  const day = from === 'now' ? (fromDate ?? (isSettled ? today : period.from)) : period.from;
  const noticed = addDays(day, -merchant.scheduleNoticeDays);
  const dueAt = Math.max(at, instantAt(noticed, recurrence.hour, recurrence.timeZone));
  return [effect(ctx, 'tell_price', { scheduleId: schedule.id, version, from: day, isSettled }, dueAt)];
}

/**
 * Tells a schedule's customer of a new price, beside the one that held or was told before. Nothing is told where the terms were
 * changed once more, the schedule has ended, or its price is the same. Safe to repeat.
 */
export const tellPrice = (ctx: Context, payload: EffectPayload<'tell_price'>): Promise<Outcome<null>> =>
  retryOnConflict(ctx, () => attempt(ctx, payload));

async function attempt(
  ctx: Context,
  { scheduleId, version, from, isSettled }: EffectPayload<'tell_price'>,
): Promise<ConflictOr<Outcome<null>>> {
  const commandId = `schedule_price/${scheduleId}/${version}`;
  const facts = await readScheduleFacts(ctx, null, scheduleId, commandId);
  if (facts === undefined || facts.wasCommanded || !isTold(facts)) return decided(DONE);
  if (facts.schedule.status === 'ended' || facts.schedule.termsVersion !== version) return decided(DONE);
  const [told] = await selectPriceTold(ctx.db, scheduleId);
  const at = ctx.now();
  const message = messageOf(ctx, facts, toldVersion(told?.data), at);
  if (message === null) return decided(DONE);
  const mail = tellCustomer(
    ctx,
    facts,
    { ...message, from, ...(isSettled && { invoicedOn: null }) },
    {
      cause: `price/${version}`,
      at,
    },
  );
  const committed = await commitChange(ctx, {
    merchantId: facts.schedule.merchantId,
    commandId,
    at,
    appends: [
      {
        stream: { type: 'schedule', id: scheduleId },
        head: facts.head,
        type: 'schedule_price_told',
        data: { version },
      },
    ],
    rows: mail.rows,
    effects: mail.effects,
    result: null,
  });
  return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
}

const toldVersion = (data: unknown): number => {
  const version: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'version') : null;
  return typeof version === 'number' ? version : 1;
};

type Priced = Extract<ScheduleMessage, { template: 'schedule_price' }>;

/** What a period came to and what it comes to; null where that is the same and nothing is counted otherwise. */
function messageOf(ctx: Context, facts: ScheduleFacts, told: number, at: number): Priced | null {
  const { schedule, recurrence, versions } = facts;
  const changed = versions.find(({ version }) => version === schedule.termsVersion);
  const period = changed === undefined ? null : periodAt(recurrence, changed.fromNumber);
  if (changed === undefined || period === null) return null;
  const earlier = versions.filter(({ version }) => version < changed.version);
  const before = earlier.filter(
    ({ version, fromNumber }) => version <= told || fromNumber < changed.fromNumber,
  );
  const was = before.toSorted((a, b) => b.version - a.version)[0]?.terms ?? termsOf(period, earlier);
  const comesTo = (terms: ScheduleTerms): number | null => {
    const alone = { ...facts, versions: [{ version: 1, fromNumber: 1, fromDate: null, terms }] };
    const totals = totalsOfPeriod(ctx, alone, period, { quantities: new Map(), at });
    return totals.kind === 'done' ? totals.value.payable : null;
  };
  const [amountBefore, amount] = [comesTo(was), comesTo(changed.terms)];
  if (amountBefore === null || amount === null) return null;
  if (amountBefore === amount && countedOf(was) === countedOf(changed.terms)) return null;
  return {
    template: 'schedule_price',
    scheduleId: schedule.id,
    name: schedule.name,
    currency: schedule.currency,
    version: changed.version,
    cadence: { every: schedule.every, unit: schedule.unit },
    was: amountBefore,
    becomes: amount,
    from: period.from,
    invoicedOn: invoicedOn(recurrence, period),
    isCounted: metersOf(changed.terms).length > 0,
  };
}

/** What is counted and what that costs, to be compared. */
const countedOf = ({ lines }: ScheduleTerms): string =>
  JSON.stringify(
    lines.flatMap((line) =>
      line.kind === 'metered'
        ? [{ meter: line.meter, price: line.price, discount: line.discount, taxRates: line.taxRates }]
        : [],
    ),
  );
