import type { LocalDate } from '../calendar.ts';
import { dueDateProblem } from '../collection/policy-input.ts';
import { parseCurrency } from '../currency.ts';
import { formatDecimal } from '../decimal.ts';
import { money, toDecimalString } from '../money.ts';
import type { SmallestCharge } from '../payment/rest.ts';
import type { FieldProblem } from '../rejection.ts';
import type { RefuseCharge } from './link.ts';
import {
  isBelowWhole,
  isWhole,
  MAX_PARTS,
  type PaymentPlan,
  type PlanDay,
  type PlanPart,
  partAmounts,
  partDay,
  percentagesOf,
  readShare,
} from './payment-plan.ts';

const PATH = 'paymentPlan';

/** What is wrong with a plan by itself, whatever the invoice comes to; empty where nothing is. */
export function planProblems(plan: PaymentPlan): readonly FieldProblem[] {
  if (plan.length < 2) {
    return [
      {
        path: PATH,
        message: 'Give at least two parts. For an invoice that is paid at once, set dueDate instead.',
      },
    ];
  }
  if (plan.length > MAX_PARTS) return [{ path: PATH, message: `Give at most ${MAX_PARTS} parts.` }];
  const single = plan.flatMap((part, at) => partProblems(part, at, plan.length));
  return single.length > 0 ? single : sharesProblems(plan);
}

function partProblems({ share }: PlanPart, at: number, count: number): readonly FieldProblem[] {
  const path = `${PATH}[${at}]`;
  switch (share.kind) {
    case 'percentage': {
      if (readShare(share.percentage) !== null) return [];
      const message = `${share.percentage} % is no part of an invoice: give a percentage above 0 and below 100, with at most four decimals.`;
      return [{ path: `${path}.percentage`, message }];
    }
    case 'amount': {
      if (share.amount > 0) return [];
      return [{ path: `${path}.amount`, message: 'Give an amount above zero, in minor units.' }];
    }
    case 'rest': {
      if (at === count - 1) return [];
      return [
        { path, message: 'Only the last part may be the rest: give this one a percentage or an amount.' },
      ];
    }
    default:
      return share satisfies never;
  }
}

function sharesProblems(plan: PaymentPlan): readonly FieldProblem[] {
  const kinds = new Set(plan.map(({ share }) => share.kind));
  const percentages = percentagesOf(plan);
  const said = formatDecimal({ units: percentages, scale: 4 }).replace(/\.?0+$/, '');
  if (kinds.has('rest')) {
    if (isBelowWhole(percentages)) return [];
    const message = `The parts before the rest come to ${said} %, so nothing is left for it: make them less than 100 %.`;
    return [{ path: PATH, message }];
  }
  if (kinds.has('percentage') && kinds.has('amount')) {
    const message =
      'Percentages and amounts together come to the whole only by chance: leave out what the last part is, so that it is the rest.';
    return [{ path: PATH, message }];
  }
  if (!kinds.has('percentage') || isWhole(percentages)) return [];
  const message = `The parts come to ${said} %: make them 100 %, or leave out the last percentage, so that it is the rest.`;
  return [{ path: PATH, message }];
}

/** What is wrong with a plan that holds for whatever a customer is invoiced. */
export function standingPlanProblems(plan: PaymentPlan): readonly FieldProblem[] {
  const fixed = plan.flatMap(({ share, due }, at): readonly FieldProblem[] => [
    ...(share.kind === 'amount'
      ? [
          {
            path: `${PATH}[${at}].amount`,
            message: 'Invoices come to different amounts: give a percentage here.',
          },
        ]
      : []),
    ...(due.kind === 'on'
      ? [
          {
            path: `${PATH}[${at}].dueDate`,
            message: 'Invoices are issued on different days: give afterDays or afterMonths here.',
          },
        ]
      : []),
  ]);
  return fixed.length > 0 ? fixed : [...planProblems(plan), ...orderProblems(plan)];
}

/** The parts of a standing plan keep their order from whatever day on they are counted: a month has 28 to 31 days. */
function orderProblems(plan: PaymentPlan): readonly FieldProblem[] {
  return plan.flatMap(({ due }, at): readonly FieldProblem[] => {
    const before = plan[at - 1]?.due;
    if (due.kind === 'on' || before === undefined || before.kind === 'on') return [];
    const isLater =
      due.unit === before.unit ? due.count > before.count : daysOf(due, 'least') > daysOf(before, 'most');
    const message =
      'This part is not always due after the one before it: put them in the order of their days.';
    return isLater ? [] : [{ path: `${PATH}[${at}]`, message }];
  });
}

const daysOf = ({ count, unit }: Extract<PlanDay, { kind: 'after' }>, bound: 'least' | 'most'): number =>
  unit === 'days' ? count : bound === 'least' ? Math.floor(count * 30.4) - 3 : Math.ceil(count * 30.5) + 2;

export type PlannedPart = { readonly amount: number; readonly dueDate: LocalDate };

/** The days of a plan's parts, each after the one before it. */
function dayProblems(plan: PaymentPlan, issuedOn: LocalDate) {
  const problems: FieldProblem[] = [];
  const days: LocalDate[] = [];
  for (const [at, part] of plan.entries()) {
    const path = `${PATH}[${at}]${part.due.kind === 'on' ? '.dueDate' : ''}`;
    const day = partDay(part, issuedOn);
    const wrong = dueDateProblem(day ?? '');
    const before = days.at(-1);
    if (day === null || wrong !== null) {
      problems.push({ path, message: wrong?.message ?? 'Give a day that exists, as YYYY-MM-DD.' });
      continue;
    }
    if (before !== undefined && day <= before) {
      const message = `This part is due on ${day}, and the one before it on ${before}: put them in the order of their days, each on one of its own.`;
      problems.push({ path, message });
    }
    days.push(day);
  }
  return { problems, days };
}

export type PlanRules = {
  readonly currency: string;
  readonly refuseCharge: RefuseCharge;
  readonly smallestCharge: SmallestCharge;
};

/**
 * The parts of an invoice that comes to `total` (minor units, above zero) and is issued on that day, or what is wrong
 * with its plan: the parts do not come to the whole, a day is out of order, or nobody could charge a part.
 */
export function planInvoice(
  plan: PaymentPlan,
  { total, issuedOn, ...rules }: PlanRules & { readonly total: number; readonly issuedOn: LocalDate },
): { readonly parts: readonly PlannedPart[]; readonly problems: readonly FieldProblem[] } {
  const shape = planProblems(plan);
  if (shape.length > 0) return { parts: [], problems: shape };
  const { problems, days } = dayProblems(plan, issuedOn);
  const amounts = partAmounts(
    plan,
    total,
    rules.smallestCharge(rules.currency, 1) === null ? 1 : stepOf(rules),
  );
  const wrong =
    amounts === null ? [sumProblem(plan, total, rules)] : amountProblems(plan, amounts, total, rules);
  if (problems.length + wrong.length > 0) return { parts: [], problems: [...problems, ...wrong] };
  const parts = days.map((dueDate, at) => ({ amount: amounts?.[at] ?? 0, dueDate }));
  return { parts, problems: [] };
}

/** What amounts of the currency are charged in. */
function stepOf({ currency, smallestCharge }: PlanRules): number {
  const smallest = smallestCharge(currency, 1) ?? 1;
  return (smallestCharge(currency, smallest + 1) ?? smallest + 1) - smallest;
}

function sumProblem(plan: PaymentPlan, total: number, rules: PlanRules): FieldProblem {
  const fixed = plan.reduce((all, { share }) => all + (share.kind === 'amount' ? share.amount : 0), 0);
  const whole = said(total, rules);
  const message = plan.some(({ share }) => share.kind === 'rest')
    ? `The parts before the rest come to more than the invoice, which is ${whole}: make them smaller.`
    : `The parts come to ${said(fixed, rules)}, and the invoice to ${whole}: make them equal, or leave out the last amount, so that it is the rest.`;
  return { path: PATH, message };
}

function amountProblems(
  plan: PaymentPlan,
  amounts: readonly number[],
  total: number,
  rules: PlanRules,
): readonly FieldProblem[] {
  const { currency, refuseCharge, smallestCharge } = rules;
  const whole = refuseCharge(currency, total);
  // What Stripe cannot charge in any case is paid otherwise, in whatever parts.
  const isChargeable = whole === null || whole === 'above_maximum';
  return amounts.flatMap((amount, at): readonly FieldProblem[] => {
    const path = `${PATH}[${at}]${plan[at]?.share.kind === 'amount' ? '.amount' : ''}`;
    if (amount <= 0)
      return [{ path, message: `Nothing is left for this part of ${said(total, rules)}: leave it out.` }];
    const reason = isChargeable ? refuseCharge(currency, amount) : null;
    switch (reason) {
      case null:
        return [];
      case 'below_minimum': {
        const least = said(smallestCharge(currency, 1) ?? amount, rules);
        const message = `This part comes to ${said(amount, rules)}, and ${least} is the least that can be charged: make it larger, or leave it out.`;
        return [{ path, message }];
      }
      case 'above_maximum':
        return [
          {
            path,
            message: `This part comes to ${said(amount, rules)}, more than can be charged at once: divide it.`,
          },
        ];
      default:
        return [
          {
            path,
            message: `${said(amount, rules)} cannot be charged: ${currency} is charged in larger steps.`,
          },
        ];
    }
  });
}

/** An amount as an error says it. */
function said(minor: number, { currency }: PlanRules): string {
  const known = parseCurrency(currency);
  return known === null
    ? `${minor} minor units of ${currency}`
    : `${toDecimalString(money(known, minor))} ${known}`;
}
