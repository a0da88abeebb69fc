/** A part of an issued invoice, as it was frozen when it was issued. Amounts in minor units of its currency. */
export type Instalment = {
  /** From 1. */
  readonly position: number;
  readonly amount: number;
  /** `YYYY-MM-DD` in the business's time zone. */
  readonly dueDate: string;
  /** The end of that day, ms: overdue from then on. */
  readonly dueAt: number;
};

/** `due`: its day has come. `processing`: money for all of it is on its way. */
export type PartState = 'paid' | 'processing' | 'overdue' | 'due' | 'upcoming';

export type PartStanding = Instalment & {
  /** What covers it: parts are covered in their order. */
  readonly covered: number;
  readonly open: number;
  readonly state: PartState;
};

/** What is asked for: the parts up to one that are open. */
export type Asked = {
  readonly amount: number;
  /** The last part of it. */
  readonly position: number;
  /** The day of that part. */
  readonly dueDate: string;
  /** Whether its day has come. */
  readonly isDue: boolean;
};

export type PlanStanding = {
  readonly parts: readonly PartStanding[];
  /** What its link asks for now; null where nothing is open. */
  readonly asked: Asked | null;
  /** The first part that is asked for after that; null where there is none. */
  readonly next: { readonly amount: number; readonly dueDate: string } | null;
  /** What is open of parts whose day is over. */
  readonly overdue: number;
};

/** The facts that the standing of a plan depends on. */
export type PlanFacts = {
  readonly instalments: readonly Instalment[];
  /** All that covers the invoice: payments, credit, credit notes. */
  readonly covered: number;
  /** Of a payment under way. */
  readonly moving?: number;
  /** `YYYY-MM-DD` in the business's time zone. */
  readonly today: string;
  readonly now: number;
  /** Why so much cannot be charged at once; `below` and `above` are about its size. */
  readonly size: (amount: number) => 'fits' | 'below' | 'above';
};

/**
 * Where an invoice with a plan stands: what of each part is paid and open, and what is asked for now. Everything that
 * names a part, an amount or a day reads it from here. What is asked for is every open part whose day has come, or else
 * the next one. What is too small to be charged goes with the part after it.
 */
export function planStanding(facts: PlanFacts): PlanStanding {
  const parts = partsOf(facts);
  const asked = askedOf(parts, facts);
  const later = asked === null ? undefined : parts.find(({ position }) => position > asked.position);
  return {
    parts,
    asked,
    next: later === undefined ? null : { amount: later.open, dueDate: later.dueDate },
    overdue: sum(parts.map(({ open, dueAt }) => (facts.now >= dueAt ? open : 0))),
  };
}

function partsOf({ instalments, covered, moving = 0, today, now }: PlanFacts): readonly PartStanding[] {
  let through = 0;
  return instalments.map((part) => {
    const own = Math.min(part.amount, Math.max(0, covered - through));
    through += part.amount;
    const open = part.amount - own;
    return {
      ...part,
      covered: own,
      open,
      state: stateOf(part, { open, today, now, isMoving: through <= covered + moving }),
    };
  });
}

function stateOf(
  { dueDate, dueAt }: Instalment,
  { open, today, now, isMoving }: { open: number; today: string; now: number; isMoving: boolean },
): PartState {
  if (open === 0) return 'paid';
  if (isMoving) return 'processing';
  if (now >= dueAt) return 'overdue';
  return dueDate <= today ? 'due' : 'upcoming';
}

function askedOf(parts: readonly PartStanding[], { today, size }: PlanFacts): Asked | null {
  const first = parts.findIndex(({ open }) => open > 0);
  if (first < 0) return null;
  const openThrough = (last: number): number => sum(parts.slice(0, last + 1).map(({ open }) => open));
  let last = Math.max(
    first,
    parts.findLastIndex(({ dueDate }) => dueDate <= today),
  );
  while (last + 1 < parts.length && size(openThrough(last)) === 'below') last += 1;
  while (last > first && size(openThrough(last)) === 'above') last -= 1;
  const part = parts[last];
  if (part === undefined) return null;
  const { position, dueDate } = part;
  return { amount: openThrough(last), position, dueDate, isDue: dueDate <= today };
}

/** What may be paid of a plan without a word about parts of any size: what is asked for, and that with the parts after it. */
export function wholeParts({ parts, asked }: PlanStanding): readonly number[] {
  if (asked === null) return [];
  const amounts = [asked.amount];
  for (const { position, open } of parts) {
    if (position > asked.position) amounts.push((amounts.at(-1) ?? 0) + open);
  }
  return amounts;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);
