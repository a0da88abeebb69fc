import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { selectByIds } from '../../db/queries/import-matches.ts';
import { readKeyedSchedules, selectSchedulesById } from '../../db/queries/schedules.ts';
import { selectFirstLines } from '../../db/queries/taken-invoices.ts';
import type { merchants } from '../../db/schema/index.ts';
import type { ImportLine, ImportRow } from '../../db/writes/customer-imports.ts';
import { type Currency, parseCurrency } from '../../domain/currency.ts';
import type { FiledSchedule } from '../../domain/imports/filed-schedule.ts';
import type { ProblemOnLine } from '../../domain/imports/read-invoice.ts';
import { type ReadSchedule, readSchedule } from '../../domain/imports/read-schedule.ts';
import { readSubscription } from '../../domain/imports/read-subscription.ts';
import { scheduleRows } from '../../domain/imports/schedule-row-cells.ts';
import type { Context } from '../core/context.ts';
import { exported } from '../schedules/stream-schedules.ts';
import { contentOfSchedule } from './content.ts';
import { findCustomers } from './find-customers.ts';
import { columnOfCustomer, type PlannedSchedule, tryFiled } from './try-filed.ts';

type Merchant = typeof merchants.$inferSelect;

/** What a schedule of a file comes to. */
export type SchedulePlan =
  | { readonly kind: 'wrong'; readonly problems: readonly ProblemOnLine[] }
  /** It is over where it comes from. */
  | { readonly kind: 'over'; readonly remark: string }
  | { readonly kind: 'same'; readonly scheduleId: string; readonly customerId: string }
  | ({ readonly kind: 'create' } & PlannedSchedule);

type Asked = { readonly merchant: Merchant; readonly lines: readonly ImportLine[] };

/**
 * What the schedules of lines come to, by their first lines: new with their next invoice, here already, over, or wrong. A few
 * statements, however many lines.
 */
export async function planSchedules(
  ctx: Context,
  row: ImportRow,
  { merchant, lines }: Asked,
): Promise<ReadonlyMap<number, SchedulePlan>> {
  const currency = parseCurrency(merchant.defaultCurrency);
  if (currency === null) throw new Error(`a business with the unknown currency ${merchant.defaultCurrency}`);
  const groups = Map.groupBy(lines, ({ firstLine, line }) => firstLine ?? line);
  const plans = new Map<number, SchedulePlan>();
  const filed = new Map<number, FiledSchedule>();
  for (const [line, some] of groups) {
    const read = readGroup(row, some, { currency, timeZone: merchant.timeZone, now: ctx.now() });
    if (read.kind === 'schedule') filed.set(line, read.filed);
    else plans.set(line, read);
  }
  const { customers, byId, standing, firstOf, connectionId } = await readAround(ctx, row, filed);
  for (const [line, one] of filed) {
    const wrong = (column: string | null, message: string) =>
      plans.set(line, { kind: 'wrong', problems: [{ line, column, message }] });
    const found = customers.get(line);
    const first = firstOf.get(one.key.normalize('NFC')) ?? line;
    if (first < line) {
      wrong(
        row.about === 'schedules' ? 'externalId' : 'id',
        `${one.key} stands on line ${first} already: the lines of a schedule stand together.`,
      );
    } else if (found === undefined || !('customerId' in found)) {
      const { column, message } = columnOfCustomer(row.about, found);
      wrong(column, message);
    } else {
      const { customerId } = found;
      const content = await contentOfSchedule(one, customerId);
      const known = standing.get(one.key);
      if (known === undefined) {
        const where = { line, rows: groups.get(line) ?? [], about: row.about };
        const about = { merchant, customer: byId.get(customerId), connectionId };
        plans.set(line, tryFiled(ctx, row, { filed: one, content, customerId, ...about }, where));
      } else if (
        // Stripe renews it each month, and its file says so: it was taken over all the same.
        row.about === 'subscriptions' ||
        (await known.says(content, await contentOfSchedule(inHouse(one, merchant), customerId)))
      ) {
        plans.set(line, { kind: 'same', scheduleId: known.id, customerId });
      } else {
        wrong(
          'externalId',
          `${one.key} is here already, as “${known.name}”, and says something else: a file changes no schedule. Change it on its page, or leave it out.`,
        );
      }
    }
  }
  return plans;
}

function readGroup(
  { about }: ImportRow,
  lines: readonly ImportLine[],
  facts: { readonly currency: Currency; readonly timeZone: string; readonly now: number },
): ReadSchedule {
  const rows = lines.map(({ line, given }) => ({ line, cells: given }));
  return about === 'subscriptions' ? readSubscription(rows, facts) : readSchedule(rows, facts);
}

/** With what the business's own settings say where the file says nothing. */
const inHouse = (filed: FiledSchedule, merchant: Merchant): FiledSchedule => ({
  ...filed,
  asked: {
    ...filed.asked,
    currency: filed.asked.currency ?? parseCurrency(merchant.defaultCurrency),
    timeZone: filed.asked.timeZone ?? merchant.timeZone,
    hour: filed.asked.hour ?? merchant.collectHour,
  },
});

async function readAround(ctx: Context, row: ImportRow, filed: ReadonlyMap<number, FiledSchedule>) {
  const scope = { merchantId: row.merchantId, livemode: row.livemode };
  const keys = [...filed.values()].map(({ key }) => key);
  const [customers, keyed, firsts, [connection]] = await Promise.all([
    findCustomers(
      ctx,
      scope,
      [...filed].map(([line, { customer }]) => ({ line, customer })),
    ),
    readKeyedSchedules(ctx.db, scope, keys),
    selectFirstLines(
      ctx.db,
      row.id,
      keys.map((key) => key.normalize('NFC')),
    ),
    selectActiveConnection(ctx.db, scope),
  ]);
  const ids = [...customers.values()].flatMap((found) => ('customerId' in found ? [found.customerId] : []));
  const [rows, here] = await Promise.all([
    selectByIds(ctx.db, [...new Set(ids)]),
    selectSchedulesById(ctx.db, scope, [...new Set(keyed.map(({ id }) => id))]),
  ]);
  const withTerms = new Map(here.map((one) => [one.schedule.id, one]));
  const standing = new Map(
    keyed.flatMap(({ key, id, content }) => {
      const one = withTerms.get(id);
      return one === undefined ? [] : [[key, standingOf(id, content, one)] as const];
    }),
  );
  return {
    customers,
    byId: new Map(rows.map((customer) => [customer.id, customer])),
    standing,
    firstOf: new Map(firsts.map(({ number, line }) => [number, line])),
    connectionId: connection?.id ?? null,
  };
}

type WithTerms = Awaited<ReturnType<typeof selectSchedulesById>>[number];

/** A schedule that is here. A row is the same where the file that made it said so, or where it is what would be exported now. */
const standingOf = (id: string, content: string | null, one: WithTerms) => ({
  id,
  name: one.schedule.name,
  async says(asGiven: string, inFull: string): Promise<boolean> {
    if (asGiven === content) return true;
    const cells = scheduleRows({ ...exported(one), status: 'active' }).map((of) =>
      Object.fromEntries(
        Object.entries(of).flatMap(([column, value]) => (value === null ? [] : [[column, String(value)]])),
      ),
    );
    const currency = parseCurrency(one.schedule.currency);
    if (currency === null) return false;
    const now = readSchedule(
      cells.map((each, at) => ({ line: at + 1, cells: each })),
      { currency },
    );
    if (now.kind !== 'schedule') return false;
    return (await contentOfSchedule(now.filed, one.schedule.customerId)) === inFull;
  },
});
