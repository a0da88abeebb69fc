/**
 * The resources of the SDK, by their files, that the sandbox stands in for: their operations get schemas, and their
 * objects are described wherever they appear. Any other object is known by its id and its name only.
 */
export const RESOURCES: readonly string[] = [
  'AccountLinks',
  'Accounts',
  'Balance',
  'BalanceTransactions',
  'Charges',
  'Checkout/Sessions',
  'Customers',
  'Disputes',
  'Events',
  'Mandates',
  'OAuth',
  'PaymentIntents',
  'PaymentMethods',
  'Payouts',
  'Prices',
  'Products',
  'Refunds',
  'SetupAttempts',
  'SetupIntents',
  'V2/Core/AccountLinks',
  'V2/Core/Accounts',
  'V2/Core/EventDestinations',
  'V2/Core/Events',
  'WebhookEndpoints',
];

/** Objects that only come inside others, and are described all the same. */
export const PARTS: readonly string[] = ['Capabilities', 'LineItems', 'TaxIds'];

/** Operations on what hangs below these resources without being mirrored. */
const LEFT_OUT =
  /\/(?:persons|external_accounts|login_links|sources|cash_balance\w*|balance_transactions|features|funding_instructions|discount|amount_details_line_items)(?:\/|$)/;

/** Whether the schemas cover the operation at this path, such as `/v1/customers/{id}`. */
export function isCovered(path: string): boolean {
  return path.startsWith('/v1/balance_transactions') || !LEFT_OUT.test(path);
}
