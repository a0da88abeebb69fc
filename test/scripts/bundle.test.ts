import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as zod from 'zod';
import { aliases } from '../../scripts/aliases.ts';
import { runTool } from '../../scripts/tools.ts';
import { LANGUAGES } from '../../src/views/i18n/languages.ts';
import * as stubbed from '../../stubs/zod.ts';

/** What esbuild writes for a module of which nothing is used, in bytes. */
const AN_EMPTY_MODULE = 50;

type Metafile = {
  inputs: Record<string, { imports: readonly { path: string; kind: string }[] }>;
  outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
};

describe('what would be deployed', () => {
  let directory: string;
  let parts: readonly string[];
  let atStart: readonly string[];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'quittance-bundle-'));
    const metafile = join(directory, 'meta.json');
    const built = await runTool(
      ['wrangler', 'deploy', '--dry-run', '--outdir', directory, '--metafile', metafile],
      { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
    );
    expect(built.code, built.output).toBe(0);
    const { inputs, outputs }: Metafile = JSON.parse(await readFile(metafile, 'utf8'));
    atStart = evaluatedAtStart(inputs);
    parts = Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
        bytesInOutput > AN_EMPTY_MODULE ? [path] : [],
      ),
    );
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('was read', () => {
    expect(parts.some((path) => path === 'src/adapters/pdf/invoice-pdf.ts')).toBe(true);
    expect(parts.some((path) => path.includes('zod/v4/classic'))).toBe(true);
  });

  it('holds no library of PDFs: those are for tests, which read what was written', () => {
    expect(parts.filter((path) => /node_modules\/(?:@libpdf|pako|pkijs|harfbuzzjs)\//.test(path))).toEqual(
      [],
    );
  });

  it('holds nothing that hashes passwords: nobody here has one, and it would take the CPU of a request', () => {
    expect(parts.filter((path) => /scrypt|argon2|bcrypt|pbkdf2|better-auth/i.test(path))).toEqual([]);
  });

  it('has every language of ours, and reads none before somebody asks for it', () => {
    const isLanguage = (path: string) => /^src\/views\/i18n\/[a-z]+\//.test(path);
    expect(parts.filter((path) => isLanguage(path) && path.endsWith('/pages.ts'))).toHaveLength(
      Object.keys(LANGUAGES).length,
    );
    expect(atStart).toContain('src/views/i18n/speech.ts');
    expect(atStart.filter(isLanguage)).toEqual([]);
  });

  it('holds one language of zod', () => {
    expect(parts.filter((path) => /zod\/v4\/locales\//.test(path))).toEqual([
      expect.stringMatching(/locales\/en\.js$/),
    ]);
  });
});

/** The Worker's modules that run before its first request: all that are not imported on demand. */
function evaluatedAtStart(inputs: Metafile['inputs']): readonly string[] {
  const found = new Set(['src/index.ts']);
  for (const path of found) {
    for (const { path: imported, kind } of inputs[path]?.imports ?? []) {
      if (kind === 'import-statement') found.add(imported);
    }
  }
  return [...found];
}

describe('the stubs', () => {
  it('are those of wrangler.toml', () => {
    expect([...aliases().keys()]).toEqual(['zod']);
  });

  it('of zod has all that zod has, and the same, but its languages', () => {
    const { locales, core, z, default: whole, ...own } = zod;
    const { core: stubbedCore, z: stubbedZ, default: stubbedWhole, ...rest } = stubbed;
    expect(Object.keys(rest).toSorted()).toEqual(Object.keys(own).toSorted());
    expect(rest).toEqual(own);
    const { locales: _, ...wanted } = core;
    expect({ ...stubbedCore }).toEqual(wanted);
    expect(Object.keys(stubbedZ).toSorted()).toEqual([...Object.keys(own), 'core'].toSorted());
    expect(stubbedWhole).toBe(stubbedZ);
    expect(whole).toBe(z);
    expect(Object.keys(locales).length).toBeGreaterThan(40);
    expect(stubbedZ.string).toBe(z.string);
  });
});
