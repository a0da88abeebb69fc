import { testsAbout } from './about.ts';
import { type Bench, openBench, type Where } from './bench.ts';
import { compileMutants, type Numbered } from './compile.ts';
import type { Mutant } from './mutant.ts';
import type { Reach } from './reach.ts';
import type { Verdict, Verdicts } from './verdicts.ts';

/** A test file that runs longer than this beyond its own time hangs. */
const GRACE_MS = 20_000;
const SLOWER = 5;
/** After so many that were killed, their killers run without any mutant: whatever a mutant left behind would fail them too. */
const CONTROL_EVERY = 25;

type Judged = (mutant: Mutant, verdict: Verdict) => void;

/** Runs the tests about each mutant until one notices it. */
export async function judgeAll(
  mutants: readonly Mutant[],
  reach: readonly Reach[],
  verdicts: Verdicts,
  judged: Judged,
): Promise<void> {
  const numbered = mutants.map((mutant, index) => ({ id: index + 1, mutant }));
  const open = numbered.filter(({ mutant }) => {
    const about = testsAbout(mutant, reach);
    const known = verdicts.get(
      mutant,
      about.map(({ testFile }) => testFile),
    );
    if (known) judged(mutant, known);
    return known === null;
  });
  if (open.length === 0) return;
  const byFile = Map.groupBy(open, ({ mutant }) => mutant.file);
  const bench = await openBench({
    marking: false,
    compile: (file, source) => {
      const within = byFile.get(file);
      return within === undefined ? null : compileMutants(source, within);
    },
  });
  try {
    const judge = judgeWith(bench, reach, verdicts);
    // What runs as a module loads needs a worker that has loaded nothing: those last.
    const ordered = open.toSorted(
      ({ mutant: a }, { mutant: b }) => Number(a.atLoad) - Number(b.atLoad) || a.file.localeCompare(b.file),
    );
    for (let rest = ordered; rest.length > 0; ) {
      rest = [...(await judge(rest.slice(0, CONTROL_EVERY), judged)), ...rest.slice(CONTROL_EVERY)];
    }
  } finally {
    await bench.close();
  }
}

/** Judges some mutants; answers with those whose verdict did not stand up to the control, to be judged in a fresh worker. */
function judgeWith(bench: Bench, reach: readonly Reach[], verdicts: Verdicts) {
  let fresh = false;
  const run = async (test: Reach, id: number) => {
    const { outcome } = await bench.run(test.where, test.testFile, {
      mutant: id,
      mostMs: GRACE_MS + SLOWER * test.ms,
    });
    return outcome;
  };
  const judgeOne = async ({ id, mutant }: Numbered): Promise<{ verdict: Verdict; killer: Reach | null }> => {
    const about = testsAbout(mutant, reach);
    const asked: Where[] = [];
    for (const test of about) {
      if ((mutant.atLoad || fresh) && !asked.includes(test.where)) await bench.discard(test.where);
      asked.push(test.where);
      const outcome = await run(test, id);
      // A second file of the same worker would not load the module again, and sees the change all the same.
      if (outcome === 'passed') continue;
      if (mutant.atLoad) await bench.discard(test.where);
      return { verdict: { outcome: 'killed', by: [test.testFile] }, killer: test };
    }
    if (mutant.atLoad) for (const where of new Set(asked)) await bench.discard(where);
    return { verdict: { outcome: 'survived', by: about.map(({ testFile }) => testFile) }, killer: null };
  };

  return async (some: readonly Numbered[], judged: Judged): Promise<readonly Numbered[]> => {
    const killed: { readonly one: Numbered; readonly killer: Reach; readonly verdict: Verdict }[] = [];
    for (const one of some) {
      const { verdict, killer } = await judgeOne(one);
      verdicts.set(one.mutant, verdict);
      if (killer === null) judged(one.mutant, verdict);
      else killed.push({ one, killer, verdict });
    }
    const spoiled = new Set<Reach>();
    for (const killer of fresh ? [] : new Set(killed.map((each) => each.killer))) {
      if ((await run(killer, 0)) !== 'passed') spoiled.add(killer);
    }
    for (const { where } of spoiled) await bench.discard(where);
    const again = killed.filter(({ killer }) => spoiled.has(killer)).map(({ one }) => one);
    verdicts.forget(again.map(({ mutant }) => mutant));
    for (const { one, killer, verdict } of killed) if (!spoiled.has(killer)) judged(one.mutant, verdict);
    fresh = again.length > 0;
    return again;
  };
}
