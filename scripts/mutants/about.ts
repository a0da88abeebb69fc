import { hashOfFile, readSource } from './files.ts';
import type { Mutant } from './mutant.ts';
import type { Reach } from './reach.ts';

/** A test file that is about a mutant, and which of its tests are. */
export type About = {
  readonly test: Reach;
  /** By their full names; none for all. */
  readonly only: readonly string[];
  /** How long they take. */
  readonly ms: number;
};

/** So many test files judge a mutant at most, and for so long: who is further away is not about it. */
const MOST_FILES = 8;
const MOST_MS = 60_000;
/** Of those that run in workerd so many at most, where plain Node's have been asked: rules are judged by their own tests. */
const MOST_BEYOND = 2;
/** So many are asked however long they take. */
const FEWEST_FILES = 2;

/** The tests that are about a mutant: those that run its block, the nearest first. */
export function testsAbout(mutant: Mutant, reach: readonly Reach[]): readonly About[] {
  const passing = reach.filter(({ passed }) => passed);
  const running = passing.flatMap((test) => runningOf(mutant, test) ?? []);
  // What runs as a module loads is in every test file that imports it, and runs only in the first.
  const mirrored = passing
    .filter(({ testFile }) => nearness(mutant.file, testFile) >= 2 || names(testFile, mutant.file))
    .map((test) => ({ test, only: [], ms: test.ms }));
  const others = running.filter(({ test }) => mirrored.every((one) => one.test !== test));
  const candidates = runsAtLoad(mutant, reach) ? [...mirrored, ...others] : running;
  const ranked = candidates.toSorted(
    ({ test: a }, { test: b }) =>
      a.where.localeCompare(b.where) ||
      nearness(mutant.file, b.testFile) - nearness(mutant.file, a.testFile) ||
      Object.keys(a.sources).length - Object.keys(b.sources).length,
  );
  const about: About[] = [];
  let ms = 0;
  for (const one of ranked) {
    const beyond = about.filter(({ test }) => test.where === 'worker').length;
    const isBeyond = one.test.where === 'worker' && about[0]?.test.where === 'unit';
    if (isBeyond && beyond >= MOST_BEYOND) continue;
    if (about.length >= MOST_FILES || (about.length >= FEWEST_FILES && ms + one.ms > MOST_MS)) break;
    about.push(one);
    ms += one.ms;
  }
  return about;
}

/** Whether a mutant runs as its module loads only, itself or by a function that no test calls later. */
export function runsAtLoad({ file, block }: Mutant, reach: readonly Reach[]): boolean {
  if (block === null) return true;
  const found = reach.flatMap(({ sources }) => sources[file] ?? []);
  const places = found.flatMap(({ blocks }) => (blocks[block] === undefined ? [] : [blocks[block]]));
  const isKnown = found.every(({ hash }) => hash === hashOfFile(file));
  return isKnown && places.length > 0 && places.every((tests) => tests.length === 0);
}

/** The tests of a file that run a mutant's block; null where none does. */
function runningOf({ file, block }: Mutant, test: Reach): About | null {
  const source = test.sources[file];
  if (source === undefined) return null;
  // Of a source that has changed since, nobody knows which of its blocks ran.
  const places = block === null || source.hash !== hashOfFile(file) ? [] : source.blocks[block];
  if (places === undefined) return null;
  const chosen = places.flatMap((place) => test.tests[place] ?? []);
  if (chosen.length === 0) return { test, only: [], ms: test.ms };
  const spared =
    test.tests.reduce((sum, { ms }) => sum + ms, 0) - chosen.reduce((sum, { ms }) => sum + ms, 0);
  return { test, only: chosen.map(({ name }) => name), ms: Math.max(0, test.ms - spared) };
}

const sources = new Map<string, string>();

/** Whether a test imports a source itself. */
function names(testFile: string, file: string): boolean {
  const source = sources.get(testFile) ?? readSource(testFile);
  sources.set(testFile, source);
  return source.includes(`/${file}'`);
}

/** How much of its path a test shares with a source: its folders, and its name above all. */
function nearness(file: string, testFile: string): number {
  const source = file
    .replace(/^src\//, '')
    .replace(/\.tsx?$/, '')
    .split('/');
  const test = testFile
    .replace(/^test\//, '')
    .replace(/\.test\.tsx?$/, '')
    .split('/');
  let shared = 0;
  while (shared < source.length && source[shared] === test[shared]) shared += 1;
  return shared === source.length ? shared + 10 : shared;
}
