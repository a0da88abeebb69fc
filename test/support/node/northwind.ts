import { randomBytes } from 'node:crypto';
import type { BusinessIdentity } from '../../../scripts/business/identity.ts';
import { inviteOwnerSql } from '../../../scripts/business/owner.ts';
import { businessSql, insert } from '../../../scripts/business/sql.ts';
import { DEMO_BUSINESS } from '../../../scripts/demo/business.ts';
import { makeId } from '../../../src/domain/ids.ts';

/** A second business of the same deployment, which its owner connects to Stripe on the dashboard. */
export const NORTHWIND = {
  ...DEMO_BUSINESS,
  legalName: 'Northwind Traders Inc',
  displayName: 'Northwind',
  email: 'billing@northwind.example',
  invoiceSeries: 'NW-',
  stripeAccount: null,
  owner: 'ada@northwind.example',
} as const;

const YEAR_MS = 365 * 86_400_000;

/** Its clients: some are in Stripe already, some will be made there, and the rest is left alone. */
const CLIENTS = { Known: 16, Made: 44, Left: 140 } as const;

export const namesOf = (kind: keyof typeof CLIENTS): readonly string[] =>
  Array.from({ length: CLIENTS[kind] }, (_, index) => `${kind} ${index + 1}`);

export const addressOf = (name: string): string => `ap@${name.replace(' ', '-').toLowerCase()}.example`;

/** As `npm run business -- --account none` makes it, with clients. */
export function northwindSql(identity: BusinessIdentity): string {
  const { merchantId, createdAt: at } = identity;
  const idOf = (prefix: 'cus' | 'ivt') => makeId(prefix, at, randomBytes(9));
  const body = idOf('ivt').slice('ivt_'.length);
  const invited = { merchantId, livemode: false, address: NORTHWIND.owner, body, at, by: 'npm run business' };
  const clients = [...namesOf('Known'), ...namesOf('Made'), ...namesOf('Left')].map((name) =>
    insert('customers', 'id', {
      ...{ id: idOf('cus'), merchant_id: merchantId, livemode: 0, legal_name: name, email: addressOf(name) },
      ...{ billing_emails: '[]', tax_status: 'TAXED', address: '{}', customer_aliases: '[]' },
      ...{ created_at: at, updated_at: at },
    }),
  );
  // The clock of a shared stack may have gone on for months before the invitation is followed.
  const lasting = `UPDATE invitations SET expires_at = expires_at + ${YEAR_MS} WHERE merchant_id = '${merchantId}';`;
  return [businessSql(NORTHWIND, identity), inviteOwnerSql(invited), lasting, ...clients].join('\n');
}
