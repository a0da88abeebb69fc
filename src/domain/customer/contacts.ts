/** What a contact of a customer is told, or may do. A new role decides in `addressesFor` whom it falls back to. */
export const CONTACT_ROLES = ['invoices', 'receipts', 'statements', 'portal'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];
/** Roles that mail is written to. */
export type MailRole = Exclude<ContactRole, 'portal'>;

export type Contact = {
  readonly name: string | null;
  readonly email: string;
  readonly roles: readonly ContactRole[];
  /** BCP 47, or null for the customer's own. */
  readonly language: string | null;
};

export type Reachable = {
  readonly email: string | null;
  /** Contacts of the roles `invoices` and `receipts` without a name; they may sign in too. */
  readonly billingEmails: readonly string[];
  readonly contacts?: readonly Contact[] | undefined;
};

/**
 * The addresses that mail of a role goes to; a role that nobody has goes to the customer's own address, and a receipt or a
 * statement to whoever gets the invoices where there is none. May name an address twice.
 */
export function addressesFor(customer: Reachable, role: MailRole): readonly string[] {
  const { email, billingEmails, contacts = [] } = customer;
  const named = contacts.filter(({ roles }) => roles.includes(role)).map((contact) => contact.email);
  switch (role) {
    case 'invoices':
      return firstOf([...billingEmails, ...named], own(email));
    case 'receipts':
      return firstOf([...billingEmails, ...named], own(email), () => addressesFor(customer, 'invoices'));
    case 'statements':
      return firstOf(named, () => addressesFor(customer, 'invoices'));
  }
}

/** The addresses that monthly statements go to: nobody gets one who was not named for it. May name an address twice. */
export const statementAddresses = ({ contacts = [] }: Reachable): readonly string[] =>
  contacts.filter(({ roles }) => roles.includes('statements')).map((contact) => contact.email);

/** The addresses that may sign in to the portal. */
export const portalAddresses = ({ email, billingEmails, contacts = [] }: Reachable): readonly string[] => [
  ...(email === null ? [] : [email]),
  ...billingEmails,
  ...contacts.filter(({ roles }) => roles.includes('portal')).map((contact) => contact.email),
];

/** Every address of a customer, whatever it is for. */
export const allAddresses = ({ email, billingEmails, contacts = [] }: Reachable): readonly string[] => [
  ...(email === null ? [] : [email]),
  ...billingEmails,
  ...contacts.map((contact) => contact.email),
];

const own = (email: string | null) => () => (email === null ? [] : [email]);

function firstOf(
  first: readonly string[],
  ...others: readonly (() => readonly string[])[]
): readonly string[] {
  const isGiven = (addresses: readonly string[]) => addresses.some((address) => address.trim() !== '');
  if (isGiven(first)) return first;
  for (const other of others) {
    const found = other();
    if (isGiven(found)) return found;
  }
  return [];
}
