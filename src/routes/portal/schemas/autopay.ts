import { z } from 'zod';
import { parseId } from '../../../domain/ids.ts';
import { id, text, textOrNull } from './fields.ts';

/** The choices as they were typed; null for one that did not come. */
const typedChoices = z.object({ when: textOrNull, method: textOrNull, cap: textOrNull }).catchall(textOrNull);

export type TypedChoices = z.output<typeof typedChoices>;

/** The field of a currency's limit; that of the business's own is called as it always was. */
export const capField = (currency: string, own: string): string =>
  currency === own ? 'cap' : `cap_${currency}`;

/** Turns autopay on. The limit is read once the merchant's currency is known. */
export const autopayForm = typedChoices.extend({ terms: text() }).transform(({ terms, ...typed }) => ({
  terms,
  when: typed.when === 'on_send' ? ('on_send' as const) : ('on_due_date' as const),
  methodId: parseId('pm', typed.method ?? ''),
  typed,
}));

export type AutopayForm = z.output<typeof autopayForm>;

/** The invoice to pause or resume. */
export const invoiceForm = z.object({ invoice: id('inv') });
