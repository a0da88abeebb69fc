import { posix } from 'node:path';

/** One import as written: the module named, or null where a dynamic import computes its name. */
export interface Import {
  readonly specifier: string | null;
  readonly typeOnly: boolean;
  /** `import()`: the module is evaluated when it is asked for. */
  readonly dynamic: boolean;
  readonly line: number;
}

// Only what may stand between `import` and `from`, so that prose and queries containing "from" do not match.
const STATEMENT = /^[ \t]*(?:import|export)[ \t]+(type[ \t]+)?[\w$\s{},*]*?\bfrom\s*(['"])([^'"\n]+)\2/gm;
const BARE = /^[ \t]*import[ \t]*(['"])([^'"\n]+)\1/gm;
const DYNAMIC = /(?<![\w$.])(?:import|require)\s*\(\s*(?:(['"`])([^'"`\n$]+)\1)?/g;

/**
 * Every import of a TypeScript file: static, re-exported, for side effects, dynamic, and in a type's position.
 * Statements are found at the start of a line, where the formatter puts them.
 */
export function importsOf(source: string): readonly Import[] {
  const lineOf = (index: number) => source.slice(0, index).split('\n').length;
  return [
    ...[...source.matchAll(STATEMENT)].map((found) => ({
      specifier: found[3] ?? null,
      typeOnly: found[1] !== undefined,
      dynamic: false,
      line: lineOf(found.index),
    })),
    ...[...source.matchAll(BARE)].map((found) => ({
      specifier: found[2] ?? null,
      typeOnly: false,
      dynamic: false,
      line: lineOf(found.index),
    })),
    ...[...source.matchAll(DYNAMIC)].map((found) => ({
      specifier: found[2] ?? null,
      typeOnly: false,
      dynamic: true,
      line: lineOf(found.index),
    })),
  ];
}

/** The repository path a relative import leads to; null for a package. */
export function resolved(importer: string, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(importer), specifier) : null;
}

/** The package's name without its sub-path: `hono/jsx` is `hono`, `@hono/zod-openapi/x` is `@hono/zod-openapi`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
