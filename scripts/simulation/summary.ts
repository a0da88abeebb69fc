import type { Report } from './child.ts';
import { nameOf, SWITCHES } from './worlds.ts';

/** The combined results of many seeds. */
export interface Summary {
  seeds: number;
  invoices: number;
  invoiceDays: number;
  steps: number;
  readonly bad: Report[];
  readonly faults: Map<string, number>;
  readonly facts: Map<string, number>;
  /** Invoices in each world of Stripe's, by `name=value`. */
  readonly worlds: Map<string, number>;
}

export const emptySummary = (): Summary => ({
  seeds: 0,
  invoices: 0,
  invoiceDays: 0,
  steps: 0,
  bad: [],
  faults: new Map(),
  facts: new Map(),
  worlds: new Map(),
});

/** Adds a seed's report. */
export function addReport(summary: Summary, report: Report): void {
  summary.seeds += 1;
  summary.invoices += report.invoices;
  summary.invoiceDays += report.invoices * report.days;
  summary.steps += report.steps;
  if (report.findings.length > 0) summary.bad.push(report);
  for (const [name, count] of Object.entries(report.faults)) add(summary.faults, name, count);
  for (const [name, count] of Object.entries(report.facts)) add(summary.facts, name, count);
  for (const [name, value] of Object.entries(report.worlds))
    add(summary.worlds, `${name}=${value}`, report.invoices);
}

const add = (counts: Map<string, number>, name: string, count: number) =>
  counts.set(name, (counts.get(name) ?? 0) + count);

/** The faults that never happened, about which the seeds prove nothing. */
export const neverHappened = (summary: Summary, faults: readonly string[]): string[] =>
  faults.filter((fault) => !summary.faults.has(fault));

/** The worlds of Stripe's in which no seed ran. */
export const neverEntered = (summary: Summary): string[] =>
  SWITCHES.flatMap(([name, values]) => values.map((value) => `${name}=${value}`)).filter(
    (world) => !summary.worlds.has(world),
  );

/** The summary as lines of text: what happened, how often, and what was found. */
export function describe(summary: Summary, seconds: number): string[] {
  const { seeds, invoices, invoiceDays, steps, bad, faults, facts, worlds } = summary;
  const per = (count: number) => Math.round(count / seconds).toLocaleString('en');
  const counted = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  const told = [...facts]
    .filter(([name]) => !name.startsWith('log '))
    .map(([name, count]) => `${count} ${name}`);
  return [
    `${seeds} seeds, ${invoices} invoices, ${Math.round(invoiceDays)} invoice-days, ${steps} steps in ${seconds.toFixed(1)} s`,
    `${(seeds / seconds).toFixed(2)} seeds/s, ${per(invoiceDays)} invoice-days/s`,
    `what happened: ${told.join(', ')}`,
    `what went wrong: ${counted(faults)}`,
    `invoices in each world: ${counted(worlds)}`,
    ...bad.flatMap(describeBad),
  ];
}

/** What was found in a seed, and how to follow it step by step. */
export const describeBad = ({ seed, worlds, findings }: Report): string[] => [
  `seed ${seed}: ${findings.length} findings (npm run simulate -- --from ${seed} --trace --world ${nameOf(worlds)})`,
  ...findings.slice(0, 5).map((finding) => `  ${finding}`),
];
