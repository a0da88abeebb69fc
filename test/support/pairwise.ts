/** One value of each name. */
export type Choice = Readonly<Record<string, string>>;

/** Every choice in which one name has another value than its first. */
export function oneChanged(values: Readonly<Record<string, readonly string[]>>): readonly Choice[] {
  const names = Object.entries(values);
  return names.flatMap(([name, [, ...others]]) => others.map((value) => ({ [name]: value })));
}

/** Choices of all names such that any two values of any two names are together in one of them: few, though not the fewest. */
export function pairwise(values: Readonly<Record<string, readonly string[]>>): readonly Choice[] {
  const names = Object.keys(values);
  const missing = new Set<string>();
  for (const [index, one] of names.entries()) {
    for (const other of names.slice(index + 1)) {
      for (const a of values[one] ?? []) {
        for (const b of values[other] ?? []) missing.add(pair(one, a, other, b));
      }
    }
  }
  const rows: Choice[] = [];
  while (missing.size > 0) {
    const row = rowOf(names, values, missing);
    for (const covered of pairsOf(names, row)) missing.delete(covered);
    rows.push(row);
  }
  return rows;
}

/** Begins with a pair that is missing, then takes for each further name the value that brings the most. */
function rowOf(
  names: readonly string[],
  values: Readonly<Record<string, readonly string[]>>,
  missing: ReadonlySet<string>,
): Choice {
  const [first = ''] = missing;
  const [one = '', a = '', other = '', b = ''] = first.split(' ');
  const row: Record<string, string> = { [one]: a, [other]: b };
  for (const name of names) {
    if (name in row) continue;
    const gains = (values[name] ?? []).map((value) => ({
      value,
      gain: Object.entries(row).filter(
        ([known, its]) =>
          missing.has(pair(known, its, name, value)) || missing.has(pair(name, value, known, its)),
      ).length,
    }));
    row[name] = gains.toSorted((x, y) => y.gain - x.gain)[0]?.value ?? '';
  }
  return row;
}

const pair = (one: string, a: string, other: string, b: string): string => [one, a, other, b].join(' ');

function pairsOf(names: readonly string[], row: Choice): string[] {
  return names.flatMap((one, index) =>
    names.slice(index + 1).map((other) => pair(one, row[one] ?? '', other, row[other] ?? '')),
  );
}
