import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** `BR-01 to BR-05 BR-08` → each number. */
function numbersIn(text: string): readonly string[] {
  const words = text.split(/\s+/).filter(Boolean);
  return words.flatMap((word, i) => {
    if (word === 'to') return [];
    const before = words[i - 1] === 'to' ? words[i - 2] : undefined;
    if (before === undefined) return [word];
    const [, prefix = '', digits = ''] = /^(.*?)(\d+)$/.exec(word) ?? [];
    const first = /\d+$/.exec(before)?.[0] ?? '0';
    const from = Number(first) + 1;
    return Array.from(
      { length: Number(digits) - from + 1 },
      (_, j) => `${prefix}${String(from + j).padStart(first.length, '0')}`,
    );
  });
}

const rows = readFileSync('docs/E_INVOICES.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, rules = '', how = ''] = line.split('|').map((cell) => cell.trim());
    return /^(checked|by construction|cannot arise)$/.test(how)
      ? numbersIn(rules).map((rule) => ({ rule, how }))
      : [];
  });

/** Every rule of EN 16931 that its Schematron has, and XRechnung's own. */
const STANDARD = numbersIn(
  [
    'BR-01 to BR-33 BR-36 to BR-38 BR-41 to BR-57 BR-61 to BR-65',
    'BR-CO-03 to BR-CO-26 BR-DEC-01 to BR-DEC-28',
    ...['S', 'Z', 'E', 'AE', 'IC', 'G', 'O', 'AF', 'AG'].map((of) => `BR-${of}-01 to BR-${of}-10`),
    'BR-IC-11 BR-IC-12 BR-O-11 to BR-O-14 BR-B-01 BR-B-02 BR-CL-01 to BR-CL-26',
    'BR-DE-1 to BR-DE-11 BR-DE-14 to BR-DE-22 BR-DE-26 to BR-DE-28 BR-DE-30 BR-DE-31',
  ].join(' '),
);

it('the table says of every rule of the standard, once, how it holds', () => {
  const listed = rows.map(({ rule }) => rule);
  expect(listed.filter((rule, i) => listed.indexOf(rule) !== i)).toEqual([]);
  expect(STANDARD.filter((rule) => !listed.includes(rule))).toEqual([]);
});

it('every number that our rules name is listed as checked', () => {
  const checked = new Set(rows.flatMap(({ rule, how }) => (how === 'checked' ? [rule] : [])));
  const folder = 'src/domain/e-invoice/rules';
  const named = readdirSync(folder).flatMap((file) => [
    ...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/'((?:BR|PEPPOL|NL|XML)-[A-Z0-9.-]+)'/g),
  ]);
  expect(named.length).toBeGreaterThan(20);
  expect(named.map(([, rule = '']) => rule).filter((rule) => !checked.has(rule))).toEqual([]);
});
