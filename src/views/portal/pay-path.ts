/** Where invoices are paid together, with a method on file in one press or with another one. */
export const payPath = (invoiceIds: readonly string[]): string =>
  `/portal/pay?${new URLSearchParams(invoiceIds.map((id) => ['invoice', id])).toString()}`;
