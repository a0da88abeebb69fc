import { describe, expect, it } from 'vitest';
import { readAccepted, reasonOf } from '../../../scripts/mutants/accepted.ts';
import { compileMarks, compileMutants } from '../../../scripts/mutants/compile.ts';
import { draw } from '../../../scripts/mutants/draw.ts';
import { findMutants } from '../../../scripts/mutants/find.ts';
import { keyOf } from '../../../scripts/mutants/mutant.ts';
import { summarize } from '../../../scripts/mutants/report.ts';
import { allMutants } from '../../../scripts/mutants/sources.ts';

const changesIn = (source: string) => findMutants('src/a.ts', source).map(({ change }) => change);

describe('the mutants of a file', () => {
  it('take each condition out of a query, whichever way it is written', () => {
    expect(changesIn('const q = db.where(and(eq(t.merchantId, m), eq(t.livemode, l)))')).toEqual([
      'without eq(t.merchantId, m)',
      'without eq(t.livemode, l)',
    ]);
    expect(changesIn('const q = db.where(eq(t.id, id))')).toEqual(['where anything, not eq(t.id, id)']);
    // As the source has it, with its placeholder.
    const put = ['$', '{m}'].join('');
    expect(
      changesIn(`const q = sql\`SELECT 1 FROM t WHERE merchant_id = ${put} AND state = 'open'\`;`),
    ).toEqual([
      `without merchant_id = ${put}`,
      `<> for =: merchant_id = ${put}`,
      "without state = 'open'",
      "<> for =: state = 'open'",
      "'other' for 'open' in SQL",
    ]);
  });

  it('leave guards and calls out, and turn comparisons, choices, numbers and words', () => {
    const source = "async function f() { if (a < 3) return; await g(); return b ? 'x' : !c; }";
    expect(changesIn(source)).toEqual([
      'without: if (a < 3) return;',
      '<= for <: a < 3',
      '>= for <: a < 3',
      '4 for 3',
      '2 for 3',
      'without: await g();',
      "always 'x': b ? 'x' : !c",
      "always !c: b ? 'x' : !c",
      "'' for 'x'",
      'no !: !c',
    ]);
  });

  it('are none of what only describes: types, imports, documentation, errors that nobody catches', () => {
    const source = `import x from 'y'; type T = 'a' | 1; const s = z.string().openapi({ description: 'words' });
      function f(): 'b' { throw new Error('never'); }`;
    expect(changesIn(source)).toEqual([]);
  });
});

describe('a compiled file', () => {
  const source = 'export const f = (a, b) => (a > 1 ? a - b : b);';
  const numbered = findMutants('src/a.ts', source).map((mutant, index) => ({ id: index + 1, mutant }));
  const load = async (code: string): Promise<{ f(a: number, b: number): number }> =>
    import(`data:text/javascript,${encodeURIComponent(code)}`);

  it('runs as it was while no mutant is on, and as each of them when it is', async () => {
    const { f } = await load(compileMutants(source, numbered));
    const results = [0, ...numbered.map(({ id }) => id)].map((id) => {
      Object.assign(globalThis, { __mutant: id });
      return [f(1, 5), f(3, 1), f(2, 9)].join();
    });
    Object.assign(globalThis, { __mutant: undefined });
    expect(results[0]).toBe('5,2,-7');
    expect(results.slice(1).every((result) => result !== '5,2,-7')).toBe(true);
  });

  it('says which blocks ran', async () => {
    const { f } = await load(compileMarks('src/a.ts', source));
    const reached = new Set<string>();
    Object.assign(globalThis, { __reached: reached });
    expect(f(3, 1)).toBe(2);
    Object.assign(globalThis, { __reached: undefined });
    expect([...reached]).toEqual(['src/a.ts#0']);
  });
});

describe('a draw', () => {
  const mutants = findMutants('src/a.ts', "if (a) return; const b = ['c', 'd', 'e', 'f', 'g'];");

  it('is the same for the same seed, and another for another', () => {
    const keys = (seed: number) => draw(mutants, { seed, count: 4 }).map(keyOf).join();
    expect(keys(1)).toBe(keys(1));
    expect(new Set([1, 2, 3, 4, 5].map(keys)).size).toBeGreaterThan(1);
  });

  it('takes from each kind of change in turn', () => {
    const drawn = draw(mutants, { seed: 1, count: 2 }).map(({ operator }) => operator);
    expect(drawn.toSorted()).toEqual(['guard', 'text']);
  });
});

describe('what is accepted', () => {
  const accepted = readAccepted();

  it('is still in the sources, once, and says why', () => {
    const known = new Set(allMutants().map(keyOf));
    const keys = accepted.map(({ code, ...one }) => keyOf({ ...one, code0: code }));
    expect(keys.filter((key) => !known.has(key))).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
    expect(accepted.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

  it('counts on neither side; too many survivors fail the command', () => {
    const [first, second, third] = findMutants('src/a.ts', "const b = ['c', 'd', 'e'];");
    if (!first || !second || !third) throw new Error('no mutants');
    const judged = [
      { mutant: first, verdict: { outcome: 'killed', by: ['test/a.test.ts'] } },
      { mutant: second, verdict: { outcome: 'survived', by: [] } },
      { mutant: third, verdict: { outcome: 'survived', by: [] } },
    ] as const;
    const reasons = [
      { file: 'src/a.ts', code: third.code0, change: third.change, reason: 'Nobody sees it.' },
    ];
    expect(reasonOf(third, reasons)).toBe('Nobody sees it.');
    const layer = { name: 'domain', least: 50 };
    expect(summarize(layer, judged, reasons)).toMatchObject({ enough: true });
    expect(summarize({ ...layer, least: 51 }, judged, reasons)).toMatchObject({ enough: false });
  });
});
