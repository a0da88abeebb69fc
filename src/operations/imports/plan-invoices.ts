import {
  type Numbered,
  readNumbered,
  readNumbersOfNotes,
  selectFirstLines,
} from '../../db/queries/taken-invoices.ts';
import type { merchants } from '../../db/schema/index.ts';
import type { ImportLine } from '../../db/writes/customer-imports.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { parseCurrency } from '../../domain/currency.ts';
import { type ProblemOnLine, readInvoice, type TakenInvoice } from '../../domain/imports/read-invoice.ts';
import { say } from '../../domain/imports/read-invoice-row.ts';
import { storedNumber } from '../../domain/invoice/number.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { contentOf } from './content.ts';
import { findCustomers } from './find-customers.ts';

/** What an invoice of a file comes to. */
export type InvoicePlan =
  | { readonly kind: 'wrong'; readonly problems: readonly ProblemOnLine[] }
  | ({ readonly kind: 'create' } & Planned)
  | ({ readonly kind: 'same'; readonly invoiceId: string } & Planned);

export type Planned = {
  readonly invoice: TakenInvoice;
  readonly customerId: string;
  /** A hash of what the file says, by which a second file is known to say the same. */
  readonly content: string;
};

type Asked = {
  readonly importId: string;
  readonly merchant: typeof merchants.$inferSelect;
  readonly lines: readonly ImportLine[];
};

/**
 * What the invoices of lines come to, by their first lines: new, here already with the same content, or wrong. A few
 * statements, however many lines.
 */
export async function planInvoices(
  ctx: Context,
  scope: Scope,
  { importId, merchant, lines }: Asked,
): Promise<ReadonlyMap<number, InvoicePlan>> {
  const facts = {
    currency: parseCurrency(merchant.defaultCurrency) ?? unknownCurrency(merchant),
    today: localDateAt(ctx.now(), merchant.timeZone),
  };
  const groups = Map.groupBy(lines, ({ firstLine, line }) => firstLine ?? line);
  const plans = new Map<number, InvoicePlan>();
  const read: { readonly line: number; readonly invoice: TakenInvoice }[] = [];
  for (const [line, some] of groups) {
    const invoice = readInvoice(
      some.map(({ line: at, given }) => ({ line: at, cells: given })),
      facts,
    );
    if ('number' in invoice) read.push({ line, invoice });
    else plans.set(line, { kind: 'wrong', problems: invoice });
  }
  const numbers = read.map(({ invoice: { number } }) => number);
  const stored = numbers.map(storedNumber);
  const [customers, here, notes, firsts] = await Promise.all([
    findCustomers(
      ctx,
      scope,
      read.map(({ line, invoice: { customer } }) => ({ line, customer })),
    ),
    readNumbered(ctx.db, scope, stored),
    readNumbersOfNotes(ctx.db, scope, stored),
    selectFirstLines(ctx.db, importId, numbers),
  ]);
  const keyOf = (one: { readonly series: string; readonly numberValue: number }) =>
    `${one.numberValue} ${one.series}`;
  const issued = new Map(here.map((row) => [keyOf(row), row]));
  const credited = new Set(notes.map(keyOf));
  const firstOf = new Map(firsts.map(({ number, line }) => [number, line]));
  for (const { line, invoice } of read) {
    const wrong = (column: string | null, message: string) =>
      plans.set(line, { kind: 'wrong', problems: [{ line, column, message }] });
    const { number } = invoice;
    const first = firstOf.get(number) ?? line;
    const customer = customers.get(line);
    const known = issued.get(keyOf(storedNumber(number)));
    if (first < line) {
      wrong('number', `${number} stands on line ${first} already: the lines of an invoice stand together.`);
    } else if (credited.has(keyOf(storedNumber(number)))) {
      wrong('number', `${number} is the number of a credit note here.`);
    } else if (customer === undefined || !('customerId' in customer)) {
      wrong(customer?.column ?? null, customer?.message ?? 'It does not say whose invoice it is.');
    } else {
      const planned = {
        invoice,
        customerId: customer.customerId,
        content: await contentOf(invoice, customer),
      };
      if (known === undefined) plans.set(line, { kind: 'create', ...planned });
      else if (known.content === planned.content)
        plans.set(line, { kind: 'same', invoiceId: known.id, ...planned });
      else wrong('number', otherContent(known, planned));
    }
  }
  return plans;
}

/** Both are told, so that a person sees which of them is right. */
function otherContent(known: Numbered, { invoice, customerId }: Planned): string {
  const currency = parseCurrency(known.currency);
  const there = currency === null ? String(known.amountDue) : say(known.amountDue, currency);
  const how = known.first === 'taken_over' ? 'was taken over before' : 'was issued here';
  const whose = known.customerId === customerId ? 'the same customer' : 'another customer';
  return `${invoice.number} ${how}, over ${there} of ${known.issueDate ?? 'no day'}, for ${whose}; the file has ${say(invoice.total, invoice.currency)} of ${invoice.issueDate}${known.amountDue === invoice.total ? ' and says something else of it' : ''}. An issued invoice is never changed.`;
}

function unknownCurrency({ defaultCurrency }: typeof merchants.$inferSelect): never {
  throw new Error(`a business with the unknown currency ${defaultCurrency}`);
}
