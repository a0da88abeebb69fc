import { type LocalDate, localDateAt, parseLocalDate } from '../../domain/calendar.ts';
import { type Done, done } from '../../domain/outcome.ts';
import type { StatementDocument } from '../../domain/statement-document.ts';
import type { Context } from '../core/context.ts';
import type { Visit } from '../facts/visit.ts';
import {
  type AccountStatement,
  readAccountStatement,
  type StatementPeriod,
} from '../statements/read-statement.ts';

export type { StatementPeriod } from '../statements/read-statement.ts';
export type StatementPage = AccountStatement;

/** The most entries of a kind on a statement; a longer one has to be requested in parts. */
const MOST_ENTRIES = 1_000;

/** The default period: this month and the two before it. */
function usualPeriod(ctx: Context, visit: Visit): StatementPeriod {
  const to: LocalDate = localDateAt(ctx.now(), visit.merchant.timeZone);
  const months = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1 - 2;
  const month = String((months % 12) + 1).padStart(2, '0');
  return { from: parseLocalDate(`${Math.floor(months / 12)}-${month}-01`) ?? to, to };
}

/**
 * A customer's account over a period, the usual one where it is null, in the merchant's time zone. One D1 round
 * trip.
 */
export async function readOwnStatement(
  ctx: Context,
  { visit, ...asked }: { readonly visit: Visit; readonly period: StatementPeriod | null },
): Promise<Done<StatementPage>> {
  const period = asked.period ?? usualPeriod(ctx, visit);
  const { timeZone } = visit.merchant;
  return done(await readAccountStatement(ctx, { owner: visit, timeZone, period, most: MOST_ENTRIES }));
}

/** The same as a document, with a link to each invoice, which are made and not read; null where it is too long. */
export async function drawOwnStatement(
  ctx: Context,
  { visit, page }: { readonly visit: Visit; readonly page: StatementPage },
): Promise<Done<StatementDocument | null>> {
  if (page.isTooLong) return done(null);
  const { from, to } = page;
  const { name, email } = visit.customer;
  return done({
    from,
    to,
    locale: visit.locale,
    merchant: visit.merchant,
    customer: { name, email, addressLines: [], taxIds: [] },
    currency: visit.merchant.defaultCurrency,
    statements: await Promise.all(
      page.statements.map(async (statement) => ({
        ...statement,
        entries: await Promise.all(
          statement.entries.map(async (entry) => ({
            ...entry,
            url: entry.invoice === undefined ? null : await ctx.links.url('view', entry.invoice),
          })),
        ),
      })),
    ),
  });
}
