import { cut } from '../cut.ts';
import type { Address } from '../invoice/address.ts';

/** What is the same here and at Stripe. */
export const SHARED_FIELDS = ['name', 'email', 'phone', 'address'] as const;
export type SharedField = (typeof SHARED_FIELDS)[number];

/** A customer's shared fields, each as text, so that two can be compared. Null where there is none. */
export type Shared = Readonly<Record<SharedField, string | null>>;

/** The columns that hold them here. */
export type SharedColumns = {
  readonly legalName: string;
  readonly email: string | null;
  readonly billingEmails: readonly string[];
  readonly telephone: string | null;
  readonly address: Address;
};

/** The longest name that Stripe takes. */
const NAME_AT_STRIPE = 256;
/** The longest line that is taken from Stripe, as the API takes it. */
const LINE_HERE = 200;

/** Parts of an address in the order of their text. */
const PARTS = ['line1', 'line2', 'town', 'region', 'postcode', 'country'] as const;

export function addressText(address: Address): string | null {
  const parts = PARTS.map((part) => address[part] || null);
  return parts.some((part) => part !== null) ? JSON.stringify(parts) : null;
}

export function readAddressText(text: string | null): Address {
  const parts: unknown = text === null ? [] : JSON.parse(text);
  const lines = Array.isArray(parts) ? parts : [];
  return Object.fromEntries(
    PARTS.map((part, index) => [part, typeof lines[index] === 'string' ? lines[index] : null]),
  );
}

/** A customer's fields as Stripe is to have them. */
export const sharedOf = (customer: SharedColumns): Shared => ({
  name: cut(customer.legalName, NAME_AT_STRIPE) || null,
  email: (customer.billingEmails[0] ?? customer.email) || null,
  phone: customer.telephone || null,
  address: addressText(customer.address),
});

/** The fields in which two differ. */
export const fieldsThatDiffer = (one: Shared, other: Shared): readonly SharedField[] =>
  SHARED_FIELDS.filter((field) => one[field] !== other[field]);

/**
 * Whether a value of Stripe's can be taken over, instead of the `before` that it had there. A customer always has a name
 * here. An address that appeared where there was none may have been typed by a payer at Checkout, who could sign in to
 * the portal with it: only one that replaces another is staff's word. https://docs.stripe.com/api/checkout/sessions/create
 */
export function canBeTaken(field: SharedField, value: string | null, before: string | null): boolean {
  switch (field) {
    case 'name':
      return value !== null && line(value) !== '';
    case 'email':
      return value === null || (before !== null && isAddress(value));
    case 'phone':
    case 'address':
      return true;
  }
}

/** Whether a customer would have nobody left who is told of charges: an address that was erased at Stripe then stays here. */
export const leavesNobody = (columns: SharedColumns, field: SharedField, value: string | null): boolean => {
  if (field !== 'email' || value !== null) return false;
  const { email, billingEmails } = withoutAddress(columns);
  return email === null && billingEmails.length === 0;
};

/** The columns with one field as Stripe has it. */
export function withShared(columns: SharedColumns, field: SharedField, value: string | null): SharedColumns {
  switch (field) {
    case 'name':
      return { ...columns, legalName: line(value ?? '') };
    case 'email':
      return value === null ? withoutAddress(columns) : withAddress(columns, value);
    case 'phone':
      return { ...columns, telephone: value === null ? null : line(value) };
    case 'address':
      return { ...columns, address: readPostal(value) };
  }
}

/** The first address is the one that Stripe has. */
function withAddress(columns: SharedColumns, value: string): SharedColumns {
  const [, ...others] = columns.billingEmails;
  return columns.billingEmails.length === 0
    ? { ...columns, email: value }
    : { ...columns, billingEmails: [...new Set([value, ...others])] };
}

/** An address that was erased there is used nowhere here; another one takes its place. */
function withoutAddress(columns: SharedColumns): SharedColumns {
  const gone = columns.billingEmails[0] ?? columns.email;
  return {
    ...columns,
    email: columns.email === gone ? null : columns.email,
    billingEmails: columns.billingEmails.filter((address) => address !== gone),
  };
}

function readPostal(value: string | null): Address {
  const address = readAddressText(value);
  const country = address.country?.toUpperCase() ?? '';
  const lines = Object.entries(address).map(([part, text]) => [part, text ? line(text) : null]);
  return { ...Object.fromEntries(lines), country: /^[A-Z]{2}$/.test(country) ? country : null };
}

const line = (text: string): string => cut(text.replaceAll(/\s+/g, ' ').trim(), LINE_HERE);

const isAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\]+$/.test(text);
