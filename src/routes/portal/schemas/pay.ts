import { z } from 'zod';
import { parseCurrency } from '../../../domain/currency.ts';
import { type Id, parseId } from '../../../domain/ids.ts';
import { MOST_AT_ONCE } from '../../../operations/checkout/order.ts';
import type { Selection } from '../../../operations/checkout/review-cart.ts';
import { id, text, textOrNull, texts } from './fields.ts';

/** Whether all that is left is to be paid, where less is asked for now. */
const isWhole = text().transform((typed) => typed === 'all');

/** The invoices to review: all of a currency, or those that are named. */
export const payQuery = z
  .object({ currency: textOrNull, invoice: texts, pay: isWhole })
  .transform(({ currency, invoice, pay }, context) => {
    const selection = currency === null ? theseOf(invoice) : allOf(currency);
    if (selection !== null) return { selection, whole: pay };
    context.addIssue({ code: 'custom', input: { currency, invoice } });
    return z.NEVER;
  });

function allOf(text: string): Selection | null {
  const currency = parseCurrency(text);
  return currency === null ? null : { kind: 'currency', currency };
}

function theseOf(names: readonly string[]): Selection | null {
  const ids = names.map((name) => parseId('inv', name)).filter((name) => name !== null);
  return ids.length === names.length ? { kind: 'these', ids } : null;
}

/** An invoice and the version that was shown, as the page encodes them: `inv_….3`. */
export type Shown = { readonly id: Id<'inv'>; readonly version: number };

export const shownList = texts.transform((names, context): readonly Shown[] => {
  const shown = names.map(readShown).filter((one) => one !== null);
  if (shown.length === names.length && shown.length <= MOST_AT_ONCE) return shown;
  context.addIssue({ code: 'custom', input: names });
  return z.NEVER;
});

function readShown(name: string): Shown | null {
  const [, invoice = '', version = ''] = /^([a-z0-9_]+)\.([1-9]\d{0,8})$/.exec(name) ?? [];
  const known = parseId('inv', invoice);
  return known === null ? null : { id: known, version: Number(version) };
}

/** Amounts as they were typed, by invoice, parsed once the invoice's currency is known. */
export type TypedAmounts = ReadonlyMap<string, string>;

const AMOUNT = 'amount.';

/** What is to be paid: invoices with the amounts typed, or one invoice with a method on file. */
export const payForm = z
  .object({ invoice: shownList, method: id('pm').optional(), pay: isWhole })
  .catchall(text())
  .transform(({ invoice, method, pay, ...others }) => ({
    shown: invoice,
    methodId: method ?? null,
    whole: pay,
    amounts: amountsIn(others),
    asked: askedIn(others),
  }));

const amountsIn = (fields: Readonly<Record<string, string>>): TypedAmounts =>
  new Map(
    Object.entries(fields)
      .filter(([name]) => name.startsWith(AMOUNT))
      .map(([name, typed]) => [name.slice(AMOUNT.length), typed]),
  );

const ASKED = 'asked.';

/** What the page showed of invoices with a plan, in minor units: what is paid is what was shown. */
const askedIn = (fields: Readonly<Record<string, string>>): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(fields)
      .filter(([name, value]) => name.startsWith(ASKED) && /^[1-9]\d{0,11}$/.test(value))
      .map(([name, value]) => [name.slice(ASKED.length), Number(value)]),
  );
