import type { Report } from './child.ts';

/** The combined results of many seeds. */
export interface Summary {
  seeds: number;
  invoices: number;
  invoiceDays: number;
  steps: number;
  readonly bad: Report[];
  readonly faults: Map<string, number>;
  readonly facts: Map<string, number>;
}

export const emptySummary = (): Summary => ({
  seeds: 0,
  invoices: 0,
  invoiceDays: 0,
  steps: 0,
  bad: [],
  faults: new Map(),
  facts: new Map(),
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
}

const add = (counts: Map<string, number>, name: string, count: number) =>
  counts.set(name, (counts.get(name) ?? 0) + count);

/** The faults that never happened, about which the seeds prove nothing. */
export const neverHappened = (summary: Summary, faults: readonly string[]): string[] =>
  faults.filter((fault) => !summary.faults.has(fault));

/** The summary as lines of text: what happened, how often, and what was found. */
export function describe(summary: Summary, seconds: number): string[] {
  const { seeds, invoices, invoiceDays, steps, bad, faults, facts } = summary;
  const per = (count: number) => Math.round(count / seconds).toLocaleString('en');
  const kinds = [...faults].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const told = [...facts]
    .filter(([name]) => !name.startsWith('log '))
    .map(([name, count]) => `${count} ${name}`);
  return [
    `${seeds} seeds, ${invoices} invoices, ${Math.round(invoiceDays)} invoice-days, ${steps} steps in ${seconds.toFixed(1)} s`,
    `${(seeds / seconds).toFixed(2)} seeds/s, ${per(invoiceDays)} invoice-days/s`,
    `what happened: ${told.join(', ')}`,
    `what went wrong: ${kinds.map(([name, count]) => `${count} ${name}`).join(', ')}`,
    ...bad.flatMap(({ seed, findings }) => [
      `seed ${seed}: ${findings.length} findings (npm run simulate -- --from ${seed} --seeds 1 --trace)`,
      ...findings.slice(0, 5).map((finding) => `  ${finding}`),
    ]),
  ];
}
