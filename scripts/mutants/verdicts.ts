import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LOCAL_FOLDER } from '../tools.ts';
import { hashOf, hashOfFile } from './files.ts';
import { keyOf, type Mutant } from './mutant.ts';

/** What became of a mutant, and which tests said so. */
export type Verdict = {
  readonly outcome: 'killed' | 'survived';
  /** The tests that ran: for a killed one only that which noticed it. */
  readonly by: readonly string[];
};

type Kept = Verdict & { readonly source: string; readonly tests: string };

/** A line a verdict, the last one of a mutant counts: several runs may write at once. */
const FILE = join(LOCAL_FOLDER, 'mutants', 'verdicts.jsonl');

type Line = { readonly key: string; readonly kept: Kept | null };

/** Verdicts of this and of earlier runs, so that a run that was cut off goes on; each as long as its files are the same. */
export class Verdicts {
  readonly #kept = new Map(readLines().map(({ key, kept }) => [key, kept]));

  /** What is known of a mutant that these tests would judge. */
  get(mutant: Mutant, about: readonly string[]): Verdict | null {
    const kept = this.#kept.get(keyOf(mutant));
    if (!kept || kept.source !== hashOfFile(mutant.file)) return null;
    const judges = kept.outcome === 'killed' ? kept.by : about;
    return kept.tests === hashOfAll(judges) ? kept : null;
  }

  set(mutant: Mutant, verdict: Verdict): void {
    const [source, tests] = [hashOfFile(mutant.file), hashOfAll(verdict.by)];
    this.#write(keyOf(mutant), { ...verdict, source, tests });
  }

  forget(mutants: readonly Mutant[]): void {
    for (const mutant of mutants) this.#write(keyOf(mutant), null);
  }

  #write(key: string, kept: Kept | null): void {
    this.#kept.set(key, kept);
    mkdirSync(dirname(FILE), { recursive: true });
    appendFileSync(FILE, `${JSON.stringify({ key, kept } satisfies Line)}\n`);
  }
}

const hashOfAll = (files: readonly string[]): string =>
  hashOf(files.map((file) => `${file} ${hashOfFile(file)}`).join('\n'));

function readLines(): readonly Line[] {
  if (!existsSync(FILE)) return [];
  const lines = readFileSync(FILE, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}
