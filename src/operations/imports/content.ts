import type { FiledSchedule } from '../../domain/imports/filed-schedule.ts';
import type { TakenInvoice } from '../../domain/imports/read-invoice.ts';
import { isOneOfAll } from '../../domain/imports/read-units.ts';
import { sha256Hex } from '../facts/hash.ts';

/** What a file says of an invoice, as a hash: the same file, sent again, says the same. */
export async function contentOf(
  { customer: _, lines, ...invoice }: TakenInvoice,
  { customerId }: { readonly customerId: string },
): Promise<string> {
  // What names no quantity says what it said before quantities were read.
  const said = lines.map(({ units, ...line }) => (isOneOfAll(units) ? line : { ...line, units }));
  const text = JSON.stringify([customerId, ...Object.entries({ ...invoice, lines: said }).toSorted(byName)]);
  return sha256Hex(text);
}

const byName = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1);

/** The same of a schedule: not how far it is, which moves by itself. */
export const contentOfSchedule = ({ asked, beyond }: FiledSchedule, customerId: string): Promise<string> =>
  sha256Hex(JSON.stringify(inOrder([customerId, asked, beyond])));

/** With the fields of each object by their names. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(byName)
      .map(([name, each]) => [name, inOrder(each)]),
  );
};
