import type { TakenInvoice } from '../../domain/imports/read-invoice.ts';
import { isOneOfAll } from '../../domain/imports/read-units.ts';

/** What a file says of an invoice, as a hash: the same file, sent again, says the same. */
export async function contentOf(
  { customer: _, lines, ...invoice }: TakenInvoice,
  { customerId }: { readonly customerId: string },
): Promise<string> {
  // What names no quantity says what it said before quantities were read.
  const said = lines.map(({ units, ...line }) => (isOneOfAll(units) ? line : { ...line, units }));
  const text = JSON.stringify([customerId, ...Object.entries({ ...invoice, lines: said }).toSorted(byName)]);
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const byName = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1);
