import { type Accepted, reasonOf } from './accepted.ts';
import type { Layer } from './layers.ts';
import type { Mutant } from './mutant.ts';
import type { Verdict } from './verdicts.ts';

export type Judgement = { readonly mutant: Mutant; readonly verdict: Verdict };

/** One mutant, in a line that leads to its code. */
export function describeMutant({ mutant, verdict }: Judgement, accepted: readonly Accepted[]): string {
  const { file, line, change } = mutant;
  const reason = reasonOf(mutant, accepted);
  const word = verdict.outcome === 'killed' ? 'killed  ' : reason === null ? 'SURVIVED' : 'accepted';
  return `${word}  ${file}:${line}  ${change}${why(verdict, reason)}`;
}

function why(verdict: Verdict, reason: string | null): string {
  if (verdict.outcome === 'killed') return `  (${verdict.by[0]})`;
  if (reason !== null) return `  (${reason})`;
  return verdict.by.length === 0 ? '  (no test runs it)' : `  (${verdict.by.length} test files ran)`;
}

export type Sum = { readonly text: string; readonly enough: boolean };

/** A layer's share: accepted mutants cannot be killed, and count on neither side. */
export function summarize(
  layer: Pick<Layer, 'name' | 'least'>,
  judgements: readonly Judgement[],
  accepted: readonly Accepted[],
): Sum {
  const killed = judgements.filter(({ verdict }) => verdict.outcome === 'killed').length;
  const survived = judgements.filter(
    ({ mutant, verdict }) => verdict.outcome === 'survived' && reasonOf(mutant, accepted) === null,
  ).length;
  const all = killed + survived;
  const share = all === 0 ? 100 : (killed / all) * 100;
  const rest = judgements.length - all;
  const text =
    `${layer.name.padEnd(8)} ${killed} of ${all} killed, ${share.toFixed(1)} % (at least ${layer.least} %)` +
    `${rest > 0 ? `, ${rest} accepted` : ''}`;
  return { text, enough: share >= layer.least };
}
