type Metadata = Readonly<Record<string, unknown>>;

const EACH = /^quittance_invoice_\d{2}$/;
const SHARE = /^(inv_[0-9a-z]+):([1-9]\d{0,8}):([1-9]\d{0,14})$/;

/** The invoices, versions and shares (minor units) that an object's metadata names; malformed entries are skipped. */
export const namedTargets = (metadata: Metadata) =>
  Object.entries(metadata).flatMap(([key, value]) => {
    const [, invoiceId, version, amount] =
      (EACH.test(key) && typeof value === 'string' ? SHARE.exec(value) : null) ?? [];
    return invoiceId === undefined ? [] : [{ invoiceId, version: Number(version), amount: Number(amount) }];
  });

/** The invoices that an object's metadata names, in its order. Metadata can be edited, so it proves nothing. */
export function namedInvoices(metadata: Metadata): readonly string[] {
  const first = metadata.quittance_invoice;
  const others = namedTargets(metadata).map(({ invoiceId }) => invoiceId);
  return [...new Set(typeof first === 'string' ? [first, ...others] : others)];
}
