import type { PeriodCredit } from '../../../src/db/schema/schedules.ts';
import type { World } from '../world/world.ts';
import type { Finding } from './money.ts';
import { type Row, rowsOf } from './rows.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * What a change in a period's midst gave back is on one credit note: so many days of what the invoice was worth before it. There is none
 * where it was worth nothing any more.
 */
const wrongGivenBack = (world: World, period: Row): string[] => {
  const told = period.maybe('credit');
  if (typeof told !== 'string' || period.maybe('problem') !== null) return [];
  const { invoiceId, creditNoteId, days, of }: PeriodCredit = JSON.parse(told);
  const where = `${period.text('schedule_id')}: part ${period.number('part')} of period ${period.number('number')}`;
  const [note] = rowsOf(world, 'SELECT payable, rowid AS place FROM credit_notes WHERE id = ?', creditNoteId);
  const [invoice] = rowsOf(world, 'SELECT status, amount_due FROM invoices WHERE id = ?', invoiceId);
  const [before] = rowsOf(
    world,
    'SELECT coalesce(sum(payable), 0) AS off FROM credit_notes WHERE invoice_id = ? AND id <> ? AND rowid < ?',
    invoiceId,
    creditNoteId,
    note?.number('place') ?? Number.MAX_SAFE_INTEGER,
  );
  const isWorth = invoice !== undefined && ['open', 'paid'].includes(invoice.text('status'));
  const left = (invoice?.number('amount_due') ?? 0) - (before?.number('off') ?? 0);
  const share = Math.floor((left * days * 2 + of) / (of * 2));
  if (note === undefined) return isWorth && share > 0 ? [`${where} gave nothing of ${share} back`] : [];
  return note.number('payable') === share ? [] : [`${where} gave ${note.number('payable')} of ${share} back`];
};

/** One that goes on as another invoices no day of that one's, and ended where it said. */
const wrongSuccessor = (world: World, schedule: Row, periods: readonly Row[]): string[] => {
  const successor = schedule.maybe('succeeded_by');
  if (typeof successor !== 'string') return [];
  const where = `${schedule.text('id')}, which goes on as ${successor}`;
  const [next] = rowsOf(world, 'SELECT anchor FROM schedules WHERE id = ?', successor);
  if (next === undefined) return [`${where}: there is no such schedule`];
  const runs = schedule.maybe('runs');
  const beyond = periods.filter(
    (period) =>
      period.text('to_date') >= next.text('anchor') ||
      (typeof runs === 'number' && period.number('number') > runs),
  );
  return beyond.map(
    (period) => `${where}: period ${period.number('number')} is of days that are the other's`,
  );
};

/**
 * Each period of a schedule was dealt with once, in order and on its days, and has one invoice: counted among the invoices themselves,
 * which name their schedule in their notes. What is due was made, unless a person has to say something first.
 */
export const checkSchedules = (world: World): Finding[] =>
  rowsOf(world, 'SELECT * FROM schedules').flatMap((schedule) => {
    const [id, next, every] = [schedule.text('id'), schedule.number('next_number'), schedule.number('every')];
    const periods = rowsOf(
      world,
      'SELECT * FROM schedule_periods WHERE schedule_id = ? ORDER BY number, part',
      id,
    );
    const dealt = periods
      .filter((period) => period.number('part') === 0)
      .map((period) => period.number('number'));
    const before = dealt.filter((number) => number < next);
    const invoiced = periods.filter((period) => period.maybe('invoice_id') !== null);
    const made = rowsOf(world, 'SELECT id FROM invoices WHERE notes = ?', id).map((row) => row.text('id'));
    const known = new Set(invoiced.map((period) => period.text('invoice_id')));
    const wrongDays = periods.filter((period) => {
      const first = Date.parse(schedule.text('anchor')) + (period.number('number') - 1) * every * DAY_MS;
      const [from, to] = [Date.parse(period.text('from_date')), Date.parse(period.text('to_date'))];
      // A part begins within its period, and both end with it.
      const isWithin = period.number('part') === 0 ? from === first : from >= first && from <= to;
      return !isWithin || to !== first + (every - 1) * DAY_MS;
    });
    const waits = schedule.maybe('check_at');
    return [
      ...(before.length === next - 1
        ? []
        : [`${id}: ${before.length} periods of ${next - 1} were dealt with`]),
      ...invoiced
        .filter((period) => period.number('part') === 0 && period.number('number') >= next)
        .map((period) => `${id}: period ${period.number('number')} was invoiced and is still to come`),
      ...(dealt.includes(next) ? [`${id}: period ${next} was dealt with and is still to come`] : []),
      ...(made.length === known.size && made.every((invoice) => known.has(invoice))
        ? []
        : [`${id}: ${made.length} invoices for ${known.size} periods`]),
      ...periods.flatMap((period) => wrongGivenBack(world, period)),
      ...wrongSuccessor(world, schedule, periods),
      ...wrongDays.map((period) => `${id}: period ${period.number('number')} has other days than its own`),
      ...(typeof waits === 'number' && waits < world.scheduler.now() - HOUR_MS
        ? [`${id}: period ${next} is due and was not made`]
        : []),
    ];
  });
