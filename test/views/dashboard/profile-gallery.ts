import { accountsPage, closeAccountPage } from '../../../src/views/dashboard/profile/accounts.tsx';
import {
  type FieldName,
  readable,
  SECTION_FIELDS,
  type Values,
} from '../../../src/views/dashboard/profile/fields.ts';
import { historyPage } from '../../../src/views/dashboard/profile/history.tsx';
import { lookPage } from '../../../src/views/dashboard/profile/look.tsx';
import { overviewPage } from '../../../src/views/dashboard/profile/overview.tsx';
import { sectionPage } from '../../../src/views/dashboard/profile/section.tsx';
import { PROFILE_WORDS } from '../../../src/views/dashboard/words/profile.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt } from './frame.ts';

const base = baseOf('/profile');
const LOGO = 'https://logo.example/northwind.png';

const VALUES: Values = {
  legalName: 'Northwind Managed Services, Inc.',
  displayName: 'Northwind',
  email: 'billing@northwind.example',
  telephone: '+1 503 555 0100',
  website: 'https://northwind.example',
  locale: 'en',
  timeZone: 'America/Los_Angeles',
  currency: 'USD',
  line1: '1 Harbour Way',
  line2: '',
  town: 'Portland',
  region: 'OR',
  postcode: '97204',
  country: 'US',
  taxId: '',
  brandColor: '#1f4b99',
  footer: 'Thank you for your business.',
  numberPrefix: 'NW-2026-',
  nextNumber: '43',
  creditNotePrefix: '',
  nextCreditNote: '4',
  booksClosedUntil: '2025-12-31',
  eInvoice: 'xrechnung',
  paymentLinks: 'on',
  partPayments: '',
  customersEditDetails: '',
  publicSavedMethod: '',
  receiptsBy: 'quittance',
  linkKeeps: 'announced',
  policy: 'on_due_date',
  hour: '9',
  noticeDays: '3',
  retryDays: '3, 5, 7',
  remindDays: '3, 7, 14',
  debitRefundDays: '60',
  replyTo: '',
  contactsMail: 'each',
  monthlyStatements: '',
  scheduleMails: 'on',
  scheduleNoticeDays: '14',
  scheduleRights: 'see',
};
const LACKS =
  'XRechnung names a telephone number to ask at: give your profile one.\nYour profile’s address has no postcode: give one.';
const ACCOUNTS = [
  {
    index: 0,
    currency: 'EUR',
    lines: ['Northwind Managed Services, Inc.', 'IBAN DE89 3704 0044 0532 0130 00', 'BIC COBADEFFXXX'],
    onNewInvoices: true,
    remark: null,
  },
  {
    index: 1,
    currency: 'USD',
    lines: ['Northwind Managed Services, Inc.', 'Routing number 110000000', 'Account number 000123456789'],
    onNewInvoices: false,
    remark: null,
  },
];

/** What a business says of itself: overview, forms, bank accounts, look and history. */
export async function profileGallery() {
  const context = { speech: await speechFor('en'), nonce: 'nonce', frame: frameAt('Profile') };
  const facts = (names: readonly FieldName[]) =>
    names.map((name) => [PROFILE_WORDS.fields[name][0], readable(name, VALUES[name] ?? '')] as const);
  const form = { base, version: 7, was: '{}', values: VALUES, problems: {}, conflict: null };
  const section = {
    ...form,
    taxIds: [
      { kind: 'eu_vat', value: 'DE123456789' },
      { kind: 'other', value: '' },
    ],
    remark: null,
    problem: null,
  };
  const accounts = {
    base,
    version: 7,
    accounts: ACCOUNTS,
    freeText: '',
    adding: null,
    problems: {},
    problem: null,
    said: null,
  };
  const look = {
    ...form,
    logoUrl: LOGO,
    logoProblem: null,
    previewed: 'brandColor=%231f4b99&footer=',
    said: null,
  };
  const conflict = {
    text: 'Somebody else changed the profile meanwhile (version 8).',
    fields: ['Town or city: Salem; you typed Portland'],
  };
  const pages: Readonly<Record<string, string>> = {
    overview: overviewPage(
      {
        base,
        version: 7,
        mayEdit: true,
        logoUrl: LOGO,
        said: 'profile_saved',
        facts: {
          identity: facts(SECTION_FIELDS.identity),
          address: facts(SECTION_FIELDS.address),
          accounts: ACCOUNTS.map(
            ({ currency, lines }) => [`${currency} · on new invoices`, lines.join('\n')] as const,
          ),
          look: facts(SECTION_FIELDS.look),
          numbers: facts(SECTION_FIELDS.numbers),
          eInvoices: [...facts(SECTION_FIELDS.eInvoices), [PROFILE_WORDS.eInvoiceMissing, LACKS]],
          payments: facts(SECTION_FIELDS.payments),
          collection: facts(SECTION_FIELDS.collection),
          mails: facts(SECTION_FIELDS.mails),
          schedules: facts(SECTION_FIELDS.schedules),
        },
      },
      context,
    ),
    ...Object.fromEntries(
      (['identity', 'address', 'numbers', 'payments', 'collection', 'mails', 'schedules'] as const).map(
        (name) => [name, sectionPage({ ...section, section: name }, context)],
      ),
    ),
    eInvoices: sectionPage(
      { ...section, section: 'eInvoices', remark: `${PROFILE_WORDS.eInvoiceMissing}: ${LACKS}` },
      context,
    ),
    'address-refused': sectionPage(
      {
        ...section,
        section: 'address',
        problems: { country: 'Two letters.', 'taxIds[0]': 'This is no VAT number.' },
        conflict,
      },
      context,
    ),
    accounts: accountsPage({ ...accounts, said: 'account_added' }, context),
    'accounts-none': accountsPage({ ...accounts, accounts: [] }, context),
    'accounts-adding': accountsPage(
      {
        ...accounts,
        adding: { kind: 'iban', values: { currency: 'EUR', iban: 'DE00' } },
        problems: { iban: 'The check digits are wrong.' },
      },
      context,
    ),
    'accounts-adding-jp': accountsPage(
      { ...accounts, adding: { kind: 'jp', values: { currency: 'JPY' } } },
      context,
    ),
    'accounts-close': closeAccountPage(
      { base, version: 7, index: 0, lines: ACCOUNTS[0]?.lines ?? [] },
      context,
    ),
    look: lookPage(look, context),
    'look-refused': lookPage(
      {
        ...look,
        logoUrl: null,
        logoProblem: 'This file is no picture.',
        problems: { brandColor: 'Six digits, such as #1f4b99.' },
      },
      context,
    ),
    history: historyPage(
      {
        base,
        mayEdit: true,
        before: 3,
        timeZone: 'America/New_York',
        versions: [
          {
            version: 7,
            when: 'November 29, 2026 at 10:40 AM',
            who: 'ada@northwind.example',
            what: 'Bank accounts',
            isInForce: true,
          },
          {
            version: 6,
            when: 'November 2, 2026 at 9:00 AM',
            who: 'API key “Backoffice”',
            what: 'Legal name, display name, address, tax ids',
            isInForce: false,
          },
        ],
      },
      context,
    ),
  };
  return Object.entries(pages).map(([name, html]) => ({ name: `profile-${name}`, html }));
}
