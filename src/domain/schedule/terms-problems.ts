import { planProblems } from '../invoice/plan-problems.ts';
import { isMinor } from '../money.ts';
import type { FieldProblem } from '../rejection.ts';
import type { MeteredPrice, ScheduleLine, ScheduleTerms, Tier } from './terms.ts';

export const MOST_LINES = 100;
export const MOST_TIERS = 20;
export const MOST_NET_DAYS = 365;

/** A meter's name, as programs write it. */
export const METER = /^[a-z][a-z0-9_]{0,39}$/;

/** What is wrong with what a schedule's invoices shall say, as far as no customer decides it; `lines` are summed elsewhere. */
export function termsProblems(terms: ScheduleTerms): readonly FieldProblem[] {
  const { lines, netDays, plan, collectPolicy } = terms;
  const problems: FieldProblem[] = [];
  if (lines.length === 0) problems.push({ path: 'lines', message: 'Give at least one line.' });
  if (lines.length > MOST_LINES)
    problems.push({ path: 'lines', message: `Give at most ${MOST_LINES} lines.` });
  problems.push(...lines.flatMap((line, at) => lineProblems(line, `lines[${at}]`)));
  if (netDays !== null && !(Number.isInteger(netDays) && netDays >= 0 && netDays <= MOST_NET_DAYS)) {
    problems.push({
      path: 'netDays',
      message: `Give from 0 (due at once) to ${MOST_NET_DAYS} days, or leave it out for no due date.`,
    });
  }
  if (plan !== null) {
    problems.push(...planProblems(plan), ...plan.flatMap(datedPart));
    if (netDays !== null) {
      const message = 'Leave it out: each part of paymentPlan says when it is due.';
      problems.push({ path: 'netDays', message });
    }
  }
  if (collectPolicy === 'on_due_date' && netDays === null && plan === null) {
    const message = 'Without a due date nothing could be charged on it: give netDays, or on_send.';
    problems.push({ path: 'collectPolicy', message });
  }
  return problems;
}

const datedPart = ({ due }: NonNullable<ScheduleTerms['plan']>[number], at: number): FieldProblem[] =>
  due.kind === 'on'
    ? [
        {
          path: `paymentPlan[${at}].dueDate`,
          message: 'Invoices are made on different days: give afterDays or afterMonths here.',
        },
      ]
    : [];

function lineProblems(line: ScheduleLine, path: string): readonly FieldProblem[] {
  if (line.kind === 'fixed') return [];
  const problems = priceProblems(line.price, path);
  const isTiered = line.price.kind !== 'unit';
  return [
    ...(METER.test(line.meter)
      ? []
      : [
          {
            path: `${path}.meter`,
            message:
              'Name what is counted in 1 to 40 lower-case letters, digits and underscores, such as api_calls.',
          },
        ]),
    ...problems,
    ...(isTiered && line.discount?.kind === 'amount'
      ? [{ path: `${path}.discount`, message: 'Of what has tiers a percentage is taken off, not an amount.' }]
      : []),
  ];
}

function priceProblems(price: MeteredPrice, path: string): readonly FieldProblem[] {
  if (price.kind === 'unit') return [];
  const { tiers } = price;
  if (tiers.length === 0 || tiers.length > MOST_TIERS) {
    return [{ path: `${path}.tiers`, message: `Give from 1 to ${MOST_TIERS} tiers.` }];
  }
  return tiers.flatMap((tier, at) => tierProblems(tier, at, tiers, `${path}.tiers[${at}]`));
}

function tierProblems(
  { upTo, unitAmount, flatAmount = 0 }: Tier,
  at: number,
  tiers: readonly Tier[],
  path: string,
): readonly FieldProblem[] {
  const isLast = at === tiers.length - 1;
  const before = at === 0 ? 0 : (tiers[at - 1]?.upTo ?? 0);
  const problems: FieldProblem[] = [];
  if (isLast && upTo !== null) {
    problems.push({ path: `${path}.upTo`, message: 'The last tier has no end: leave upTo out.' });
  }
  if (!isLast && !(upTo !== null && Number.isInteger(upTo) && upTo > before && upTo <= 999_999_999)) {
    const message = `Give a whole number above ${before}: each tier ends above the one before it.`;
    problems.push({ path: `${path}.upTo`, message });
  }
  for (const [name, amount] of Object.entries({ unitAmount, flatAmount })) {
    if (!isMinor(amount)) problems.push({ path: `${path}.${name}`, message: 'Give minor units from 0 up.' });
  }
  return problems;
}
