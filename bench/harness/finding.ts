/** One line of the report: what was measured, what it came to, and what it should be. */
export type Finding = {
  readonly what: string;
  readonly measured: string;
  /** Null where the number only stands beside another. */
  readonly goal: string | null;
  readonly isWithin: boolean | null;
};

/** A number with a budget in the same unit. `unit` stands behind both, such as ` KB` or `×`. */
export function against(what: string, value: number, budget: number, unit: string, digits = 0): Finding {
  const isWithin = value <= budget;
  return { what, measured: `${value.toFixed(digits)}${unit}`, goal: `≤ ${budget}${unit}`, isWithin };
}

/** A number without a budget, which explains where the others come from. */
export const beside = (what: string, measured: string): Finding => ({
  what,
  measured,
  goal: null,
  isWithin: null,
});

/** The report as a table for a terminal. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = [
    ['what', 'measured', 'goal', ''],
    ...findings.map(({ what, measured, goal, isWithin }) => [
      what,
      measured,
      goal ?? '',
      isWithin === null ? '' : isWithin ? 'within' : 'NOT WITHIN',
    ]),
  ];
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [first, second, third] = [width(0), width(1), width(2)];
  const lines = rows.map(([what = '', measured = '', goal = '', verdict = '']) =>
    `${what.padEnd(first)}  ${measured.padStart(second)}  ${goal.padEnd(third)}  ${verdict}`.trimEnd(),
  );
  const [header = '', ...rest] = lines;
  return [header, '─'.repeat(first + second + third + 14), ...rest].join('\n');
}

/** The same number in ever larger deployments, which may not grow with them. */
export function flat(what: string, values: readonly number[], most: number): Finding {
  const growth = Math.max(1, values.at(-1) ?? 0) / Math.max(1, values[0] ?? 0);
  return {
    what,
    measured: `${values.join(', ')}: ${growth.toFixed(2)} ×`,
    goal: `≤ ${most} ×`,
    isWithin: growth <= most,
  };
}
