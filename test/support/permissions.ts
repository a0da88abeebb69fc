/** What a restricted key needs, as README.md lists it. */
export const PERMISSIONS = [
  'Checkout Sessions: Write',
  'Customers: Write',
  'PaymentIntents: Write',
  'PaymentMethods: Write',
  'SetupIntents: Write',
  'Refunds: Write',
  'Charges: Read',
  'Disputes: Write',
  'Events: Read',
  'Accounts: Read',
  'Webhook Endpoints: Read',
  'Connect: Write',
  'Balance: Read',
  'Balance transactions: Read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];
