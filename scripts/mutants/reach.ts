import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LOCAL_FOLDER } from '../tools.ts';
import { openBench, type Where } from './bench.ts';
import { compileMarks } from './compile.ts';
import { hashOf, readSource } from './files.ts';

/** What a test file runs of the sources, learned by running it once with every block marked. */
export type Reach = {
  readonly where: Where;
  readonly testFile: string;
  readonly ms: number;
  /** A test that fails by itself judges nothing. */
  readonly passed: boolean;
  /** The blocks that ran, by file. */
  readonly blocks: Readonly<Record<string, readonly number[]>>;
};

type Kept = Reach & { readonly hash: string };

const FILE = join(LOCAL_FOLDER, 'mutants', 'reach.json');
const WHERE: readonly Where[] = ['unit', 'worker'];
/** Far more than any takes: nothing is broken on purpose here. */
const MOST_MS = 600_000;

/**
 * What every test file reaches. Kept from run to run, and learned anew where a test file has changed: blocks that moved
 * since then only make a worse choice of which tests are asked first.
 */
export async function learnReach(say: (line: string) => void): Promise<readonly Reach[]> {
  const known = new Map(readKept().map((kept) => [kept.testFile, kept]));
  const bench = await openBench({ marking: true, compile: compileMarks });
  const all: Kept[] = [];
  try {
    for (const where of WHERE) {
      const testFiles = await bench.testFiles(where);
      for (const [index, testFile] of testFiles.entries()) {
        const hash = hashOf(readSource(testFile));
        const before = known.get(testFile);
        if (before?.hash === hash) {
          all.push(before);
          continue;
        }
        const { outcome, ms, reached } = await bench.run(where, testFile, { mutant: 0, mostMs: MOST_MS });
        const passed = outcome === 'passed';
        say(`${index + 1}/${testFiles.length} ${passed ? 'learned' : 'failed by itself'} ${testFile}`);
        const learned = { where, testFile, hash, ms, passed, blocks: byFile(reached) };
        known.set(testFile, learned);
        all.push(learned);
        keep([...known.values()]);
      }
    }
  } finally {
    await bench.close();
  }
  return all;
}

function byFile(reached: readonly string[]): Record<string, number[]> {
  const blocks: Record<string, number[]> = {};
  for (const mark of reached) {
    const [file = '', block] = mark.split('#');
    blocks[file] ??= [];
    blocks[file].push(Number(block));
  }
  return blocks;
}

function readKept(): readonly Kept[] {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : [];
}

function keep(all: readonly Kept[]): void {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify(all));
}
