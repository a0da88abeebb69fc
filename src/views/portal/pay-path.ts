/** The path of the review page for invoices. */
export const payPath = (invoiceIds: readonly string[]): `/portal/pay?${string}` =>
  `/portal/pay?${new URLSearchParams(invoiceIds.map((id) => ['invoice', id])).toString()}`;
