import { LINK_KEEPS } from '../../../domain/collection/link-keeps.ts';
import { E_INVOICE_FORMATS } from '../../../domain/e-invoice/format.ts';
import { CONTACTS_MAIL } from '../../../domain/mail/contacts.ts';
import type { Profile, ProfileChange } from '../../../domain/profile/profile.ts';
import { SCHEDULE_RIGHTS } from '../../../domain/schedule/rights.ts';
import { TAX_ID_KINDS, type TaxId } from '../../../domain/tax-id/kinds.ts';
import { tidyText } from '../../../domain/text.ts';
import type { SettingsChange } from '../../../operations/merchants/update-settings.ts';
import type { FieldName, Values } from '../../../views/dashboard/profile/fields.ts';
import type { TaxRow } from '../../../views/dashboard/profile/tax-rows.tsx';

/** Fields of a POST, as texts; a file is none. */
export type Typed = Readonly<Record<string, string>>;

export const typedOf = (form: Readonly<Record<string, unknown>>): Typed =>
  Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? tidyText(value) : '']),
  );

/** What was typed into these fields: an absent one was not ticked. */
export const typedValues = (names: readonly FieldName[], typed: Typed): Values =>
  Object.fromEntries(names.map((name) => [name, typed[name] ?? '']));

/** The fields whose value is another than the form was drawn with. */
export const touched = (names: readonly FieldName[], values: Values, was: Values): readonly FieldName[] =>
  names.filter((name) => (values[name] ?? '') !== (was[name] ?? ''));

export const taxRowsTyped = (typed: Typed): readonly TaxRow[] =>
  Array.from({ length: 5 }, (_, index) => ({
    kind: typed[`taxKind${index}`] ?? 'other',
    value: typed[`taxValue${index}`] ?? '',
  }));

const isKind = (kind: string): kind is TaxId['kind'] => TAX_ID_KINDS.some((each) => each === kind);

export const taxIdsOf = (rows: readonly TaxRow[]): readonly TaxId[] =>
  rows.flatMap(({ kind, value }) => (value !== '' && isKind(kind) ? [{ kind, value }] : []));

const orNull = (text: string): string | null => (text === '' ? null : text);
const ADDRESS: ReadonlySet<FieldName> = new Set(['line1', 'line2', 'town', 'region', 'postcode', 'country']);

/** The change of the profile that these fields ask for, on top of what is in force. */
export function profileChange(names: readonly FieldName[], values: Values, now: Profile): ProfileChange {
  const has = (name: FieldName) => names.includes(name);
  const text = (name: FieldName) => values[name] ?? '';
  const address = Object.fromEntries(
    names.filter((name) => ADDRESS.has(name)).map((name) => [name, orNull(text(name))]),
  );
  const country = address.country?.toUpperCase();
  return {
    ...(has('legalName') && { legalName: text('legalName') }),
    ...(has('displayName') && { displayName: text('displayName') }),
    ...(has('email') && { email: text('email') }),
    ...(has('telephone') && { telephone: orNull(text('telephone')) }),
    ...(has('website') && { website: orNull(text('website')) }),
    ...(has('locale') && { locale: text('locale') }),
    ...(has('timeZone') && { timeZone: text('timeZone') }),
    ...(has('currency') && { currency: text('currency').toUpperCase() }),
    ...(Object.keys(address).length > 0 && {
      address: { ...now.address, ...address, ...(country !== undefined && { country }) },
    }),
    ...(has('taxId') && { taxId: orNull(text('taxId')) }),
    ...(has('brandColor') && { brandColor: text('brandColor') }),
    ...(has('footer') && { footer: orNull(text('footer')) }),
    ...(has('numberPrefix') && { numberPrefix: text('numberPrefix') }),
    ...(has('creditNotePrefix') && { creditNotePrefix: orNull(text('creditNotePrefix')) }),
    ...(has('eInvoice') && { eInvoice: oneOf(E_INVOICE_FORMATS, text('eInvoice')) ?? null }),
    ...(has('replyTo') && { replyTo: orNull(text('replyTo')) }),
  };
}

/** A whole number, or one that no rule takes: the domain says what is wrong with it. */
const whole = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : -1);
const days = (text: string): readonly number[] => (text === '' ? [] : text.split(/[\s,;]+/).map(whole));
const oneOf = <T extends string>(words: readonly T[], text: string): T | undefined =>
  words.find((word) => word === text);

/** The change of the settings of collecting that these fields ask for. */
export function settingsChange(names: readonly FieldName[], values: Values): SettingsChange {
  const has = (name: FieldName) => names.includes(name);
  const text = (name: FieldName) => values[name] ?? '';
  const isOn = (name: FieldName) => text(name) !== '';
  return {
    ...(has('paymentLinks') && { paymentLinks: isOn('paymentLinks') }),
    ...(has('partPayments') && { partPayments: isOn('partPayments') }),
    ...(has('customersEditDetails') && { customersEditDetails: isOn('customersEditDetails') }),
    ...(has('publicSavedMethod') && { publicSavedMethod: isOn('publicSavedMethod') }),
    ...(has('receiptsBy') && { receiptsBy: oneOf(['quittance', 'stripe'], text('receiptsBy')) }),
    ...(has('linkKeeps') && { linkKeeps: oneOf(LINK_KEEPS, text('linkKeeps')) }),
    ...(has('policy') && { policy: oneOf(['on_send', 'on_due_date', 'never'], text('policy')) }),
    ...(has('hour') && { hour: whole(text('hour')) }),
    ...(has('noticeDays') && { noticeDays: whole(text('noticeDays')) }),
    ...(has('retryDays') && { retryDays: days(text('retryDays')) }),
    ...(has('remindDays') && { remindDays: days(text('remindDays')) }),
    ...(has('debitRefundDays') && { debitRefundDays: whole(text('debitRefundDays')) }),
    ...(has('monthlyStatements') && { monthlyStatements: isOn('monthlyStatements') }),
    ...(has('scheduleMails') && { scheduleMails: isOn('scheduleMails') }),
    ...(has('scheduleNoticeDays') && { scheduleNoticeDays: whole(text('scheduleNoticeDays')) }),
    ...(has('scheduleRights') && { scheduleRights: oneOf(SCHEDULE_RIGHTS, text('scheduleRights')) }),
    ...(has('booksClosedUntil') && { booksClosedUntil: orNull(text('booksClosedUntil')) }),
    ...(has('contactsMail') && { contactsMail: oneOf(CONTACTS_MAIL, text('contactsMail')) }),
  };
}
