import { z } from '@hono/zod-openapi';
import { E_INVOICE_FORMATS } from '../../../domain/e-invoice/format.ts';
import { JP_ACCOUNT_TYPES, MOST_ACCOUNTS, REFERENCE_RULES } from '../../../domain/profile/bank-account.ts';
import { HIGHEST_NUMBER, LONGEST_PREFIX } from '../../../domain/profile/number-prefix.ts';
import { PROFILE_FIELDS } from '../../../domain/profile/profile.ts';
import { LONGEST } from '../../../domain/profile/profile-problems.ts';
import { NUMBERED } from '../../../domain/profile/series.ts';
import {
  currencyCode,
  emailAddress,
  languageTag,
  oneLine,
  severalLines,
  shownInstant,
  webAddress,
} from './fields.ts';
import { taxIds } from './tax-id.ts';

const said = <T extends z.ZodType>(schema: T, description: string): T => schema.openapi({ description });

const address = z.strictObject({
  line1: oneLine(200)
    .nullish()
    .transform((text) => text ?? null),
  line2: oneLine(200)
    .nullish()
    .transform((text) => text ?? null),
  town: oneLine(100)
    .nullish()
    .transform((text) => text ?? null),
  region: oneLine(100)
    .nullish()
    .transform((text) => text ?? null),
  postcode: oneLine(20)
    .nullish()
    .transform((text) => text ?? null),
  country: z.string().toUpperCase().length(2),
});

const number = oneLine(60);
const numbers = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('iban'), iban: number, bic: oneLine(20).nullable() }),
    z.strictObject({ kind: z.literal('us'), routingNumber: number, accountNumber: number }),
    z.strictObject({ kind: z.literal('gb'), sortCode: number, accountNumber: number }),
    z.strictObject({
      kind: z.literal('jp'),
      bankCode: number,
      branchCode: number,
      accountType: z.enum(JP_ACCOUNT_TYPES),
      accountNumber: number,
    }),
    z.strictObject({ kind: z.literal('other'), lines: severalLines(500) }),
  ])
  .openapi('AccountNumbers', {
    description:
      'An IBAN with its BIC, a US account by the ABA’s routing number, a British one by sort code, a Japanese one by Zengin’s codes, or any other as lines of text. Check digits are checked.',
  });

const bankAccount = z
  .strictObject({
    currency: currencyCode,
    holder: oneLine(140),
    bankName: oneLine(140).nullable(),
    numbers,
    reference: said(
      z.enum(REFERENCE_RULES),
      'What payers give as the reference: the invoice’s number, or one that the customer keeps.',
    ),
    onNewInvoices: said(
      z.boolean(),
      'False for an account that still takes money and that no new invoice names. Leave out one that was closed: open invoices then show the others.',
    ),
  })
  .openapi('BankAccount');

/** Logos are uploaded by a call of their own, so they are shown and not sent. */
const fields = {
  legalName: said(
    oneLine(LONGEST.name),
    'Who invoices: the party on invoices, the foot of mails, statements.',
  ),
  displayName: said(
    oneLine(LONGEST.name),
    'What customers know you by: the head of pages and mails, sentences, a mail’s sender, and Stripe’s pages.',
  ),
  email: said(emailAddress, 'The contact that customers read, and where messages to you go.'),
  replyTo: said(emailAddress.nullable(), 'Where answers to mails go; null for `email`.'),
  telephone: oneLine(LONGEST.telephone).nullable(),
  website: webAddress.nullable(),
  address,
  taxId: said(
    oneLine(LONGEST.taxId).nullable(),
    'A tax id as text, printed where `taxIds` is empty. Prefer `taxIds`.',
  ),
  taxIds,
  currency: said(currencyCode, 'Of invoices that name none.'),
  timeZone: said(z.string().max(64), 'IANA, where your days begin and end. Open invoices are rescheduled.'),
  locale: said(languageTag, 'Of your own texts, and of customers without a language.'),
  logoUrl: said(webAddress.nullable(), 'A logo elsewhere on the web, shown where none is uploaded.'),
  brandColor: said(
    z.string().regex(/^#[0-9a-fA-F]{6}$/, 'Give a colour as #rrggbb, such as #1f4b99.'),
    'Fills buttons as it is, under black or white; text and links have the nearest one that is readable.',
  ),
  footer: said(severalLines(LONGEST.footer).nullable(), 'A closing line of invoices: registration, terms.'),
  bankAccounts: said(
    z.array(bankAccount).max(MOST_ACCOUNTS).readonly(),
    'For transfers. An invoice names those of its currency; an open one goes on naming those that it was issued with, as long as all of them are listed here.',
  ),
  bankDetails: said(
    severalLines(LONGEST.bankDetails).nullable(),
    'How to pay by transfer as text, shown where no account is for an invoice’s currency.',
  ),
  numberPrefix: said(
    z.string().max(LONGEST_PREFIX),
    'What stands before invoice numbers. With `{year}` in it they start at 1 every year of your time zone.',
  ),
  creditNotePrefix: said(
    z.string().max(LONGEST_PREFIX).nullable(),
    'What stands before the numbers of credit notes, in the same way. Null for `CN-` and the invoices’ prefix.',
  ),
  eInvoice: said(
    z.enum(E_INVOICE_FORMATS).nullable(),
    'The e-invoice by EN 16931 that goes with each invoice, attached to its mail and at its link with `/xml` behind it: `factur_x` (within the PDF, as ZUGFeRD does), `xrechnung` or `peppol` (Peppol BIS Billing 3). Null for none. An invoice that breaks a rule of the format is not finalized.',
  ),
};

export const profileBody = z
  .strictObject({
    version: z
      .int()
      .min(1)
      .optional()
      .openapi({
        description: [
          'The version that you read. If another is in force meanwhile, nothing is changed and both are told',
          '(`profile_changed`). Without it, the named fields are changed in whatever is in force.',
        ].join(' '),
      }),
  })
  .extend(z.strictObject(fields).partial().shape)
  .openapi('BusinessProfileInput');

const logo = z
  .strictObject({
    hash: z.string(),
    type: z.enum(['image/png', 'image/jpeg']),
    width: z.int(),
    height: z.int(),
  })
  .nullable();

const numbered = {
  series: z.string().openapi({ description: 'The present prefix, with the year in it.' }),
  nextNumber: z.int(),
  next: z.string().openapi({ description: 'As the next one prints it.' }),
  startsEveryYear: z.boolean(),
};
const numbering = z.strictObject({
  ...numbered,
  creditNotes: z
    .strictObject(numbered)
    .openapi({ description: 'The same of credit notes, which have a series of their own.' }),
});

/** Parts that were never given may be absent. */
const part = z.string().nullish();
const shownAddress = z.strictObject({
  line1: part,
  line2: part,
  town: part,
  region: part,
  postcode: part,
  country: part,
});

const content = {
  ...fields,
  address: shownAddress,
  logo,
};

const remarks = z
  .array(z.strictObject({ path: z.string(), message: z.string() }))
  .readonly()
  .openapi({
    description:
      'What is allowed and should be known, such as of a color that hardly stands out from the page, or of a Swiss account that invoices can’t show a QR code of.',
  });

export const profile = z
  .strictObject({ object: z.literal('business_profile'), version: z.int(), ...content, remarks, numbering })
  .openapi('BusinessProfile');

export const profileVersion = z
  .strictObject({
    object: z.literal('business_profile_version'),
    version: z.int(),
    createdAt: shownInstant,
    changedBy: z.string().nullable().openapi({ description: 'Null for the first version.' }),
    restores: z
      .int()
      .nullable()
      .openapi({ description: 'The earlier version that it goes back to, where it does.' }),
    changed: z.array(z.enum(PROFILE_FIELDS)).readonly().nullable().openapi({
      description: 'What is other than in the version before; null in the first of a page’s end.',
    }),
    ...content,
  })
  .openapi('BusinessProfileVersion');

export const nextNumberBody = z
  .strictObject({
    kind: z.enum(NUMBERED).optional().openapi({ description: 'Of which documents; invoices if omitted.' }),
    nextNumber: z.int().min(1).max(HIGHEST_NUMBER),
  })
  .openapi('NextInvoiceNumber');

/** Base64 is a third longer than what it stands for; a little over the limit is still told in words. */
const MOST_BASE64 = 900_000;

export const logoBody = z
  .strictObject({
    version: z.int().min(1).optional().openapi({ description: 'As in the profile.' }),
    data: z
      .string()
      .max(MOST_BASE64)
      .transform((text, context): Uint8Array => {
        const bytes = /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0 ? fromBase64(text) : null;
        if (bytes !== null) return bytes;
        context.addIssue({ code: 'custom', message: 'Give the file in base64.' });
        return z.NEVER;
      })
      .openapi({ type: 'string', format: 'byte', description: 'The file, in base64.' }),
  })
  .openapi('Logo');

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
