import type { BankAccount } from '../profile/bank-account.ts';
import type { EInvoiceSource } from './source.ts';
import type { PaymentMeans } from './types.ts';

type Means = Pick<EInvoiceSource, 'accounts' | 'number' | 'customerReference' | 'takesOnlinePayment'>;
type Account = PaymentMeans['accounts'][number];

/**
 * BG-16: how it can be paid. A transfer where the business names an account that the standard can say, by SEPA where there
 * is an IBAN; else online.
 */
export function paymentMeansOf({
  accounts,
  number,
  customerReference,
  takesOnlinePayment,
}: Means): PaymentMeans {
  const named = accounts.flatMap((account) => {
    const said = accountOf(account);
    return said === null ? [] : [{ account, said }];
  });
  const [first] = named;
  if (first === undefined) return { code: takesOnlinePayment ? '68' : '1', reference: number, accounts: [] };
  const { isIban } = first.said;
  return {
    code: isIban && first.account.currency === 'EUR' ? '58' : '30',
    reference: first.account.reference === 'customer' ? customerReference : number,
    accounts: named.flatMap(({ said }) => (said.isIban === isIban ? [said] : [])),
  };
}

/** Null for an account that is only lines of text. */
function accountOf({ holder, numbers }: BankAccount): Account | null {
  const other = (id: string): Account => ({ id, isIban: false, holder, bic: null });
  switch (numbers.kind) {
    case 'iban':
      return { id: numbers.iban, isIban: true, holder, bic: numbers.bic };
    case 'us':
      return other(`${numbers.routingNumber} ${numbers.accountNumber}`);
    case 'gb':
      return other(`${numbers.sortCode} ${numbers.accountNumber}`);
    case 'jp':
      return other(`${numbers.bankCode} ${numbers.branchCode} ${numbers.accountNumber}`);
    case 'other':
      return null;
    default:
      return numbers satisfies never;
  }
}
