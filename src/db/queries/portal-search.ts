import { or, type SQL, sql } from 'drizzle-orm';
import type { InvoiceSearch } from '../../domain/invoice/read-search.ts';
import { listed } from './listed.ts';
import { isOwners, type OwnerScope } from './portal-invoices.ts';

const IS_WHOLE = sql`substr(invoices.series, 1, 1) = '='`;
const COUNTED = sql`coalesce(invoices.series, '')`;

/** The domain's `invoiceNumber` as SQL, and with its counter as it is: `NW-0042`, `NW-42`; without spaces, dashes and capitals. */
const NUMBER = sql`lower(replace(replace(iif(${IS_WHOLE}, substr(invoices.series, 2), ${COUNTED}
  || printf('%04d', invoices.number_value) || char(10) || ${COUNTED} || invoices.number_value), ' ', ''), '-', ''))`;

/** What the portal shows that a customer finds an invoice by, a line each. */
const REFERENCES = sql`lower(coalesce(invoices.details ->> 'purchaseOrder', '') || char(10)
  || coalesce(invoices.details ->> 'buyerReference', '') || char(10)
  || coalesce(invoices.details ->> 'contract', '') || char(10) || coalesce((
    SELECT group_concat(field.value ->> 'value', char(10)) FROM json_each(invoices.details, '$.customFields') field
    WHERE instr(field.value ->> 'shownOn', '"portal"')), ''))`;

/** What an invoice came to, and of an open one what is left. */
const AMOUNTS = sql`(invoices.amount_due, iif(invoices.status = 'open', invoices.amount_due - invoices.amount_paid, -1))`;

/** That a row at hand is what is looked for: by a part of its number or of a reference, or by an amount. */
export function isFound({ spellings, compact, amounts }: InvoiceSearch): SQL | undefined {
  return or(
    compact === null ? undefined : sql`instr(${NUMBER}, ${compact}) > 0`,
    ...spellings.map((spelling) => sql`instr(${REFERENCES}, ${spelling}) > 0`),
    ...amounts.map(
      ({ minor, currencies }) => sql`(${minor} IN ${AMOUNTS} AND invoices.currency IN ${listed(currencies)})`,
    ),
  );
}

/** The places of an owner's invoices whose number was typed, by the index of numbers; null where none can be. */
export function named(
  owner: OwnerScope,
  search: InvoiceSearch | null,
  statuses: readonly string[],
): SQL | null {
  if (search === null || search.numbers.length === 0) return null;
  return sql`SELECT named.rowid FROM json_each(${JSON.stringify(search.numbers)}) number CROSS JOIN invoices named
    ON named.series = number.value ->> 'series' AND named.number_value = number.value ->> 'value'
    WHERE named.merchant_id = ${owner.merchantId} AND named.livemode = ${Number(owner.livemode)}
      AND ${isOwners(sql`+named.customer_id`, owner)} AND named.status IN ${listed(statuses)}`;
}

/** Whether an invoice's number was typed. */
export const isNamed = (
  { series, numberValue }: { readonly series: string | null; readonly numberValue: number | null },
  search: InvoiceSearch | null,
): boolean =>
  search?.numbers.some((number) => number.series === series && number.value === numberValue) ?? false;
