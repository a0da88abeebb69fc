import { readSource } from './files.ts';
import type { Mutant } from './mutant.ts';
import type { Reach } from './reach.ts';

/** So many test files judge a mutant at most, and for so long: who is further away is not about it. */
const MOST_FILES = 8;
const MOST_MS = 60_000;
/** Of those that run in workerd so many at most, where plain Node's have been asked: rules are judged by their own tests. */
const MOST_BEYOND = 2;
/** So many are asked however long they take. */
const FEWEST_FILES = 2;

/** The tests that are about a mutant: those that run its block, the nearest first. */
export function testsAbout(mutant: Mutant, reach: readonly Reach[]): readonly Reach[] {
  const inFile = reach.filter(({ passed, blocks }) => passed && blocks[mutant.file] !== undefined);
  const running = inFile.filter(
    ({ blocks }) => mutant.block === null || blocks[mutant.file]?.includes(mutant.block),
  );
  // What runs as a module loads is in every test file that imports it, and runs only in the first.
  const mirrored = reach.filter(
    ({ passed, testFile }) =>
      passed && (nearness(mutant.file, testFile) >= 2 || names(testFile, mutant.file)),
  );
  const candidates = running.length > 0 ? running : mutant.block === null ? mirrored : [];
  const ranked = candidates.toSorted(
    (a, b) =>
      a.where.localeCompare(b.where) ||
      nearness(mutant.file, b.testFile) - nearness(mutant.file, a.testFile) ||
      Object.keys(a.blocks).length - Object.keys(b.blocks).length,
  );
  const about: Reach[] = [];
  let ms = 0;
  for (const test of ranked) {
    const beyond = about.filter(({ where }) => where === 'worker').length;
    const isBeyond = test.where === 'worker' && about[0]?.where === 'unit';
    if (isBeyond && beyond >= MOST_BEYOND) continue;
    if (about.length >= MOST_FILES || (about.length >= FEWEST_FILES && ms + test.ms > MOST_MS)) break;
    about.push(test);
    ms += test.ms;
  }
  return about;
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
