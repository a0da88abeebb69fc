import type { Writer } from './format.ts';
import type { InvoiceView } from './model.ts';

/** What is asked for now: of a plan, the parts whose day has come or else the next one; else all that remains. */
export const askedAmount = ({
  plan,
  amountRemaining,
}: Pick<InvoiceView, 'plan' | 'amountRemaining'>): number => plan?.asked?.amount ?? amountRemaining;

/** The day of what is asked for. */
export const askedDay = ({ plan, dueOn }: Pick<InvoiceView, 'plan' | 'dueOn'>): string | null =>
  plan?.asked?.dueOn ?? dueOn;

type PartLine = {
  /** Such as *Instalment 1 of 3*. */
  readonly label: string;
  readonly amount: string;
  /** Its day and its state. */
  readonly detail: string;
};

/** A line for each part of a plan: which it is, how much, and when, the same wherever they are listed. */
export function partLines({ plan }: Pick<InvoiceView, 'plan'>, writer: Writer): readonly PartLine[] {
  const words = writer.speech.words.instalments;
  const parts = plan?.parts ?? [];
  return parts.map(({ position, amount, open, dueOn, state }) => ({
    label: words.number(writer.decimal(String(position)), writer.decimal(String(parts.length))),
    amount: writer.amount(amount),
    detail: [
      writer.date(dueOn),
      words.state[state],
      ...(open > 0 && open < amount ? [words.left(writer.amount(open))] : []),
    ].join(' · '),
  }));
}

/** What is asked for of the whole, and what comes after it, in sentences; none without a plan. */
export function planSentences(view: InvoiceView, writer: Writer): readonly string[] {
  const words = writer.speech.words.instalments;
  const { plan, amountRemaining } = view;
  if (plan?.asked == null || view.status !== 'open') return [];
  const { amount } = plan.asked;
  return [
    ...(amount === amountRemaining
      ? []
      : [words.ofWhole(writer.amount(amount), writer.amount(amountRemaining))]),
    ...(plan.next === null
      ? []
      : [words.next(writer.amount(plan.next.amount), writer.date(plan.next.dueOn))]),
  ];
}

/** Which parts the last `paid` minor units of what covers a plan went to. */
export function partsPaid({ plan }: Pick<InvoiceView, 'plan'>, paid: number): readonly number[] {
  const parts = plan?.parts ?? [];
  const covered = parts.reduce((all, { amount, open }) => all + amount - open, 0);
  let through = 0;
  return parts.flatMap(({ position, amount }) => {
    const from = through;
    through += amount;
    return from < covered && through > covered - paid ? [position] : [];
  });
}
