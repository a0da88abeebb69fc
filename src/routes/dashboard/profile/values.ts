import type { Profile } from '../../../domain/profile/profile.ts';
import type { ProfileResource } from '../../../operations/merchants/profile-resource.ts';
import type { CollectionSettings } from '../../../operations/merchants/settings.ts';
import type { FieldName, Values } from '../../../views/dashboard/profile/fields.ts';
import type { TaxRow } from '../../../views/dashboard/profile/tax-rows.tsx';

const flag = (isOn: boolean): string => (isOn ? 'on' : '');

/** What stands in every field of the forms now. */
export function valuesOf(
  { profile, numbering }: ProfileResource,
  settings: CollectionSettings,
): Readonly<Record<FieldName, string>> {
  const { address } = profile;
  return {
    legalName: profile.legalName,
    displayName: profile.displayName,
    email: profile.email,
    telephone: profile.telephone ?? '',
    website: profile.website ?? '',
    locale: profile.locale,
    timeZone: profile.timeZone,
    currency: profile.currency,
    line1: address.line1 ?? '',
    line2: address.line2 ?? '',
    town: address.town ?? '',
    region: address.region ?? '',
    postcode: address.postcode ?? '',
    country: address.country ?? '',
    taxId: profile.taxId ?? '',
    brandColor: profile.brandColor,
    footer: profile.footer ?? '',
    numberPrefix: profile.numberPrefix,
    nextNumber: String(numbering.nextNumber),
    creditNotePrefix: profile.creditNotePrefix ?? '',
    nextCreditNote: String(numbering.creditNotes.nextNumber),
    booksClosedUntil: settings.booksClosedUntil ?? '',
    eInvoice: profile.eInvoice ?? '',
    paymentLinks: flag(settings.paymentLinks),
    partPayments: flag(settings.partPayments),
    customersEditDetails: flag(settings.customersEditDetails),
    publicSavedMethod: flag(settings.publicSavedMethod),
    receiptsBy: settings.receiptsBy,
    linkKeeps: settings.linkKeeps,
    policy: settings.policy,
    hour: String(settings.hour),
    noticeDays: String(settings.noticeDays),
    retryDays: settings.retryDays.join(', '),
    remindDays: settings.remindDays.join(', '),
    debitRefundDays: String(settings.debitRefundDays),
    replyTo: profile.replyTo ?? '',
    contactsMail: settings.contactsMail,
    monthlyStatements: flag(settings.monthlyStatements),
    scheduleMails: flag(settings.scheduleMails),
    scheduleNoticeDays: String(settings.scheduleNoticeDays),
    scheduleRights: settings.scheduleRights,
  };
}

/** The values of these fields alone. */
export const only = (names: readonly FieldName[], values: Values): Values =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? '']));

const MOST_ROWS = 5;

/** Rows for the tax ids, filled up with empty ones. */
export const taxRowsOf = ({ taxIds }: Pick<Profile, 'taxIds'>): readonly TaxRow[] =>
  Array.from({ length: MOST_ROWS }, (_, index) => taxIds[index] ?? { kind: 'eu_vat', value: '' });
