import { afterAll, beforeEach, inject, type RunnerTask } from 'vitest';

/*
 * Runs inside a worker, plain Node or workerd, before each test file: switches the mutant on, skips the tests that do not
 * reach it and what follows the first failure, and hands over which test ran which blocks where they are marked.
 */
declare module 'vitest' {
  interface ProvidedContext {
    readonly mutant: number;
    readonly marking: boolean;
    /** The tests to run, by their full names; none for all. */
    readonly only: readonly string[];
  }
  interface TaskMeta {
    reached?: Reached;
  }
}

/** The blocks that ran outside of any test, and those of each test. */
export type Reached = {
  readonly outside: readonly string[];
  readonly byTest: readonly { readonly name: string; readonly blocks: readonly string[] }[];
};

const marking = inject('marking');
const only = new Set(inject('only'));
const outside = new Set<string>();
const byTest: { name: string; blocks: Set<string> }[] = [];
const markInto = (set: Set<string>) => Object.assign(globalThis, { __reached: marking ? set : undefined });
Object.assign(globalThis, { __mutant: inject('mutant') });
markInto(outside);

let failed = false;
let file: RunnerTask['file'] | undefined;

beforeEach(({ task, skip, onTestFailed }) => {
  file = task.file;
  skip(failed, 'a test before it failed');
  skip(only.size > 0 && !only.has(task.fullTestName), 'it does not reach the mutant');
  const blocks = new Set<string>();
  byTest.push({ name: task.fullTestName, blocks });
  markInto(blocks);
  onTestFailed(() => {
    failed = !marking;
  });
});

afterAll(() => {
  if (file === undefined || !marking) return;
  const tests = byTest.map(({ name, blocks }) => ({ name, blocks: [...blocks] }));
  file.meta.reached = { outside: [...outside], byTest: tests };
});
