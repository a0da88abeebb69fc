import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LOCAL_FOLDER } from '../tools.ts';
import { openBench, type Where } from './bench.ts';
import { compileMarks } from './compile.ts';
import { hashOfFile } from './files.ts';
import type { Reached } from './inside.ts';

/** What a test file runs of the sources, learned by running it once with every block marked. */
export type Reach = {
  readonly where: Where;
  readonly testFile: string;
  /** How long it takes, and each of its tests. */
  readonly ms: number;
  readonly tests: readonly { readonly name: string; readonly ms: number }[];
  /** A test that fails by itself judges nothing. */
  readonly passed: boolean;
  /** What ran, by source. */
  readonly sources: Readonly<Record<string, ReachedSource>>;
};

/** The blocks of a source that ran, each with the places of the tests that ran it: none where it ran outside of any. */
export type ReachedSource = {
  readonly hash: string;
  readonly blocks: Readonly<Record<string, readonly number[]>>;
};

type Kept = Reach & { readonly hash: string };

/** A line a test file, the last one counts. */
const FILE = join(LOCAL_FOLDER, 'mutants', 'reach.jsonl');
/** Far more than any takes: nothing is broken on purpose here. */
const MOST_MS = 600_000;

/**
 * What every test file reaches. Kept from run to run, and learned anew where a test file has changed. With `near`, those of workerd
 * that are not known yet are learned only where they stand in the folder of one of these sources.
 */
export async function learnReach(
  { places, near }: { readonly places: readonly Where[]; readonly near: readonly string[] | null },
  say: (line: string) => void,
): Promise<readonly Reach[]> {
  const folders = near && new Set(near.map(folderOf));
  const known = new Map(readKept().map((kept) => [kept.testFile, kept]));
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, [...known.values()].map((kept) => `${JSON.stringify(kept)}\n`).join(''));
  const bench = await openBench({ marking: true, compile: compileMarks });
  const all: Kept[] = [];
  try {
    for (const where of places) {
      const testFiles = await bench.testFiles(where);
      for (const [index, testFile] of testFiles.entries()) {
        const hash = hashOfFile(testFile);
        const before = known.get(testFile);
        if (before?.hash === hash) {
          all.push(before);
          continue;
        }
        if (where === 'worker' && folders !== null && !folders.has(folderOf(testFile))) continue;
        const ran = await bench.run(where, testFile, { mutant: 0, mostMs: MOST_MS, only: [] });
        const passed = ran.outcome === 'passed';
        say(`${index + 1}/${testFiles.length} ${passed ? 'learned' : 'failed by itself'} ${testFile}`);
        const tests = [...ran.tests].map(([name, ms]) => ({ name, ms: Math.round(ms) }));
        const sources = bySource(ran.reached, [...ran.tests.keys()]);
        const learned = { where, testFile, hash, ms: Math.round(ran.ms), tests, passed, sources };
        all.push(learned);
        appendFileSync(FILE, `${JSON.stringify(learned)}\n`);
      }
    }
  } finally {
    await bench.close();
  }
  return all;
}

/** The room that a source or a test of it stands in: `operations/payments`. */
const folderOf = (path: string): string => path.split('/').slice(1, 3).join('/');

function bySource({ outside, byTest }: Reached, names: readonly string[]): Record<string, ReachedSource> {
  const sources: Record<string, { hash: string; blocks: Record<string, number[]> }> = {};
  const placesOf = (mark: string): number[] => {
    const [file = '', block = ''] = mark.split('#');
    sources[file] ??= { hash: hashOfFile(file), blocks: {} };
    sources[file].blocks[block] ??= [];
    return sources[file].blocks[block];
  };
  for (const { name, blocks } of byTest) {
    const place = names.indexOf(name);
    for (const mark of blocks) placesOf(mark).push(place);
  }
  for (const mark of outside) placesOf(mark).length = 0;
  return sources;
}

function readKept(): readonly Kept[] {
  if (!existsSync(FILE)) return [];
  const lines = readFileSync(FILE, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}
