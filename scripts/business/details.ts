import { isTimeZone } from '../../src/domain/calendar.ts';
import { isCountry } from '../../src/domain/country.ts';
import { parseCurrency } from '../../src/domain/currency.ts';
import { emailProblem } from '../../src/domain/email-address.ts';
import { isKnownLanguage } from '../../src/domain/reader/locale.ts';

/** A business as its owner describes it. */
export interface BusinessDetails {
  readonly legalName: string;
  /** What customers read on pages and mails; the legal name where none is given. */
  readonly displayName: string;
  readonly email: string;
  readonly telephone: string | null;
  readonly website: string | null;
  readonly taxId: string | null;
  readonly address: {
    readonly line1: string | null;
    readonly line2: string | null;
    readonly town: string | null;
    readonly region: string | null;
    readonly postcode: string | null;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
  };
  readonly logoUrl: string | null;
  /** `#rrggbb`. */
  readonly brandColor: string;
  readonly bankDetails: string | null;
  readonly locale: string;
  /** A name of the IANA time zone database. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Stands before the invoice's number, such as `2026-`; may be empty. */
  readonly invoiceSeries: string;
  /** `self` for the deployment's own Stripe account, a connected `acct_…`, or null: its owner connects one on the dashboard. */
  readonly stripeAccount: string | null;
  /** Who is invited to own it, by mail. */
  readonly owner: string;
}

export type Given = Readonly<Partial<Record<BusinessOption, string | undefined>>>;

/** The options of a business, each `--name VALUE` on the command line, with its help text. */
export const BUSINESS_OPTIONS = {
  name: 'legal name (required)',
  email: "the business's own address (required)",
  currency: 'ISO 4217 code that invoices are in unless they say otherwise, such as USD (required)',
  'time-zone': 'where its days begin and end, such as Europe/Paris (required)',
  country: 'two letters, such as FR (required)',
  owner: 'who is invited as its owner, by mail; its own address unless given',
  'display-name': 'what customers read, where that is not the legal name',
  line1: 'street address',
  line2: 'more of the street address',
  town: 'town or city',
  region: 'state or region',
  postcode: 'postcode',
  telephone: 'telephone',
  website: 'https://…',
  'tax-id': 'tax or VAT number, as it is printed',
  'bank-details': 'how to pay by bank transfer, as it is printed',
  'logo-url': 'https://…',
  'brand-color': '#rrggbb',
  locale: 'language of its own texts, such as en',
  series: 'what stands before invoice numbers; empty unless given',
  account:
    'a connected Stripe account (acct_…), or none: its owner connects one on the dashboard; the own account unless given',
} as const;

export type BusinessOption = keyof typeof BUSINESS_OPTIONS;

/** Parses the options, or returns the problems, one sentence each. */
export function parseDetails(given: Given): { details: BusinessDetails } | { problems: readonly string[] } {
  const problems: string[] = [];
  const text = (option: BusinessOption, longest: number): string | null => {
    const value = given[option]?.trim() ?? '';
    if (value === '') return null;
    if (value.length > longest) problems.push(`--${option} may have ${longest} characters at most.`);
    if (hasControlCharacters(value, option === 'bank-details')) {
      problems.push(`--${option} may not contain control characters.`);
    }
    return value;
  };
  const required = (
    option: BusinessOption,
    longest: number,
    what: string,
    ok: (value: string) => boolean,
  ) => {
    const value = text(option, longest);
    if (value === null) problems.push(`--${option} is missing: ${what}.`);
    else if (!ok(value)) problems.push(`--${option} has to be ${what}.`);
    return value ?? '';
  };
  const optional = (
    option: BusinessOption,
    longest: number,
    what: string,
    ok: (value: string) => boolean,
  ) => {
    const value = text(option, longest);
    if (value !== null && !ok(value)) problems.push(`--${option} has to be ${what}.`);
    return value;
  };

  const account = optional('account', 60, 'acct_… or none', (value) =>
    /^(?:acct_[A-Za-z0-9]+|none)$/.test(value),
  );
  const email = required('email', 254, 'an email address', isAddress);
  const legalName = required('name', 200, 'the legal name of the business', () => true);
  const address = {
    line1: text('line1', 200),
    line2: text('line2', 200),
    town: text('town', 100),
    region: text('region', 100),
    postcode: text('postcode', 20),
    country: required('country', 2, 'two letters by ISO 3166, such as FR or GB', (value) =>
      isCountry(value.toUpperCase()),
    ).toUpperCase(),
  };
  const details: BusinessDetails = {
    legalName,
    displayName: text('display-name', 200) ?? legalName,
    email,
    owner: optional('owner', 254, 'an email address', isAddress) ?? email,
    currency: required(
      'currency',
      3,
      'an ISO 4217 code, such as USD',
      (value) => parseCurrency(value) !== null,
    ).toUpperCase(),
    timeZone: required('time-zone', 64, 'an IANA time zone, such as Europe/Paris', isTimeZone),
    address,
    telephone: text('telephone', 40),
    website: optional('website', 500, 'a web address with https://', isWebAddress),
    taxId: text('tax-id', 60),
    bankDetails: text('bank-details', 1_000),
    logoUrl: optional('logo-url', 500, 'a web address with https://', isWebAddress),
    brandColor:
      optional('brand-color', 7, 'a colour such as #1f4b99', (value) => /^#[0-9a-f]{6}$/i.test(value)) ??
      '#1f4b99',
    locale:
      optional('locale', 35, 'a language tag, such as en-GB', isKnownLanguage) ??
      (address.country === 'US' ? 'en-US' : 'en'),
    invoiceSeries:
      optional('series', 20, 'letters, digits, / and -', (value) => /^[A-Za-z0-9/-]+$/.test(value)) ?? '',
    stripeAccount: account === 'none' ? null : (account ?? 'self'),
  };
  return problems.length === 0 ? { details } : { problems };
}

export const isAddress = (value: string): boolean => emailProblem(value) === null;

/** Line breaks are welcome where several lines are printed; nothing else below the space is, anywhere. */
function hasControlCharacters(value: string, manyLines: boolean): boolean {
  return /\p{Cc}/u.test(manyLines ? value.replaceAll('\n', '') : value);
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
