import { afterAll, beforeEach, inject, type RunnerTask } from 'vitest';

/*
 * Runs inside a worker, plain Node or workerd, before each test file: switches the mutant on, skips what follows the
 * first failure, and hands over which blocks ran where they are marked.
 */
declare module 'vitest' {
  interface ProvidedContext {
    readonly mutant: number;
    readonly marking: boolean;
  }
  interface TaskMeta {
    reached?: readonly string[];
  }
}

const reached = inject('marking') ? new Set<string>() : undefined;
Object.assign(globalThis, { __mutant: inject('mutant'), __reached: reached });

let failed = false;
let file: RunnerTask['file'] | undefined;

beforeEach(({ task, skip, onTestFailed }) => {
  file = task.file;
  skip(failed, 'a test before it failed');
  onTestFailed(() => {
    failed = !inject('marking');
  });
});

afterAll(() => {
  if (file !== undefined && reached !== undefined) file.meta.reached = [...reached];
});
