import { relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { aliasPlugin } from '../scripts/aliases.ts';
import { ROOT } from '../scripts/tools.ts';
import type { Deployment } from './harness/deployment.ts';
import { against, beside, type Finding } from './harness/finding.ts';

const LARGEST = 5;

/**
 * How large the Worker is: in all, as wrangler would upload it, and what of it is evaluated before a payer's page
 * can be answered: what `src/index.ts` imports statically, and English, whose module is loaded for the first page in
 * it. KB are 1024 bytes, compressed by gzip.
 */
export async function measureBundle({ code }: Deployment): Promise<readonly Finding[]> {
  const { files, metafile } = await bundleInPieces();
  const evaluated = evaluatedAtStart(metafile);
  const text = files.filter(({ path }) => evaluated.includes(path)).map(({ contents }) => contents);
  const parts = partsOf(metafile, evaluated).slice(0, LARGEST);
  return [
    against('bundle in all, gzip', gzipKb(Buffer.from(code)), 700, ' KB'),
    against('bundle evaluated for the pay pages, gzip', gzipKb(Buffer.concat(text)), 120, ' KB', 1),
    ...parts.map(([name, bytes]) => beside(`  of it ${name}, minified`, `${(bytes / 1024).toFixed(1)} KB`)),
  ];
}

const gzipKb = (bytes: Buffer): number => gzipSync(bytes).length / 1024;

type Piece = { readonly path: string; readonly contents: Uint8Array };

/** Bundled as wrangler does, except that what is imported dynamically becomes a file of its own. */
async function bundleInPieces(): Promise<{ files: readonly Piece[]; metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/index.ts'],
    outdir: 'dist',
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    format: 'esm',
    target: 'es2024',
    platform: 'browser',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
    plugins: [aliasPlugin()],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  const files = outputFiles.map(({ path, contents }) => ({
    path: relative(ROOT, path).replaceAll('\\', '/'),
    contents,
  }));
  return { files, metafile };
}

/** The files of the Worker and of English, and all that they import statically, directly or not. */
function evaluatedAtStart({ outputs }: Metafile): readonly string[] {
  const found = new Set<string>();
  for (const source of ['src/index.ts', 'src/views/i18n/en/index.ts']) {
    const entry = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source);
    if (entry === undefined) throw new Error(`esbuild made no file of ${source}`);
    found.add(entry[0]);
  }
  for (const path of found) {
    for (const { path: imported, kind, external } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && external !== true) found.add(imported);
    }
  }
  return [...found];
}

/** What these files are made of, packages and our own folders, the largest first. */
function partsOf({ outputs }: Metafile, files: readonly string[]): [name: string, bytes: number][] {
  const sizes = new Map<string, number>();
  for (const file of files) {
    for (const [input, { bytesInOutput }] of Object.entries(outputs[file]?.inputs ?? {})) {
      const name = partOf(input);
      sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...sizes].sort(([, a], [, b]) => b - a);
}

function partOf(input: string): string {
  const [, packageName] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
  if (packageName !== undefined) return packageName;
  const [, folder] = /^(src\/[^/]+)\//.exec(input) ?? [];
  return folder ?? input;
}
