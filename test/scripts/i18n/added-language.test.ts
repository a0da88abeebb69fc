import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entriesFor } from '../../../scripts/i18n/entries.ts';
import { DICTIONARIES } from '../../../scripts/i18n/export.ts';
import { readLanguage } from '../../../scripts/i18n/languages.ts';
import { registerLanguage } from '../../../scripts/i18n/register.ts';
import { noteSources, standingOf } from '../../../scripts/i18n/sources.ts';
import { ROOT } from '../../../scripts/tools.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quittance-i18n-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a language that a business adds', () => {
  it('is listed and loaded, once, without a line of code', () => {
    const files = ['src/domain/reader/languages.ts', 'src/views/i18n/languages.ts'];
    for (const file of files) {
      mkdirSync(join(root, file, '..'), { recursive: true });
      cpSync(join(ROOT, file), join(root, file));
    }
    expect(registerLanguage('ar', root)).toBe(true);
    const [listed = '', loaded = ''] = files.map((file) => readFileSync(join(root, file), 'utf8'));
    expect(listed).toContain("'ja', 'ar'] as const");
    expect(loaded).toContain("  ar: () => import('./ar/index.ts'),\n} satisfies");
    expect(registerLanguage('ar', root)).toBe(false);
    expect(registerLanguage('de', root)).toBe(false);
  });

  it('is told which of its texts are missing, stale and left over', () => {
    cpSync(join(DICTIONARIES, 'en'), join(root, 'en'), { recursive: true });
    cpSync(join(DICTIONARIES, 'de'), join(root, 'pl'), { recursive: true });
    const [english, polish] = [readLanguage(root, 'en'), readLanguage(root, 'pl')];
    const entries = entriesFor('pl', english, polish);
    noteSources(join(root, 'pl'), entries, new Set(entries.map(({ id }) => id)));
    expect(standingOf(root, 'pl')).toEqual({ missing: [], stale: [], leftover: [] });

    const edit = (file: string, from: string, to: string) => {
      const path = join(root, file);
      const text = readFileSync(path, 'utf8');
      expect(text).toContain(from);
      writeFileSync(path, text.replace(from, to));
    };
    edit('en/pages.ts', "draft: 'Draft'", "draft: 'Not sent yet'");
    edit('en/pages.ts', "paid: 'Paid',", "paid: 'Paid',\n    settled: 'Settled',");
    edit('pl/pages.ts', "void: '", "gone: 'Weg',\n    void: '");
    expect(standingOf(root, 'pl')).toEqual({
      missing: ['pages.status.settled'],
      stale: ['pages.status.draft'],
      leftover: ['pages.status.gone'],
    });
  });
});
