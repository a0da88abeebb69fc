import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ts } from '@ts-morph/common';

/** The installed SDK, as its own files tell of it. */
export interface Sdk {
  /** The package's version, such as `23.1.0`. */
  readonly version: string;
  /** The version of Stripe's API that it pins. */
  readonly apiVersion: string;
  readonly checker: ts.TypeChecker;
  /** The declarations of a resource, such as `Checkout/Sessions`. */
  readonly declarations: (resource: string) => ts.SourceFile;
  /** The code of a resource: only there stand the methods and paths that it calls. */
  readonly code: (resource: string) => ts.SourceFile;
  /** The SDK's own types around the resources: lists, and errors. */
  readonly lists: ts.SourceFile;
  readonly errors: ts.SourceFile;
  /** A declaration's file below the resources, such as `Checkout/Sessions`; null for any other. */
  readonly resourceOf: (file: ts.SourceFile) => string | null;
}

/** The version of the installed package. */
export function installedVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(packageFolder(), 'package.json'), 'utf8'),
  );
  return version;
}

/** The code of every resource that the installed package has. */
export function everyResource(): readonly ts.SourceFile[] {
  const folder = join(packageFolder(), 'esm', 'resources');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) =>
      ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ESNext),
    );
}

/**
 * Reads the installed package with TypeScript's classic compiler. The resources named, and all that their types
 * lead to, become one program without the standard library: the names that are left unresolved are the global ones.
 */
export function readSdk(resources: readonly string[]): Sdk {
  const folder = join(packageFolder(), 'esm').replaceAll('\\', '/');
  const fileOf = (resource: string, ending: string) => `${folder}/resources/${resource}${ending}`;
  const [lists, errors] = [`${folder}/lib.d.ts`, `${folder}/Types.d.ts`];
  const program = ts.createProgram({
    rootNames: [lists, errors, ...resources.map((resource) => fileOf(resource, '.d.ts'))],
    options: {
      noLib: true,
      types: [],
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    },
    host: hostOfFiles(),
  });
  const parsed = (file: string): ts.SourceFile => {
    const found = program.getSourceFile(file);
    if (found === undefined)
      throw new Error(`the installed stripe package has no ${file.slice(folder.length + 1)}`);
    return found;
  };
  const [, apiVersion] =
    /'(\d{4}-\d{2}-\d{2}\.\w+)'/.exec(readFileSync(`${folder}/apiVersion.js`, 'utf8')) ?? [];
  if (apiVersion === undefined)
    throw new Error('the installed stripe package does not say which API it speaks');
  return {
    version: installedVersion(),
    apiVersion,
    checker: program.getTypeChecker(),
    declarations: (resource) => parsed(fileOf(resource, '.d.ts')),
    code: (resource) => {
      const file = fileOf(resource, '.js');
      return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext);
    },
    lists: parsed(lists),
    errors: parsed(errors),
    resourceOf: ({ fileName }) => {
      const [, resource] = /\/esm\/resources\/(.+)\.d\.ts$/.exec(fileName) ?? [];
      return resource ?? null;
    },
  };
}

function packageFolder(): string {
  let folder = dirname(createRequire(import.meta.url).resolve('stripe'));
  while (!folder.endsWith('stripe')) folder = dirname(folder);
  return folder;
}

/** What the compiler needs of a machine: files. Its own would look for a standard library beside itself. */
function hostOfFiles(): ts.CompilerHost {
  return {
    ...ts.createCompilerHost({}),
    getDefaultLibFileName: () => 'lib.d.ts',
    getDefaultLibLocation: () => '',
  };
}
