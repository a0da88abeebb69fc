import { PROFILE_WORDS as words } from '../words/profile.ts';

export type FieldName = keyof typeof words.fields;
type Kind = 'text' | 'email' | 'number' | 'lines' | 'colour' | 'check' | 'select';

/** What each field is typed into. The rules of each are the domain's. */
export const KIND_OF: Readonly<Record<FieldName, Kind>> = {
  legalName: 'text',
  displayName: 'text',
  email: 'email',
  telephone: 'text',
  website: 'text',
  locale: 'text',
  timeZone: 'text',
  currency: 'text',
  line1: 'text',
  line2: 'text',
  town: 'text',
  region: 'text',
  postcode: 'text',
  country: 'text',
  taxId: 'text',
  brandColor: 'colour',
  footer: 'lines',
  numberPrefix: 'text',
  nextNumber: 'number',
  creditNotePrefix: 'text',
  nextCreditNote: 'number',
  booksClosedUntil: 'text',
  eInvoice: 'select',
  paymentLinks: 'check',
  partPayments: 'check',
  customersEditDetails: 'check',
  publicSavedMethod: 'check',
  receiptsBy: 'select',
  linkKeeps: 'select',
  policy: 'select',
  hour: 'number',
  noticeDays: 'number',
  retryDays: 'text',
  remindDays: 'text',
  debitRefundDays: 'number',
  replyTo: 'email',
  contactsMail: 'select',
  monthlyStatements: 'check',
  scheduleMails: 'check',
  scheduleNoticeDays: 'number',
  scheduleRights: 'select',
};

/** The sections whose form is a list of fields. */
export const SECTION_FIELDS = {
  identity: ['legalName', 'displayName', 'email', 'telephone', 'website', 'locale', 'timeZone', 'currency'],
  address: ['line1', 'line2', 'town', 'region', 'postcode', 'country', 'taxId'],
  look: ['brandColor', 'footer'],
  numbers: ['numberPrefix', 'nextNumber', 'creditNotePrefix', 'nextCreditNote', 'booksClosedUntil'],
  eInvoices: ['eInvoice'],
  payments: [
    'paymentLinks',
    'partPayments',
    'receiptsBy',
    'linkKeeps',
    'publicSavedMethod',
    'customersEditDetails',
  ],
  collection: ['policy', 'hour', 'noticeDays', 'retryDays', 'remindDays', 'debitRefundDays'],
  mails: ['replyTo', 'contactsMail', 'monthlyStatements'],
  schedules: ['scheduleMails', 'scheduleNoticeDays', 'scheduleRights'],
} as const satisfies Readonly<Record<string, readonly FieldName[]>>;

export type FormSection = keyof typeof SECTION_FIELDS;
export type SectionName = keyof typeof words.sections;
export const SECTIONS = [
  'identity',
  'address',
  'accounts',
  'look',
  'numbers',
  'eInvoices',
  'payments',
  'collection',
  'mails',
  'schedules',
] as const satisfies readonly SectionName[];

/** What stands in a field, as text; a tick is `on`. */
export type Values = Readonly<Partial<Record<FieldName, string>>>;

type Options = Readonly<Record<string, readonly (readonly [value: string, label: string])[]>>;

export const OPTIONS: Options = Object.fromEntries(
  Object.entries(words.options).map(([name, options]) => [name, Object.entries(options)]),
);

/** A language's or a country's name in English; what was typed where it is none. */
function nameOf(type: 'language' | 'region', code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** A value as it is read: an option's words, yes or no. */
export function readable(field: FieldName, value: string): string {
  if (KIND_OF[field] === 'check') return value === '' ? words.no : words.yes;
  if (value === '') return words.none;
  switch (field) {
    case 'locale':
      return nameOf('language', value);
    case 'country':
      return nameOf('region', value);
    case 'hour':
      return `${value}:00`;
    case 'noticeDays':
    case 'debitRefundDays':
    case 'scheduleNoticeDays':
    case 'retryDays':
    case 'remindDays':
      return words.days(value);
    default:
      return OPTIONS[field]?.find(([option]) => option === value)?.[1] ?? value;
  }
}
