import { blocksOf } from './blocks.ts';
import { parse } from './find.ts';
import type { Mutant } from './mutant.ts';

/** The switch that chooses which mutant is on; 0 for none. `inside.ts` sets it. */
const ON = 'globalThis.__mutant';

/** A mutant with its number in the run. */
export type Numbered = { readonly id: number; readonly mutant: Mutant };

/** The file with all its mutants compiled in, each behind its number: one worker runs them all without loading it anew. */
export function compileMutants(source: string, mutants: readonly Numbered[]): string {
  // From the outside in; where several change the same code, one after the other.
  const ordered = mutants.toSorted(
    ({ mutant: a }, { mutant: b }) => a.start - b.start || b.end - a.end || a.place.localeCompare(b.place),
  );
  const render = (from: number, to: number, within: readonly Numbered[]): string => {
    let [code, at] = ['', from];
    for (let rest = within; rest[0] !== undefined; ) {
      const [first, ...others] = rest;
      const { start, end } = first.mutant;
      const inner = others.filter(({ mutant }) => mutant.end <= end);
      code += source.slice(at, start) + switched(first, render(start, end, inner));
      at = end;
      rest = others.filter(({ mutant }) => mutant.end > end);
    }
    return code + source.slice(at, to);
  };
  return render(0, source.length, ordered);
}

function switched({ id, mutant }: Numbered, original: string): string {
  return mutant.place === 'statement'
    ? `if (${ON} === ${id}) {} else ${original}`
    : `(${ON} === ${id} ? (${mutant.code}) : (${original}))`;
}

/** The file with each of its blocks saying that it ran, as `file#block`. */
export function compileMarks(file: string, source: string): string {
  const edits = blocksOf(parse(file, source)).flatMap(({ from, to, isExpression }, index) => {
    const mark = `globalThis.__reached?.add('${file}#${index}')`;
    return isExpression
      ? [
          { at: from, code: `(${mark}, (`, order: 1 },
          { at: to, code: '))', order: 0 },
        ]
      : [{ at: from + 1, code: `${mark};`, order: 1 }];
  });
  let [code, last] = ['', 0];
  for (const { at, code: put } of edits.toSorted((a, b) => a.at - b.at || a.order - b.order)) {
    code += source.slice(last, at) + put;
    last = at;
  }
  return code + source.slice(last);
}
