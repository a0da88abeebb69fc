import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findJsonError } from '../../../src/routes/api/json-position.ts';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

it('names a place within the text, however the text is damaged', () => {
  const damaged = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', ':', 'x', '\u0001', '0'))
    .map(([json, at, what]) => {
      const cut = at % (json.length + 1);
      return json.slice(0, cut) + what + json.slice(cut + 1);
    })
    .filter((text) => !parses(text));
  fc.assert(
    fc.property(damaged, (text) => {
      const { line, column } = findJsonError(text);
      const lines = text.split('\n');
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lines.length);
      expect(column).toBeGreaterThanOrEqual(1);
      expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
    }),
    { numRuns: 500 },
  );
});

it('takes a text of any depth', () => {
  expect(findJsonError('['.repeat(100_000))).toEqual({ line: 1, column: 100_001 });
});
