/** What a transfer to an account is addressed by, in the country's own form. */
export type AccountNumbers =
  | { readonly kind: 'iban'; readonly iban: string; readonly bic: string | null }
  | { readonly kind: 'us'; readonly routingNumber: string; readonly accountNumber: string }
  | { readonly kind: 'gb'; readonly sortCode: string; readonly accountNumber: string }
  | {
      readonly kind: 'jp';
      /** Zengin: four digits of the bank, three of its branch. */
      readonly bankCode: string;
      readonly branchCode: string;
      readonly accountType: JpAccountType;
      readonly accountNumber: string;
    }
  /** Any other country's, as it is printed. */
  | { readonly kind: 'other'; readonly lines: string };

export const JP_ACCOUNT_TYPES = ['ordinary', 'current', 'savings'] as const;
export type JpAccountType = (typeof JP_ACCOUNT_TYPES)[number];

/** What payers give as a transfer's reference. */
export const REFERENCE_RULES = ['invoice_number', 'customer'] as const;
export type ReferenceRule = (typeof REFERENCE_RULES)[number];

export type BankAccount = {
  /** ISO 4217: the invoices that it is printed on. */
  readonly currency: string;
  readonly holder: string;
  readonly bankName: string | null;
  readonly numbers: AccountNumbers;
  readonly reference: ReferenceRule;
  /** False for one that still takes money, and that no new invoice names. */
  readonly onNewInvoices: boolean;
};

export const MOST_ACCOUNTS = 20;
/** An account as it is stored: numbers without the spaces and hyphens that people group them by. */
export function tidyAccount(account: BankAccount): BankAccount {
  return { ...account, currency: account.currency.toUpperCase(), numbers: tidyNumbers(account.numbers) };
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();

function tidyNumbers(numbers: AccountNumbers): AccountNumbers {
  switch (numbers.kind) {
    case 'iban':
      return {
        kind: 'iban',
        iban: plain(numbers.iban),
        bic: numbers.bic === null || numbers.bic.trim() === '' ? null : plain(numbers.bic),
      };
    case 'us':
      return {
        kind: 'us',
        routingNumber: plain(numbers.routingNumber),
        accountNumber: plain(numbers.accountNumber),
      };
    case 'gb':
      return { kind: 'gb', sortCode: plain(numbers.sortCode), accountNumber: plain(numbers.accountNumber) };
    case 'jp':
      return {
        ...numbers,
        bankCode: plain(numbers.bankCode),
        branchCode: plain(numbers.branchCode),
        accountNumber: plain(numbers.accountNumber),
      };
    case 'other':
      return { kind: 'other', lines: numbers.lines.trim() };
    default:
      return numbers satisfies never;
  }
}

/** What makes two of them the same account: money sent by either arrives at the same place. */
export function accountKey({ currency, numbers }: BankAccount): string {
  switch (numbers.kind) {
    case 'iban':
      return `${currency}/iban/${numbers.iban}`;
    case 'us':
      return `${currency}/us/${numbers.routingNumber}/${numbers.accountNumber}`;
    case 'gb':
      return `${currency}/gb/${numbers.sortCode}/${numbers.accountNumber}`;
    case 'jp':
      return `${currency}/jp/${numbers.bankCode}/${numbers.branchCode}/${numbers.accountType}/${numbers.accountNumber}`;
    case 'other':
      return `${currency}/other/${numbers.lines}`;
    default:
      return numbers satisfies never;
  }
}
