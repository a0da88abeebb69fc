import { parseArgs } from 'node:util';
import { readAccepted } from './mutants/accepted.ts';
import { draw } from './mutants/draw.ts';
import { judgeAll } from './mutants/judge.ts';
import { inLayer, LAYERS, type Layer } from './mutants/layers.ts';
import type { Mutant } from './mutants/mutant.ts';
import { learnReach } from './mutants/reach.ts';
import { describeMutant, type Judgement, summarize } from './mutants/report.ts';
import { allMutants } from './mutants/sources.ts';
import { Verdicts } from './mutants/verdicts.ts';

/*
 * npm run mutants -- --seed N --layer L --count K    K faults of a layer, drawn by the seed: does a test notice each?
 * npm run mutants -- --seed N                        the same in every layer
 * npm run mutants -- --file src/domain/money.ts      every fault of one file, or of those whose path begins so
 * npm run mutants -- --where unit                    judged by the tests in plain Node alone: quick, and fewer are noticed
 * npm run mutants -- --near                          asks of the tests that it does not know those beside the sources only
 *
 * What was judged is kept in .quittance/mutants as long as its source and its tests stay the same.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    layer: { type: 'string', default: 'all' },
    count: { type: 'string', default: '40' },
    file: { type: 'string' },
    least: { type: 'string' },
    where: { type: 'string' },
    near: { type: 'boolean', default: false },
  },
});
const [seed, count] = [Number(values.seed), Number(values.count)];
const accepted = readAccepted();
const mutants = allMutants();

/** The mutants to judge, by layer. */
function chosen(): readonly (readonly [Pick<Layer, 'name' | 'least'>, readonly Mutant[]])[] {
  const { file } = values;
  if (file !== undefined) {
    return [[{ name: file, least: 0 }, mutants.filter((mutant) => mutant.file.startsWith(file))]];
  }
  const layers = LAYERS.filter(({ name }) => values.layer === 'all' || name === values.layer);
  if (layers.length === 0) {
    throw new Error(`--layer is one of: all, ${LAYERS.map(({ name }) => name).join(', ')}`);
  }
  return layers.map((layer) => [
    layer,
    draw(
      mutants.filter((mutant) => inLayer(layer, mutant)),
      { seed, count },
    ),
  ]);
}

const parts = chosen();
const places = (['unit', 'worker'] as const).filter((place) => (values.where ?? place) === place);
if (places.length === 0) throw new Error('--where is one of: unit, worker');
const near = values.near ? parts.flatMap(([, drawn]) => drawn.map(({ file }) => file)) : null;
const reach = await learnReach({ places, near }, (line) => console.log(line));
const judgements = new Map<Mutant, Judgement>();
await judgeAll(
  [...new Set(parts.flatMap(([, drawn]) => drawn))],
  reach,
  new Verdicts(),
  (mutant, verdict) => {
    judgements.set(mutant, { mutant, verdict });
    console.log(describeMutant({ mutant, verdict }, accepted));
  },
);

console.log('');
for (const [layer, drawn] of parts) {
  const judged = drawn.flatMap((mutant) => judgements.get(mutant) ?? []);
  for (const one of judged.filter(({ verdict }) => verdict.outcome === 'survived')) {
    console.log(describeMutant(one, accepted));
  }
  const least = values.least === undefined ? layer.least : Number(values.least);
  const { text, enough } = summarize({ ...layer, least }, judged, accepted);
  console.log(text);
  if (!enough) process.exitCode = 1;
}
