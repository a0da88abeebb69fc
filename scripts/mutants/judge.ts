import { type About, runsAtLoad, testsAbout } from './about.ts';
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
      about.map(({ test }) => test.testFile),
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
      ({ mutant: a }, { mutant: b }) =>
        Number(runsAtLoad(a, reach)) - Number(runsAtLoad(b, reach)) || a.file.localeCompare(b.file),
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
  const run = async ({ test, only, ms }: About, id: number) => {
    const { outcome } = await bench.run(test.where, test.testFile, {
      mutant: id,
      mostMs: GRACE_MS + SLOWER * ms,
      only,
    });
    return outcome;
  };
  const judgeOne = async ({ id, mutant }: Numbered): Promise<{ verdict: Verdict; killer: About | null }> => {
    const atLoad = runsAtLoad(mutant, reach);
    const about = testsAbout(mutant, reach);
    const asked: Where[] = [];
    for (const one of about) {
      const { where, testFile } = one.test;
      if ((atLoad || fresh) && !asked.includes(where)) await bench.discard(where);
      asked.push(where);
      // A test may need what one before it did: in a fresh worker all of a file's run.
      const outcome = await run(fresh ? { ...one, only: [], ms: one.test.ms } : one, id);
      // A second file of the same worker would not load the module again, and sees the change all the same.
      if (outcome === 'passed') continue;
      if (atLoad) await bench.discard(where);
      return { verdict: { outcome: 'killed', by: [testFile] }, killer: one };
    }
    if (atLoad) for (const where of new Set(asked)) await bench.discard(where);
    return { verdict: { outcome: 'survived', by: about.map(({ test }) => test.testFile) }, killer: null };
  };

  return async (some: readonly Numbered[], judged: Judged): Promise<readonly Numbered[]> => {
    const killed: { readonly one: Numbered; readonly killer: About; readonly verdict: Verdict }[] = [];
    for (const one of some) {
      const { verdict, killer } = await judgeOne(one);
      verdicts.set(one.mutant, verdict);
      if (killer === null) judged(one.mutant, verdict);
      else killed.push({ one, killer, verdict });
    }
    const spoiled = new Set<string>();
    const killers = new Map(killed.map(({ killer }) => [nameOf(killer), killer]));
    for (const [name, killer] of fresh ? [] : killers) {
      if ((await run(killer, 0)) === 'passed') continue;
      spoiled.add(name);
      await bench.discard(killer.test.where);
    }
    const again = killed.filter(({ killer }) => spoiled.has(nameOf(killer))).map(({ one }) => one);
    verdicts.forget(again.map(({ mutant }) => mutant));
    for (const { one, killer, verdict } of killed) {
      if (!spoiled.has(nameOf(killer))) judged(one.mutant, verdict);
    }
    fresh = again.length > 0;
    return again;
  };
}

const nameOf = ({ test, only }: About): string => [test.testFile, ...only].join('\n');
