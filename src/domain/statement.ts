/** Something that happened on a customer's account. Amounts ≥ 0 in minor units of `currency`. */
export type StatementEntry = {
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string;
  /** The instant, ms since the epoch: the order within a day. */
  readonly at: number;
  readonly kind:
    | 'invoice'
    | 'void'
    | 'credit_note'
    | 'payment'
    | 'offline_payment'
    | 'credit'
    | 'returned'
    | 'refund';
  /** An invoice's number, a payment's reference. */
  readonly reference: string;
  /** The invoice that it is about, and the version of its link; absent where it may be about several. */
  readonly invoice?: { readonly id: string; readonly version: number };
  readonly currency: string;
  readonly amount: number;
};

/** The entry's effect on the balance. A refund returns money and makes no invoice due again. */
export function effectOf({ kind, amount }: Pick<StatementEntry, 'kind' | 'amount'>): number {
  switch (kind) {
    case 'invoice':
    case 'returned':
      return amount;
    case 'void':
    case 'credit_note':
    case 'payment':
    case 'offline_payment':
    case 'credit':
      return -amount;
    case 'refund':
      return 0;
    default:
      return kind satisfies never;
  }
}

/** Whether an entry says what is invoiced, and not what was paid of it. */
export const isInvoicing = (kind: StatementEntry['kind']): boolean =>
  kind === 'invoice' || kind === 'void' || kind === 'credit_note';

/** A customer's account in one currency over a period: what was owed before, each entry, what is owed after. */
export type Statement = {
  readonly currency: string;
  readonly opening: number;
  readonly entries: readonly (StatementEntry & { readonly balance: number })[];
  readonly invoiced: number;
  readonly paid: number;
  readonly refunded: number;
  readonly closing: number;
};

const ORDER: readonly StatementEntry['kind'][] = [
  'invoice',
  'void',
  'credit_note',
  'credit',
  'offline_payment',
  'payment',
  'returned',
  'refund',
];

/** Puts a period's entries in order, one statement a currency, each with its running balance. */
export function statementsOf(
  openings: ReadonlyMap<string, number>,
  entries: readonly StatementEntry[],
): readonly Statement[] {
  const currencies = [...new Set([...openings.keys(), ...entries.map(({ currency }) => currency)])].sort();
  return currencies.flatMap((currency) => {
    const own = entries.filter((entry) => entry.currency === currency).toSorted(inOrder);
    const opening = openings.get(currency) ?? 0;
    return opening === 0 && own.length === 0 ? [] : [statementOf(currency, opening, own)];
  });
}

function statementOf(currency: string, opening: number, entries: readonly StatementEntry[]): Statement {
  let balance = opening;
  const withBalance = entries.map((entry) => {
    balance += effectOf(entry);
    return { ...entry, balance };
  });
  const sumOf = (...kinds: StatementEntry['kind'][]) =>
    entries.reduce((sum, { kind, amount }) => (kinds.includes(kind) ? sum + amount : sum), 0);
  return {
    currency,
    opening,
    entries: withBalance,
    invoiced: sumOf('invoice') - sumOf('void', 'credit_note'),
    paid: sumOf('payment', 'offline_payment', 'credit') - sumOf('returned'),
    refunded: sumOf('refund'),
    closing: balance,
  };
}

const inOrder = (one: StatementEntry, other: StatementEntry): number =>
  one.date.localeCompare(other.date) ||
  one.at - other.at ||
  ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) ||
  one.reference.localeCompare(other.reference);
