import { join } from 'node:path';
import type { Plugin } from 'vite';
import { createVitest, ForksPoolWorker, type TestProject } from 'vitest/node';
import base from '../../vitest.config.ts';
import { ROOT } from '../tools.ts';
import type { Reached } from './inside.ts';
import { keptWorker } from './kept-worker.ts';

/** What a test file came to. */
export type Ran = {
  readonly outcome: 'passed' | 'failed' | 'hung';
  readonly ms: number;
  readonly reached: Reached;
  /** How long each test took, by its full name. */
  readonly tests: ReadonlyMap<string, number>;
};

export type Where = 'unit' | 'worker';

export type Bench = {
  /** The test files of a project, by their paths from the root. */
  testFiles(where: Where): Promise<readonly string[]>;
  run(where: Where, testFile: string, options: RunOptions): Promise<Ran>;
  /** The next run begins in a worker that has loaded nothing. */
  discard(where: Where): Promise<void>;
  close(): Promise<void>;
};

type RunOptions = {
  readonly mutant: number;
  readonly mostMs: number;
  /** The tests to run, by their full names; none for all. */
  readonly only: readonly string[];
};

/** How long a test may take: the suite's own minute would be waited for by each mutant that hangs. */
const TEST_TIMEOUT_MS = 20_000;

/** vitest with sources that are compiled as told, and with workers that stay. */
export async function openBench(options: {
  readonly marking: boolean;
  readonly compile: (file: string, source: string) => string | null;
}): Promise<Bench> {
  const plugin: Plugin = {
    name: 'mutants',
    enforce: 'pre',
    transform(code, id) {
      const [path = ''] = id.split('?');
      if (!path.startsWith(`${ROOT}/src/`)) return null;
      const compiled = options.compile(path.slice(ROOT.length + 1), code);
      return compiled === null ? null : { code: compiled, map: null };
    },
  };
  const vitest = await createVitest(
    'test',
    { config: false, root: ROOT, watch: false, reporters: [{}], maxWorkers: 1, fileParallelism: false },
    { logLevel: 'error', test: { ...base.test, projects: projectsWith(plugin) } },
  );
  const workers = new Map(vitest.projects.map((project) => [project.name, keep(project)]));
  const projectOf = (where: Where) => {
    const project = vitest.projects.find(({ name }) => name === where);
    if (project === undefined) throw new Error(`There is no project ${where}.`);
    return project;
  };

  return {
    async testFiles(where) {
      const { testFiles } = await projectOf(where).globTestFiles();
      return testFiles.map((path) => path.slice(ROOT.length + 1)).toSorted();
    },
    async run(where, testFile, { mutant, mostMs, only }) {
      const project = projectOf(where);
      project.provide('mutant', mutant);
      project.provide('marking', options.marking);
      project.provide('only', only);
      vitest.state.filesMap.clear();
      const began = performance.now();
      let isHung = false;
      const timer = setTimeout(() => {
        isHung = true;
        void workers.get(where)?.()?.discard();
      }, mostMs);
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications([
        project.createSpecification(join(ROOT, testFile)),
      ]);
      clearTimeout(timer);
      const [module] = testModules;
      const passed = module?.ok() === true && unhandledErrors.length === 0;
      const outcome = isHung ? 'hung' : passed ? 'passed' : 'failed';
      const tests = [...(module?.children.allTests() ?? [])];
      return {
        outcome,
        ms: performance.now() - began,
        reached: module?.meta().reached ?? { outside: [], byTest: [] },
        tests: new Map(tests.map((test) => [test.fullName, test.diagnostic()?.duration ?? 0])),
      };
    },
    discard: async (where) => workers.get(where)?.()?.discard(),
    async close() {
      for (const worker of workers.values()) await worker()?.discard();
      await vitest.close();
    },
  };
}

function projectsWith(plugin: Plugin) {
  return (base.test?.projects ?? []).flatMap((project) => {
    if (typeof project !== 'object' || !('test' in project)) return [];
    const { name } = project.test ?? {};
    if (name !== 'unit' && name !== 'worker') return [];
    const setupFiles = [join(ROOT, 'scripts/mutants/inside.ts'), ...[project.test?.setupFiles ?? []].flat()];
    const test = { ...project.test, setupFiles, testTimeout: TEST_TIMEOUT_MS, hookTimeout: TEST_TIMEOUT_MS };
    return [{ ...project, plugins: [plugin, ...(project.plugins ?? [])], test }];
  });
}

/** Has the project's tests run in one worker that stays; answers with it, once it was opened. */
function keep(project: TestProject) {
  const { poolRunner } = project.config;
  let kept: ReturnType<typeof keptWorker> | undefined;
  project.config.pool = 'kept';
  project.config.poolRunner = {
    name: 'kept',
    createPoolWorker(options) {
      kept ??= keptWorker(() => poolRunner?.createPoolWorker(options) ?? new ForksPoolWorker(options));
      return kept;
    },
  };
  return () => kept;
}
