import type { EInvoiceFormat } from '../e-invoice/format.ts';
import type { Address } from '../invoice/address.ts';
import type { TaxId } from '../tax-id/kinds.ts';
import type { BankAccount } from './bank-account.ts';
import type { Logo } from './logo.ts';

/**
 * What a business says of itself. Every change makes a version; an invoice keeps the version that it was finalized with.
 */
export type Profile = {
  readonly legalName: string;
  readonly displayName: string;
  readonly address: Address;
  /** The single tax id as text, from before kinds; printed where `taxIds` is empty. */
  readonly taxId: string | null;
  readonly taxIds: readonly TaxId[];
  /** The contact that customers read, and where messages to the business go. */
  readonly email: string;
  /** Where answers to mails go; `email` where null. */
  readonly replyTo: string | null;
  readonly telephone: string | null;
  readonly website: string | null;
  /** BCP 47, of its own texts and of customers without a language. */
  readonly locale: string;
  readonly timeZone: string;
  /** ISO 4217, of invoices that name none. */
  readonly currency: string;
  readonly logo: Logo | null;
  /** A logo elsewhere, from before logos were uploaded; shown where `logo` is null. */
  readonly logoUrl: string | null;
  readonly brandColor: string;
  /** A line at the end of an invoice: registration, terms, thanks. */
  readonly footer: string | null;
  readonly bankAccounts: readonly BankAccount[];
  /** How to pay by bank transfer as free text; shown where no account is for an invoice's currency. */
  readonly bankDetails: string | null;
  /** What stands before invoice numbers; `{year}` in it starts them anew every year. */
  readonly numberPrefix: string;
  /** What stands before credit notes' numbers; null for `CN-` and the invoices' prefix. */
  readonly creditNotePrefix: string | null;
  /** The e-invoice that goes with an invoice; null for none. */
  readonly eInvoice: EInvoiceFormat | null;
};

export type ProfileField = keyof Profile;

/** In the order of the pages; the type makes sure that none is missing. */
const ORDER: Readonly<Record<ProfileField, number>> = {
  legalName: 0,
  displayName: 1,
  email: 2,
  replyTo: 3,
  telephone: 4,
  website: 5,
  address: 6,
  taxId: 7,
  taxIds: 8,
  currency: 9,
  timeZone: 10,
  locale: 11,
  logo: 12,
  logoUrl: 13,
  brandColor: 14,
  footer: 15,
  bankAccounts: 16,
  bankDetails: 17,
  numberPrefix: 18,
  creditNotePrefix: 19,
  eInvoice: 20,
};

export const isProfileField = (name: string): name is ProfileField => Object.hasOwn(ORDER, name);

export const PROFILE_FIELDS: readonly ProfileField[] = Object.keys(ORDER).filter(isProfileField);

/** A change: fields that are left out stay as they are. */
export type ProfileChange = { readonly [F in ProfileField]?: Profile[F] | undefined };

/** The profile after a change. */
export const changedProfile = (before: Profile, change: ProfileChange): Profile => ({
  ...before,
  ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
});

/** A profile as it was stored, be it before there were all fields. */
export const completeProfile = (stored: Stored): Profile => ({
  eInvoice: null,
  creditNotePrefix: null,
  ...stored,
});

/** Fields that profiles have not always had. */
type Later = 'eInvoice' | 'creditNotePrefix';
type Stored = Omit<Profile, Later> & Partial<Pick<Profile, Later>>;

/** The fields in which two profiles differ. */
export const changedFields = (before: Profile, after: Profile): readonly ProfileField[] =>
  PROFILE_FIELDS.filter((field) => !isSame(before[field], after[field]));

/** Whether two values say the same; an object's fields have no order, and one that is null may be left out. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(tidy(one)) === JSON.stringify(tidy(other));
}

function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.entries(value)
    .filter(([, held]) => held !== null && held !== undefined)
    .map(([name, held]) => [name, tidy(held)])
    .toSorted(([one], [other]) => String(one).localeCompare(String(other)));
}
