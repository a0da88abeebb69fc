import { epcCode } from '../domain/profile/epc-code.ts';
import { swissCode } from '../domain/profile/swiss-code.ts';
import type { InvoiceView } from './model.ts';

/** A code that fills in a transfer in a banking app: a SEPA transfer's, or a Swiss QR-bill's. */
export type TransferCode = { readonly kind: 'sepa' | 'swiss'; readonly text: string };

/** The codes of an invoice's transfer; none where there is a choice of accounts. Null for an amount that the payer types. */
export function transferCodes(
  { transfer, number }: Pick<InvoiceView, 'transfer' | 'number'>,
  amountMinor: number | null,
): readonly TransferCode[] {
  const [account, ...others] = transfer?.to.kind === 'accounts' ? transfer.to.accounts : [];
  if (transfer === null || account === undefined || others.length > 0) return [];
  const reference = transfer.reference ?? number;
  const swiss = swissCode(account, transfer.address ?? {}, { amountMinor, reference, number });
  const sepa = amountMinor === null ? null : epcCode(account, { amountMinor, reference });
  return [
    ...(swiss === null ? [] : [{ kind: 'swiss', text: swiss } as const]),
    ...(sepa === null ? [] : [{ kind: 'sepa', text: sepa } as const]),
  ];
}
